#include <fmt/format.h>

#include "compiler/ast/print.h"
#include "compiler/support/dates.h"

namespace sextant::ast {
namespace {

std::string_view Sign(BinaryOp op) {
  constexpr std::string_view kSigns[] = {"+",  "-", "*",  "/",   "=",  "!=",     "<",
                                         "<=", ">", ">=", "and", "or", "implies"};
  return kSigns[static_cast<std::size_t>(op)];
}

std::string_view Word(UnaryOp op) {
  constexpr std::string_view kWords[] = {"-", "not", "absolute"};
  return kWords[static_cast<std::size_t>(op)];
}

std::string_view Word(AggregateOp op) {
  constexpr std::string_view kWords[] = {"sum",           "average",       "largest", "smallest",
                                         "count",         "any of",        "none of", "latest",
                                         "most frequent", "count distinct"};
  return kWords[static_cast<std::size_t>(op)];
}

std::string_view Word(RoundingMode mode) {
  constexpr std::string_view kWords[] = {"half even", "half up", "down", "up"};
  return kWords[static_cast<std::size_t>(mode)];
}

}  // namespace

void Printer::Print(ExprId id) {
  if (!id.valid()) {
    return;
  }
  std::visit(
      [&](const auto& expr) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(expr)>, std::monostate>) {
          PrintExpr(expr, tree_.span(id));
        }
      },
      tree_.node(id));
}

void Printer::PrintChildren(std::string_view text, source::Span span,
                            const std::vector<ExprId>& children) {
  const Scope scope = Line(text, span);
  for (const ExprId child : children) {
    Print(child);
  }
}

void Printer::PrintExpr(const NumberExpr& expr, source::Span span) {
  const std::string digits = FormatDecimal(expr.digits, expr.scale);
  PrintChildren("Number " + digits + (expr.unit.empty() ? "" : " " + expr.unit), span, {});
}

void Printer::PrintExpr(const BooleanExpr& expr, source::Span span) {
  PrintChildren(expr.value ? "Boolean true" : "Boolean false", span, {});
}

void Printer::PrintExpr(const DateExpr& expr, source::Span span) {
  PrintChildren("Date " + FormatDate(expr.days), span, {});
}

void Printer::PrintExpr(const TextExpr& expr, source::Span span) {
  PrintChildren("Text " + Quoted(expr.value), span, {});
}

void Printer::PrintExpr(const MissingExpr&, source::Span span) {
  PrintChildren("Missing", span, {});
}

void Printer::PrintExpr(const NameExpr& expr, source::Span span) {
  PrintChildren("Name " + expr.name.text, span, {});
}

void Printer::PrintExpr(const MemberExpr& expr, source::Span span) {
  const std::string part = expr.part.text.empty() ? "" : "." + expr.part.text;
  PrintChildren(fmt::format("Member {}.{}{}", expr.base.text, expr.member.text, part), span, {});
}

void Printer::PrintExpr(const UnaryExpr& expr, source::Span span) {
  PrintChildren(fmt::format("Unary {}", Word(expr.op)), span, {expr.operand});
}

void Printer::PrintExpr(const BinaryExpr& expr, source::Span span) {
  PrintChildren(fmt::format("Binary {}", Sign(expr.op)), span, {expr.left, expr.right});
}

void Printer::PrintExpr(const InExpr& expr, source::Span span) {
  std::vector<ExprId> children{expr.value};
  children.insert(children.end(), expr.items.begin(), expr.items.end());
  PrintChildren(expr.negated ? "In not" : "In", span, children);
}

void Printer::PrintExpr(const InRangeExpr& expr, source::Span span) {
  PrintChildren(expr.negated ? "InRange not" : "InRange", span, {expr.value, expr.low, expr.high});
}

void Printer::PrintExpr(const HasExpr& expr, source::Span span) {
  PrintChildren("Has", span, {expr.set, expr.member});
}

void Printer::PrintExpr(const StartsExpr& expr, source::Span span) {
  PrintChildren("Starts with " + Quoted(expr.prefix), span, {expr.text});
}

void Printer::PrintExpr(const LimitedExpr& expr, source::Span span) {
  PrintChildren("Limited", span, {expr.value, expr.low, expr.high});
}

void Printer::PrintExpr(const ConvertedExpr& expr, source::Span span) {
  PrintChildren("Converted to " + expr.currency.text, span, {expr.value, expr.rate});
}

void Printer::PrintExpr(const KnownExpr& expr, source::Span span) {
  PrintChildren(expr.known ? "Known" : "Known not", span, {expr.value});
}

void Printer::PrintExpr(const OtherwiseExpr& expr, source::Span span) {
  PrintChildren("Otherwise", span, {expr.value, expr.fallback});
}

void Printer::PrintExpr(const IfExpr& expr, source::Span span) {
  PrintChildren("If", span, {expr.condition, expr.then_value, expr.else_value});
}

void Printer::PrintExpr(const RoundedExpr& expr, source::Span span) {
  const std::string to = expr.places >= 0 ? fmt::format(" to {} places", expr.places) : " to";
  PrintChildren(fmt::format("Rounded {}{}", Word(expr.mode), to), span, {expr.value, expr.step});
}

void Printer::PrintExpr(const PickExpr& expr, source::Span span) {
  PrintChildren(expr.smallest ? "Pick smallest" : "Pick largest", span, expr.items);
}

void Printer::PrintExpr(const RatioExpr& expr, source::Span span) {
  PrintChildren("Ratio", span, {expr.numerator, expr.denominator});
}

void Printer::PrintExpr(const MonthsExpr& expr, source::Span span) {
  PrintChildren(expr.days ? "Months days" : "Months", span, {expr.from, expr.to});
}

void Printer::PrintExpr(const WithinExpr& expr, source::Span span) {
  PrintChildren(expr.before ? "Within before" : "Within after", span,
                {expr.date, expr.length, expr.anchor});
}

void Printer::PrintExpr(const LastExpr& expr, source::Span span) {
  PrintChildren(fmt::format("Last {}", expr.count), span, {expr.series});
}

void Printer::PrintExpr(const ItemExpr& expr, source::Span span) {
  PrintChildren(fmt::format("Item {}", expr.index), span, {expr.series});
}

void Printer::PrintExpr(const ProjectExpr& expr, source::Span span) {
  PrintChildren("Project " + expr.field.text, span, {expr.list});
}

void Printer::PrintExpr(const AggregateExpr& expr, source::Span span) {
  PrintChildren(fmt::format("Aggregate {}{}", Word(expr.op), expr.known ? " known" : ""), span,
                {expr.series, expr.filter});
}

}  // namespace sextant::ast
