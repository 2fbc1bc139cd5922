#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/interval.h"
#include "compiler/check/table.h"
#include "compiler/check/unify.h"
#include "compiler/support/subsets.h"

namespace sextant::check {
namespace {

using ast::HitPolicy;

constexpr std::size_t kMaxInputs = 64;

bool HasCells(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate ||
         type.kind == Kind::kEnum || type.kind == Kind::kBool || type.kind == Kind::kText ||
         type.kind == Kind::kSet;
}

std::vector<TableColumn> CheckInputs(Context& context, const Decision& decision,
                                     const ast::TableDecl& decl) {
  std::vector<TableColumn> columns;
  for (const ExprId input : decl.inputs) {
    Type type = RequireSingle(context, input, CheckExpr(context, input));
    if (!type.is_error() && !HasCells(type)) {
      context.Report(Diag::kAxisType, context.span(input), {context.Describe(type)});
      type = Type::Error();
    }
    columns.push_back({input, type, type.required(), {}});
  }
  if (columns.size() > kMaxInputs) {
    context
        .Report(Diag::kTooManyInputs, decision.span,
                {decision.name, std::to_string(columns.size()), std::to_string(kMaxInputs)})
        .Hint("decide part of it in a table of its own, and make its answer one input");
  }
  return columns;
}

// The output that each column of values gives; nothing where there is none of that name.
std::vector<std::optional<std::size_t>> CheckHeads(Context& context, const Decision& decision,
                                                   const ast::TableDecl& decl) {
  const bool unnamed = decision.outputs.size() == 1 && decision.outputs.front().name.empty();
  std::vector<std::string> names;
  for (const DecisionOutput& output : decision.outputs) {
    names.push_back(unnamed ? decl.name.text : output.name);
  }
  const auto at = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  std::vector<std::optional<std::size_t>> heads;
  std::vector<const ast::Name*> given(names.size());
  for (const ast::Name& head : decl.heads) {
    const std::size_t output = at(head.text);
    if (output == names.size()) {
      context.Report(Diag::kUnknownOutput, head.span, {decision.name, head.text})
          .Hint(DidYouMean(head.text, names, "its outputs are " + ListText(names)));
    } else if (given[output] != nullptr) {
      context.Report(Diag::kListedTwice, head.span, {head.text, "the first row"})
          .Label(given[output]->span, "first here")
          .Hint("give each output one column");
    } else {
      given[output] = &head;
    }
    heads.push_back(output == names.size() ? std::nullopt : std::optional(output));
  }
  for (std::size_t i = 0; i < names.size() && decl.policy != HitPolicy::kCount; ++i) {
    if (given[i] == nullptr) {
      context
          .Report(Diag::kNotAssigned, decision.span,
                  {"the table " + Backticked(decision.name), names[i]})
          .Hint("add a column headed `=> " + names[i] + "`");
    }
  }
  return heads;
}

// What a policy can make of an output.
bool Fits(const Context& context, HitPolicy policy, const Type& type) {
  switch (policy) {
    case HitPolicy::kSum:
      return type.is_exact() && !type.optional;
    case HitPolicy::kCount:
      return type.is_integer();
    case HitPolicy::kSmallest:
    case HitPolicy::kLargest:
      return context.IsOrdered(type);
    default:
      return true;
  }
}

void CheckBestBy(Context& context, const Decision& decision, const ast::TableDecl& decl) {
  const ast::Name& by = decl.best_by;
  std::vector<std::string> names;
  for (const DecisionOutput& output : decision.outputs) {
    names.push_back(output.name.empty() ? decl.name.text : output.name);
    if (names.back() != by.text) {
      continue;
    }
    const bool fine = !output.type.optional && context.IsOrdered(output.type);
    if (!fine && !output.type.is_error()) {
      context
          .Report(Diag::kAggregateType, by.span,
                  {"best by",
                   output.type.optional ? "an optional output" : context.Describe(output.type)})
          .Hint("the best row is the one with the largest number, amount, date or length of time");
    }
    return;
  }
  context.Report(Diag::kUnknownOutput, by.span, {decision.name, by.text})
      .Hint(DidYouMean(by.text, names, "its outputs are " + ListText(names)));
}

// Reasons that are listed beside outputs stand beside every one of them.
void CheckKeptReasons(Context& context, const Decision& decision, const ast::TableDecl& decl) {
  for (std::size_t row = 0; row < decl.rows.size() && decision.has_reasons; ++row) {
    if (!decl.rows[row].because) {
      context
          .Report(Diag::kReasonsNotAll, decl.rows[row].span,
                  {decl.rows[row].otherwise ? "`otherwise`" : "row " + std::to_string(row + 1),
                   decision.name})
          .Hint(
              "give it one in the column `because`, so that every answer has its reason beside it");
    }
  }
}

void CheckPolicy(Context& context, const Decision& decision, const ast::TableDecl& decl) {
  if (!decl.best_by.text.empty()) {
    CheckBestBy(context, decision, decl);
  }
  if (decl.policy == HitPolicy::kKeep) {
    CheckKeptReasons(context, decision, decl);
  }
  if (!decl.policy || !ast::TakesTogether(*decl.policy)) {
    return;
  }
  const std::string word(ast::Word(*decl.policy));
  for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
    const Type& type = decision.outputs[i].type;
    if (!type.is_error() && !Fits(context, *decl.policy, type)) {
      context
          .Report(Diag::kAggregateType, decl.outputs[i].type.span,
                  {word, type.optional ? "an optional output" : context.Describe(type)})
          .Hint(*decl.policy == HitPolicy::kCount
                    ? "the number of rows is an `integer`"
                    : "take one of the rows, with `first match` or `best by`");
    }
  }
  if (*decl.policy == HitPolicy::kCount && !decl.heads.empty()) {
    context
        .Report(Diag::kCellNotHere, decl.heads.front().span,
                {"=> " + decl.heads.front().text, "a column where rows are counted"})
        .Hint("leave it out; the answer is the number of rows that match");
  }
  const auto reason =
      std::find_if(decl.rows.begin(), decl.rows.end(),
                   [](const ast::TableRow& row) { return row.because.has_value(); });
  if (reason != decl.rows.end()) {
    context.Report(Diag::kRowReason, reason->because->span, {word})
        .Hint("leave the column `because` out");
  }
}

// Cells tell apart every set of the members that they ask for.
bool CheckAsked(Context& context, const std::vector<TableColumn>& columns) {
  bool fine = true;
  for (const TableColumn& column : columns) {
    if (column.asked.size() > kMostAsked) {
      fine = false;
      context
          .Report(Diag::kTooManyAsked, context.span(column.expr),
                  {context.Text(column.expr), std::to_string(column.asked.size()),
                   std::to_string(kMostAsked)})
          .Hint("name a condition with `let`, as in `let covered = " + context.Text(column.expr) +
                " has …`, and make it a column");
    }
  }
  return fine;
}

bool CheckRows(Context& context, const Decision& decision, const ast::TableDecl& decl,
               std::vector<TableColumn>& columns,
               const std::vector<std::optional<std::size_t>>& heads) {
  bool fine = true;
  for (const ast::TableRow& row : decl.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      fine = CheckCell(context, columns[i], row.cells[i]) && fine;
    }
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (heads[i]) {
        const DecisionOutput& output = decision.outputs[*heads[i]];
        CheckCellValue(context, row.values[i], output.type,
                       Backticked(output.name.empty() ? decision.name : output.name));
      }
    }
    CheckReason(context, row.because);
  }
  return fine;
}

}  // namespace

void CheckTable(Context& context, uint32_t index, const ast::TableDecl& decl) {
  const Decision& decision = context.program.decisions[index];
  const bool no_head = decl.inputs.empty() && decl.heads.empty();
  if (decl.rows.empty() && (decl.whole || (no_head && !decl.file))) {
    context.Report(Diag::kNoBins, decision.span, {Backticked(decision.name)})
        .Hint("begin with a row that names its inputs and outputs, as in `| age | => rate |`");
  }
  if (no_head) {
    return;
  }
  std::vector<TableColumn> columns = CheckInputs(context, decision, decl);
  const auto heads = CheckHeads(context, decision, decl);
  CheckPolicy(context, decision, decl);
  const bool fine =
      CheckRows(context, decision, decl, columns, heads) && CheckAsked(context, columns);
  const bool known = std::none_of(columns.begin(), columns.end(),
                                  [](const TableColumn& column) { return column.type.is_error(); });
  if (fine && known && decl.whole && !decl.rows.empty() && decl.policy &&
      columns.size() <= kMaxInputs) {
    SearchTable(context, index, decl, columns);
  }
}

}  // namespace sextant::check
