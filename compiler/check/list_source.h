#pragma once

#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// A `source` block that describes the rows of lists.
struct RowSource {
  const ast::SourceDecl* decl = nullptr;
  Source source;
};

// Whether the item of a record's source is about a list.
bool IsListItem(Context& context, const ast::SourceItem& item);
// `FIELD from SOURCE by KEY = …` for a field that is no list.
void ReportNoList(Context& context, const ast::SourceItem& item, const Field& field);

// Where the rows of every list come from under one source of the record (null: without a block).
// What no item says is the list's own: a source of its name with the columns of its fields' names.
std::vector<Source> ListSources(Context& context, const ast::SourceDecl* decl,
                                const std::vector<RowSource>& row_sources);
Source OwnListSource(const Context& context, uint32_t list);

}  // namespace sextant::check
