#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// The field of the record that says what the customer has consented to.
std::optional<uint32_t> ConsentsField(const Program& program);
// The code of a consent that `who` needs, or nothing after a report.
std::optional<int32_t> FindConsent(Context& context, const ast::Name& consent,
                                   const std::string& who);
// The declaration of a partner, or null after a report.
const ast::PartnerDecl* FindPartner(Context& context, const ast::Name& name);

}  // namespace sextant::check
