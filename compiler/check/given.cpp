#include "compiler/check/given.h"

#include <algorithm>

#include "compiler/check/expr/expr.h"
#include "compiler/check/store.h"

// The records that samples and tests write down.
namespace sextant::check {
namespace {

std::optional<Cell> CheckCell(Context& context, ExprId id, const Type& target,
                              const std::string& what, bool may_lack) {
  CheckExpr(context, id, target.kind == Kind::kEnum ? target.enumeration : EnumId{});
  if (std::holds_alternative<ast::MissingExpr>(context.tree.node(id))) {
    const bool fine = may_lack || Assignable(context, id, target, what);
    return fine ? std::optional<Cell>(Cell{}) : std::nullopt;
  }
  const auto word = ConstantOf(context, id, target, what);
  if (word) {
    return Cell{true, *word, ""};
  }
  const auto* text = std::get_if<ast::TextExpr>(&context.tree.node(id));
  return text != nullptr && target.kind == Kind::kText
             ? std::optional<Cell>(Cell{true, 0, text->value})
             : std::nullopt;
}

bool HasShape(Context& context, const ast::GivenValue& value, const Type& target) {
  if (value.is_list != (target.series > 0)) {
    const auto code = value.is_list ? Diag::kSeriesHere : Diag::kNotASeries;
    context.Report(code, value.span, {value.is_list ? "a list" : "one value"})
        .Hint(value.is_list ? "write the value without brackets"
                            : "write its " + std::to_string(target.series) +
                                  " items in brackets, the most recent first");
    return false;
  }
  if (value.is_list && value.items.size() != target.series) {
    context.Report(Diag::kSeriesLengths, value.span,
                   {std::to_string(target.series), std::to_string(value.items.size())});
    return false;
  }
  return true;
}

// `[marketing, data_sharing]`, `empty`, or `missing`.
std::optional<std::vector<Cell>> CheckSet(Context& context, const ast::GivenValue& value,
                                          const Type& target, const std::string& what) {
  uint64_t bits = 0;
  for (const ExprId item : value.items) {
    if (!value.is_list && ReadEmptySet(context, item, target)) {
      continue;
    }
    if (!value.is_list && std::holds_alternative<ast::MissingExpr>(context.tree.node(item))) {
      const auto cell = CheckCell(context, item, target, what, false);
      return cell ? std::optional(std::vector<Cell>{*cell}) : std::nullopt;
    }
    const auto code = CheckConstant(context, item, Type::Enum(target.enumeration), what);
    if (!code) {
      return std::nullopt;
    }
    bits |= uint64_t{1} << *code;
  }
  return std::vector<Cell>{{true, static_cast<int64_t>(bits), ""}};
}

// What a record holds where nothing is given: sets are empty, all else is missing.
std::vector<Cell> Omitted(const Type& type) {
  const bool empty = type.kind == Kind::kSet && !type.optional;
  return std::vector<Cell>(std::max<std::size_t>(type.series, 1), Cell{empty, 0, ""});
}

std::string FieldNames(const Context& context) {
  std::vector<std::string> names;
  for (const Field& field : context.program.fields) {
    names.push_back(field.name);
  }
  return ListText(names);
}

std::optional<uint32_t> FindField(Context& context, const ast::Name& name) {
  const auto& fields = context.program.fields;
  const auto found =
      std::ranges::find_if(fields, [&](const Field& field) { return field.name == name.text; });
  if (found != fields.end()) {
    return static_cast<uint32_t>(found - fields.begin());
  }
  if (!context.damage.MayDeclare(name.text) && !fields.empty()) {
    std::vector<std::string> names;
    for (const Field& field : fields) {
      names.push_back(field.name);
    }
    context.Report(Diag::kUnknownField, name.span, {name.text, context.program.record_name})
        .Hint(DidYouMean(name.text, names, "its fields are " + FieldNames(context)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Cell>> CheckGiven(Context& context, const ast::GivenValue& value,
                                            const Type& target, const std::string& what,
                                            bool may_lack) {
  if (target.kind == Kind::kSet) {
    return CheckSet(context, value, target, what);
  }
  if (target.is_error() || !HasShape(context, value, target)) {
    return std::nullopt;
  }
  std::vector<Cell> cells;
  for (const ExprId item : value.items) {
    const auto cell = CheckCell(context, item, target.item(), what, may_lack);
    if (!cell) {
      return std::nullopt;
    }
    cells.push_back(*cell);
  }
  return cells;
}

void CheckGivenFields(Context& context, const std::vector<ast::GivenField>& fields, bool may_lack,
                      GivenRecord& record) {
  std::vector<Span> seen(context.program.fields.size());
  for (const ast::GivenField& given : fields) {
    const auto index = FindField(context, given.name);
    if (!index) {
      continue;
    }
    if (seen[*index].valid()) {
      context.Report(Diag::kListedTwice, given.name.span, {given.name.text, "this record"})
          .Label(seen[*index], "first here")
          .Hint("leave one of them out");
      continue;
    }
    seen[*index] = given.name.span;
    const Field& field = context.program.fields[*index];
    const auto cells =
        CheckGiven(context, given.value, field.type, Backticked(field.name), may_lack);
    // After a report the field counts as given, so that one mistake is reported once.
    record[*index] = cells.value_or(std::vector<Cell>());
  }
}

std::vector<std::vector<Cell>> CompleteRecord(Context& context, const GivenRecord& given,
                                              Span span) {
  std::vector<std::vector<Cell>> record;
  std::vector<std::string> left_out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Field& field = context.program.fields[i];
    record.push_back(given[i].value_or(Omitted(field.type)));
    if (!given[i] && !field.type.optional && field.type.kind != Kind::kSet) {
      left_out.push_back(field.name);
    }
  }
  if (!left_out.empty()) {
    context.Report(Diag::kFieldsNotGiven, span, {ListText(left_out)})
        .Hint("give every field that is not `optional`, or begin with a `sample` that does");
  }
  return record;
}

}  // namespace sextant::check
