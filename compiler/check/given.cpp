#include "compiler/check/given.h"

#include <algorithm>

namespace sextant::check {
namespace {

using Cells = std::vector<std::optional<std::vector<Cell>>>;

// Whose fields are given: the record's, or those of a row.
struct Owner {
  const std::vector<Field>& fields;
  const std::string& record;
  std::string prefix;  // "transactions." in messages about a row
  bool may_lack = false;
};

// What is given in one place, so that nothing is given twice there.
class Once {
 public:
  explicit Once(std::string place) : place_(std::move(place)) {}

  // False, and reported, when the name stands there already.
  bool Take(Context& context, const std::string& name, Span span) {
    const auto [first, added] = seen_.try_emplace(name, span);
    if (!added) {
      context.Report(Diag::kListedTwice, span, {name, place_})
          .Label(first->second, "first here")
          .Hint("leave one of them out");
    }
    return added;
  }

 private:
  std::string place_;
  std::map<std::string, Span> seen_;
};

// What a record holds where nothing is given: sets are empty, all else is missing.
std::vector<Cell> Omitted(const Type& type) {
  const bool empty = type.kind == Kind::kSet && !type.optional;
  return std::vector<Cell>(std::max<std::size_t>(type.series, 1), Cell{empty, 0, ""});
}

// How the value of a decision comes into a test.
std::string DecisionHint(const Decision& decision) {
  const std::string& name = decision.name;
  const bool parts = !decision.outputs.empty() && !decision.outputs.front().name.empty();
  const std::string read = parts ? name + "." + decision.outputs.front().name : name;
  return decision.carried
             ? "give its value of the period before as `" + name +
                   (decision.moves ? ".previous: … since 2025-01-31`, or put"
                                   : ".previous: …`, or put") +
                   " one in its place by `assume " + read + " is …`"
             : "the strategy works it out; to put a value in its place, write `assume " + read +
                   " is …`";
}

void ReportUnknown(Context& context, const Owner& owner, const ast::Name& name) {
  if (context.damage.MayDeclare(name.text) || owner.fields.empty()) {
    return;
  }
  const Symbol* symbol = owner.prefix.empty() ? context.names.Find(name, -1) : nullptr;
  if (symbol != nullptr && symbol->is_broken_list()) {
    return;
  }
  std::vector<std::string> names;
  for (const Field& field : owner.fields) {
    names.push_back(field.name);
  }
  for (const List& list : context.program.lists) {
    if (owner.prefix.empty()) {
      names.push_back(list.name);
    }
  }
  const bool decided = symbol != nullptr && symbol->ref.kind == RefKind::kDecision;
  context.Report(Diag::kUnknownField, name.span, {name.text, owner.record})
      .Hint(decided ? DecisionHint(context.program.decisions[symbol->ref.index])
                    : DidYouMean(name.text, names, "its fields are " + ListText(names)));
}

// Whether something stands behind the value that only belongs to a stage.
void RejectSince(Context& context, const ast::GivenField& given) {
  if (given.since) {
    context.Report(Diag::kSinceNotHere, given.since_span, {given.name.text})
        .Hint("leave it out; only the stage of a life cycle with `moves` has such a date");
  }
}

void CheckField(Context& context, const Owner& owner, const ast::GivenField& given, Once& once,
                Cells& cells) {
  const auto field = std::ranges::find(owner.fields, given.name.text, &Field::name);
  if (field == owner.fields.end()) {
    return ReportUnknown(context, owner, given.name);
  }
  RejectSince(context, given);
  if (once.Take(context, given.name.text, given.name.span)) {
    const std::string what = Backticked(owner.prefix + field->name);
    const auto checked = CheckGiven(context, given.value, field->type, what, owner.may_lack);
    // After a report the field counts as given, so that one mistake is reported once.
    cells[static_cast<std::size_t>(field - owner.fields.begin())] =
        checked.value_or(std::vector<Cell>());
  }
}

std::vector<std::vector<Cell>> Complete(Context& context, const std::vector<Field>& fields,
                                        const Cells& given, Span span, const std::string& list) {
  std::vector<std::vector<Cell>> record;
  std::vector<std::string> left_out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Type& type = fields[i].type;
    record.push_back(given[i].value_or(Omitted(type)));
    if (!given[i] && !type.optional && type.kind != Kind::kSet && !type.is_error()) {
      left_out.push_back(fields[i].name);
    }
  }
  if (!left_out.empty()) {
    const std::string who = list.empty() ? "the record of this test" : "this row of `" + list + "`";
    context.Report(Diag::kFieldsNotGiven, span, {who, ListText(left_out)})
        .Hint(!list.empty()
                  ? "give every field of the row that is not `optional`"
                  : "give every field that is not `optional`, or begin with a `sample` that does");
  }
  return record;
}

Row CheckRow(Context& context, uint32_t list, const ast::GivenRow& row, bool may_lack) {
  const RowRecord& rows = context.program.rows_of(list);
  const std::string& name = context.program.lists[list].name;
  const Owner owner{rows.fields, rows.name, name + ".", may_lack};
  Once once("this row");
  Cells cells(rows.fields.size());
  for (const ast::GivenField& given : row.fields) {
    if (given.state.valid()) {
      const Span span = context.span(given.state);
      ReportUnknown(context, owner, {context.Text(given.state), span});
    } else {
      CheckField(context, owner, given, once, cells);
    }
  }
  Row made;
  for (const auto& field : Complete(context, rows.fields, cells, row.span, name)) {
    made.push_back(field.empty() ? Cell() : field.front());
  }
  return made;
}

// `[ { posted_on: 2026-03-20, amount: 900 CNY } ]`, or `[]`.
std::vector<Row> CheckRows(Context& context, uint32_t list, const ast::GivenValue& value,
                           bool may_lack) {
  std::vector<Row> rows;
  if (value.shape == ast::GivenShape::kList && value.items.empty()) {
    return rows;
  }
  const List& declared = context.program.lists[list];
  if (value.shape != ast::GivenShape::kRows) {
    context
        .Report(Diag::kTypeMismatch, value.span,
                {ShapeOf(value), Backticked(declared.name), "a list of rows"})
        .Hint("write its rows in brackets, each in braces: `[ { " +
              context.program.rows_of(list).Example() + ": … } ]`; without rows, `[]`");
    return rows;
  }
  for (const ast::GivenRow& row : value.rows) {
    rows.push_back(CheckRow(context, list, row, may_lack));
  }
  return rows;
}

}  // namespace

void CheckGivenFields(Context& context, const std::vector<ast::GivenField>& fields, bool may_lack,
                      GivenRecord& record) {
  const Program& program = context.program;
  const Owner owner{program.fields, program.record_name, "", may_lack};
  Once once("this record");
  for (const ast::GivenField& given : fields) {
    if (given.state.valid()) {
      if (once.Take(context, context.Text(given.state), context.span(given.state))) {
        CheckBefore(context, given, record);
      }
      continue;
    }
    const auto list = std::ranges::find(program.lists, given.name.text, &List::name);
    if (list == program.lists.end()) {
      CheckField(context, owner, given, once, record.fields);
      continue;
    }
    RejectSince(context, given);
    if (once.Take(context, given.name.text, given.name.span)) {
      const auto index = static_cast<uint32_t>(list - program.lists.begin());
      record.lists[index] = CheckRows(context, index, given.value, may_lack);
    }
  }
}

std::vector<std::vector<Cell>> CompleteRecord(Context& context, const GivenRecord& given,
                                              Span span) {
  return Complete(context, context.program.fields, given.fields, span, "");
}

}  // namespace sextant::check
