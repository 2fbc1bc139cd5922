#pragma once

#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// A `source` block that describes the rows of lists.
struct RowSource {
  const ast::SourceDecl* decl = nullptr;
  Source source;
};

// Whether the item of a record's source is about a list; says what is wrong with it.
bool IsListItem(Context& context, const ast::SourceDecl& decl, const ast::SourceItem& item);
// `FIELD from SOURCE by KEY = …` for a field that is no list.
void ReportNoList(Context& context, const ast::SourceItem& item, const Field& field);

// Where the rows of every list come from under one source of the record (null: without a block):
// from a file of their own that is found by the key, or from a column of the records' file. A list
// that no item mentions is the column of its own name, or the file of a source of its name.
std::vector<Source> ListSources(Context& context, const ast::SourceDecl* decl,
                                const std::vector<RowSource>& row_sources);
// Warns of a column that is read for a list and for a field.
void CheckListColumns(Context& context, const ast::SourceDecl& decl, const Source& source);
Source OwnListSource(const Context& context, uint32_t list);

}  // namespace sextant::check
