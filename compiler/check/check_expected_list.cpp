#include "compiler/check/check_expected_list.h"

#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/given.h"

// Lists, sets and series that a test expects.
namespace sextant::check {
namespace {

using ast::BinaryOp;

// An output that is a list, or the list of a decision's reasons.
struct ListName {
  uint32_t decision = 0;
  int32_t part = 0;
};

// What an expectation says of a list.
struct Said {
  ExprId list;
  ListExpectation::Test test{};
  bool negated = false;
  std::vector<ExprId> items;
  const ast::GivenValue* written = nullptr;  // the items as a list
  bool other = false;                        // compared with something that is no list
};

bool IsEmptyWord(const Context& context, ExprId id) {
  const auto* name = id.valid() ? std::get_if<ast::NameExpr>(&context.tree.node(id)) : nullptr;
  return name != nullptr && name->name.text == "empty";
}

// `a = b`, `a is empty`, and what is no comparison at all.
Said ReadComparison(const Context& context, const ast::BinaryExpr& binary) {
  const bool equality = binary.op == BinaryOp::kEqual || binary.op == BinaryOp::kNotEqual;
  Said said;
  said.list = binary.left;
  said.negated = binary.op == BinaryOp::kNotEqual;
  said.other = !equality || !IsEmptyWord(context, binary.right);
  return said;
}

Said Read(const Context& context, ExprId id) {
  const auto& node = context.tree.node(id);
  if (const auto* has = std::get_if<ast::HasExpr>(&node)) {
    return {has->set, ListExpectation::Test::kHas, false, {has->member}, nullptr, false};
  }
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    if (unary->op == ast::UnaryOp::kNot && unary->operand.valid()) {
      Said said = Read(context, unary->operand);
      said.negated = !said.negated;
      return said;
    }
  }
  if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    return ReadComparison(context, *binary);
  }
  Said said;
  said.list = id;
  said.other = true;
  return said;
}

// The decision that a name stands for, and what follows it: `bold.Hints.days` is `bold.Hints` and
// `days`.
const Symbol* DecisionOf(Context& context, ExprId id, std::string& part) {
  const auto& node = context.tree.node(id);
  ast::Name name;
  if (const auto* alone = std::get_if<ast::NameExpr>(&node)) {
    name = alone->name;
  } else if (const auto* member = std::get_if<ast::MemberExpr>(&node)) {
    const bool imported = context.names.IsImport(member->base);
    name = imported ? ast::Name{member->base.text + "." + member->member.text, member->base.span}
                    : member->base;
    part = imported ? member->part.text : member->member.text;
    if (!imported && !member->part.text.empty()) {
      return nullptr;
    }
  }
  const Symbol* symbol = name.text.empty() ? nullptr : context.names.Find(name, -1);
  return symbol != nullptr && symbol->ref.kind == RefKind::kDecision ? symbol : nullptr;
}

std::optional<ListName> FindList(Context& context, ExprId id) {
  std::string part;
  const Symbol* symbol = id.valid() ? DecisionOf(context, id, part) : nullptr;
  if (symbol == nullptr) {
    return std::nullopt;
  }
  const uint32_t index = symbol->ref.index;
  EnsureChecked(context, symbol->ref, context.span(id));
  const Decision& decision = context.program.decisions[index];
  for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
    if (decision.outputs[i].width > 0 && decision.outputs[i].name == part) {
      return ListName{index, static_cast<int32_t>(i)};
    }
  }
  return part == "reasons" && decision.has_reasons && decision.reason_width > 0
             ? std::optional(ListName{index, ListExpectation::kReasons})
             : std::nullopt;
}

// The code of a reason, as a text.
std::optional<Cell> CheckCode(Context& context, ExprId id) {
  const std::string code = context.Text(id);
  if (context.reasons.count(code) > 0) {
    return Cell{true, 0, code};
  }
  std::vector<std::string> codes;
  for (const auto& [known, use] : context.reasons) {
    codes.push_back(known);
  }
  context.Report(Diag::kUnknownReason, context.span(id), {code})
      .Hint(DidYouMean(code, codes, "the codes are " + ListText(codes)));
  return std::nullopt;
}

