#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// The record of a sample or a test by field; a field that is not given holds nothing.
using GivenRecord = std::vector<std::optional<std::vector<Cell>>>;

// The cells of a written value for a place of type `target`: "`spend`". With `may_lack`, `missing`
// may stand even where the type never is. Nothing after a report.
std::optional<std::vector<Cell>> CheckGiven(Context& context, const ast::GivenValue& value,
                                            const Type& target, const std::string& what,
                                            bool may_lack = false);

// Enters the fields given in `record`, replacing what stood there.
void CheckGivenFields(Context& context, const std::vector<ast::GivenField>& fields, bool may_lack,
                      GivenRecord& record);

// The record with what may be left out filled in as missing; reports at `span` what may not.
std::vector<std::vector<Cell>> CompleteRecord(Context& context, const GivenRecord& given,
                                              Span span);

}  // namespace sextant::check
