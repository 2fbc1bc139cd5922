#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/unify.h"

// Names. What a bare name means is decided by where it stands: where an enumeration is expected
// that has such a member, it is the member; everywhere else it is the declared thing of that name.
// If both readings give the same enumeration, nobody could tell them apart, and that is an error
// (found at the end, when every type is known).
namespace sextant::check {
namespace {

bool IsKnownHere(const Context& context, const Ref& ref) {
  return std::any_of(context.place.facts.begin(), context.place.facts.end(), [&](const Fact& fact) {
    return fact.what == Fact::kKnown && SameRef(fact.ref, ref);
  });
}

Type OfDecision(Context& context, ExprId id, const ast::Name& name, uint32_t index) {
  const Decision& decision = context.program.decisions[index];
  if (decision.outputs.size() == 1) {
    return OutputType(context, id, decision.outputs.front(), name.span);
  }
  std::vector<std::string> readings;
  for (const DecisionOutput& output : decision.outputs) {
    readings.push_back(decision.name + "." + output.name);
  }
  if (!readings.empty()) {
    context.Report(Diag::kSeveralOutputs, name.span, {name.text})
        .Hint("say which one: " + ListText(readings));
  }
  return Type::Error();
}

Type OfRef(Context& context, ExprId id, const ast::Name& name, const Ref& ref) {
  EnsureChecked(context, ref, name.span);
  context.info(id).ref = ref;
  switch (ref.kind) {
    case RefKind::kField:
      return Narrowed(context, id, context.program.fields[ref.index].type);
    case RefKind::kParam:
      return context.program.params[ref.index].type;
    case RefKind::kLet:
      return Narrowed(context, id, context.program.lets[ref.index].type);
    case RefKind::kDecision:
      return OfDecision(context, id, name, ref.index);
    default:
      return Type::Error();
  }
}

Type OfSymbol(Context& context, ExprId id, const ast::Name& name, Symbol& symbol) {
  symbol.used = true;
  if (symbol.ref.kind == RefKind::kNone) {
    context.Report(Diag::kNotAValue, name.span, {name.text, symbol.what})
        .Hint("name one of its fields");
    return Type::Error();
  }
  return OfRef(context, id, name, symbol.ref);
}

Type OfMember(Context& context, const Site& site, int32_t code) {
  context.info(site.id).ref = {RefKind::kMember, 0, static_cast<uint32_t>(code)};
  return Type::Enum(site.expected);
}

// An enumeration that has such a member, for the message.
EnumId EnumerationWith(const Context& context, const std::string& member) {
  for (std::size_t i = 0; i < context.program.enums.size(); ++i) {
    if (context.program.enums.Find(EnumId(i), member)) {
      return EnumId(i);
    }
  }
  return {};
}

void ReportUnknownMember(Context& context, const ast::Name& name, EnumId expected) {
  const std::vector<std::string>& members = context.program.enums.get(expected).members;
  context.Report(Diag::kUnknownMember, name.span, {name.text, context.EnumText(expected)})
      .Hint(DidYouMean(name.text, members, "its members are " + ListText(members)));
}

Type OfIt(Context& context, const Site& site, const ast::Name& name) {
  if (!context.place.item) {
    context.Report(Diag::kItOutside, name.span)
        .Hint("`it` is an item of a series after `with`, as in `count of bill with it > 0 CNY`");
    return Type::Error();
  }
  context.info(site.id).ref.kind = RefKind::kItem;
  return *context.place.item;
}

}  // namespace

Type OutputType(Context& context, ExprId id, const DecisionOutput& output, Span span) {
  if (output.width == 0) {
    return Narrowed(context, id, output.type);
  }
  context.Report(Diag::kListHere, span, {context.Text(id)})
      .Hint("a list is for `output`; decide on one value by `first match` or `best by`");
  return Type::Error();
}

Type Narrowed(Context& context, ExprId id, const Type& type) {
  ExprInfo& info = context.info(id);
  if (type.optional && IsKnownHere(context, info.ref)) {
    info.narrowed = true;
    return type.required();
  }
  return type;
}

void ReportUnknownName(Context& context, const ast::Name& name) {
  if (context.damage.MayDeclare(name.text)) {
    return;
  }
  if (context.IsQuiet()) {
    context.Report(Diag::kUnknownName, name.span, {name.text});
    return;
  }
  const EnumId holder = EnumerationWith(context, name.text);
  if (holder.valid()) {
    context.Report(Diag::kMemberAlone, name.span, {name.text, context.EnumText(holder)})
        .Hint("compare it with a value of that kind, as in `… is " + name.text + "`");
    return;
  }
  const int32_t owner = context.names.OwnerOfLocal(name.text);
  if (owner >= 0) {
    const std::string& strategy = context.program.decisions[static_cast<uint32_t>(owner)].name;
    context.Report(Diag::kLocalName, name.span, {name.text, strategy})
        .Hint("move the `let` out of the strategy to use it elsewhere");
    return;
  }
  const bool is_today = name.text == "today" || name.text == "now" || name.text == "current_date";
  context.Report(Diag::kUnknownName, name.span, {name.text})
      .Hint(is_today ? "the date of the run is `as_of`"
                     : DidYouMean(name.text, context.names.Visible(context.place.owner)));
}

Type TypeOf(Context& context, const Site& site, const ast::NameExpr& expr) {
  const ast::Name& name = expr.name;
  if (name.text == "as_of") {
    context.info(site.id).ref.kind = RefKind::kAsOf;
    return Type::Date();
  }
  if (name.text == "it") {
    return OfIt(context, site, name);
  }
  Symbol* symbol = context.names.Find(name.text, context.place.owner);
  if (site.expected.valid()) {
    if (const auto code = context.program.enums.Find(site.expected, name.text)) {
      if (symbol != nullptr) {
        context.two_meanings.push_back({site.id, symbol->ref, symbol->what});
      }
      return OfMember(context, site, *code);
    }
  }
  if (symbol != nullptr) {
    return OfSymbol(context, site.id, name, *symbol);
  }
  site.expected.valid() ? ReportUnknownMember(context, name, site.expected)
                        : ReportUnknownName(context, name);
  return Type::Error();
}

}  // namespace sextant::check