std::optional<Cell> CheckItem(Context& context, ExprId id, const ListName& list) {
  if (list.part == ListExpectation::kReasons) {
    return CheckCode(context, id);
  }
  const auto part = static_cast<std::size_t>(list.part);
  const Type type = context.program.decisions[list.decision].outputs[part].type;
  return type.is_error() ? std::nullopt
                         : CheckCell(context, id, type, "an item of this list");
}

std::string Example(const Context& context, const ListName& list) {
  const Decision& decision = context.program.decisions[list.decision];
  if (list.part == ListExpectation::kReasons) {
    return context.reasons.empty() ? "R1" : context.reasons.begin()->first;
  }
  const Type& type = decision.outputs[static_cast<std::size_t>(list.part)].type;
  return type.kind == Kind::kEnum ? context.program.enums.get(type.enumeration).members.front()
                                  : "…";
}

void ReportUse(Context& context, const Said& said, const ListName& list) {
  const std::string text = context.Text(said.list);
  const std::string item = Example(context, list);
  context.Report(Diag::kListHere, context.span(said.list), {text})
      .Hint("write `" + text + " has " + item + "`, `" + text + " = [" + item + ", …]` or `" +
            text + " is empty`");
}

void ReportNotInBrackets(Context& context, const Said& said) {
  context
      .Report(
          Diag::kTypeMismatch, said.written->span,
          {ShapeOf(*said.written), Backticked(context.Text(said.list)), "a list of values"})
      .Hint("write its items in brackets, in their order: `[a, b]`");
}

}  // namespace

bool IsAssumed(const Context& context, const Test& test, uint32_t decision) {
  const auto assumed = std::ranges::count_if(test.assumptions, [&](const Assumption& assumption) {
    return assumption.ref.kind == RefKind::kDecision && assumption.ref.index == decision;
  });
  return static_cast<std::size_t>(assumed) == context.program.decisions[decision].outputs.size();
}

bool CheckExpectedList(Context& context, const ast::Expectation& written, const Test& test,
                       Expectation& expectation) {
  Said said;
  if (written.all) {
    said.list = written.condition;
    said.written = &*written.all;
    said.items = written.all->items;
  } else if (!written.about.valid() && written.reason.text.empty()) {
    said = Read(context, written.condition);
  }
  const auto list = FindList(context, said.list);
  if (!list) {
    return false;
  }
  ListExpectation made{said.test, said.negated, list->decision, list->part, {}};
  expectation.list.emplace();
  if (said.other) {
    ReportUse(context, said, *list);
    return true;
  }
  if (said.written != nullptr && said.written->shape != ast::GivenShape::kList) {
    ReportNotInBrackets(context, said);
    return true;
  }
  const Decision& decision = context.program.decisions[list->decision];
  if (list->part == ListExpectation::kReasons && IsAssumed(context, test, list->decision)) {
    context.Report(Diag::kReasonOfAssumed, context.span(said.list), {decision.name})
        .Hint("what is assumed has no reason; leave out the assumption or the reasons");
    return true;
  }
  for (const ExprId item : said.items) {
    const auto cell = CheckItem(context, item, *list);
    made.items.push_back(cell.value_or(Cell()));
  }
  expectation.list = std::move(made);
  return true;
}

void CheckExpectedCells(Context& context, const ast::Expectation& written,
                        Expectation& expectation) {
  const Type type = CheckExpr(context, written.condition);
  if (type.is_error()) {
    return;
  }
  const auto cells = CheckGiven(context, *written.all, type,
                                Backticked(context.Text(written.condition)));
  if (cells) {
    expectation.condition = written.condition;
    expectation.cells = *cells;
  }
}

}  // namespace sextant::check
