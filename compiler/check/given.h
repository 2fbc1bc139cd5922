#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

// The records that samples and tests write down.
namespace sextant::check {

// The record of a sample or a test; what is not given holds nothing.
struct GivenRecord {
  explicit GivenRecord(const Program& program)
      : fields(program.fields.size()),
        lists(program.lists.size()),
        before(program.decisions.size()) {}

  std::vector<std::optional<std::vector<Cell>>> fields;  // by Program::fields
  std::vector<std::vector<Row>> lists;                   // by Program::lists
  std::vector<Before> before;                            // by Program::decisions
};

// One constant, or `missing`, for a place of type `target`: "`spend`". With `may_lack`, `missing`
// may stand even where the type never is. Nothing after a report.
std::optional<Cell> CheckCell(Context& context, ExprId id, const Type& target,
                              const std::string& what, bool may_lack = false);
// The cells of a written value of any shape.
std::optional<std::vector<Cell>> CheckGiven(Context& context, const ast::GivenValue& value,
                                            const Type& target, const std::string& what,
                                            bool may_lack = false);
// "a list", "one value": what was written, for messages.
std::string ShapeOf(const ast::GivenValue& value);

// Enters what is given in `record`, replacing what stood there.
void CheckGivenFields(Context& context, const std::vector<ast::GivenField>& fields, bool may_lack,
                      GivenRecord& record);
// What was carried from the period before: `NAME.previous: …`.
void CheckBefore(Context& context, const ast::GivenField& given, GivenRecord& record);
// The record entered its stages before the day of the test.
void CheckSinceDates(Context& context, const Test& test);

// The record with what may be left out filled in as missing; reports at `span` what may not.
std::vector<std::vector<Cell>> CompleteRecord(Context& context, const GivenRecord& given,
                                              Span span);

}  // namespace sextant::check
