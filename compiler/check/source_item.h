#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// Where the cells of one field come from, with every setting checked against the field's type.
ColumnBinding CheckSourceItem(Context& context, const ast::SourceDecl& decl,
                              const ast::SourceItem& item, const Field& field);

// Reports a date format that is not one.
void CheckDateFormat(Context& context, const std::optional<std::string>& format, Span span);

}  // namespace sextant::check
