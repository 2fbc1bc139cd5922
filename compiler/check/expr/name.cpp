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
  // An experiment over decisions of one value has its arm beside the value.
  if (!decision.outputs.empty() &&
      (decision.outputs.size() == 1 || decision.outputs.front().name.empty())) {
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
    case RefKind::kList:
      ReportListHere(context, id, name.text);
      return Type::Error();
    default:
      return Type::Error();
  }
}

Type OfSymbol(Context& context, ExprId id, const ast::Name& name, Symbol& symbol) {
  symbol.used = true;
  if (symbol.is_broken_list()) {
    return Type::Error();
  }
  if (symbol.ref.kind == RefKind::kNone) {
    context.Report(Diag::kNotAValue, name.span, {name.text, symbol.what})
        .Hint(symbol.what == "an enumeration" ? "compare a value with its members, as in `… is …`"
                                              : "name one of its fields");
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

std::optional<uint32_t> FieldOfRow(const Context& context, const std::string& name) {
  const std::optional<uint32_t>& list = context.place.list;
  return list ? context.program.rows_of(*list).Find(name) : std::nullopt;
}

Type OfRowField(Context& context, ExprId id, uint32_t field) {
  const uint32_t list = *context.place.list;
  context.info(id).ref = {RefKind::kRowField, list, field};
  return Narrowed(context, id, context.program.rows_of(list).fields[field].type);
}

// A name that a row and the rest of the program have: neither may hide the other.
Type ReportTwoReadings(Context& context, const ast::Name& name, const Symbol& symbol) {
  const RowRecord& rows = context.program.rows_of(*context.place.list);
  context.Report(Diag::kTwoReadings, name.span, {name.text, rows.name, symbol.what})
      .Label(rows.fields[*rows.Find(name.text)].span, "the field of a row")
      .Label(symbol.span, "it is the name of " + symbol.what + " here")
      .Hint("write `it." + name.text +
            "` for the row's; to use the other here, give it a name "
            "of its own, as in `let own_" +
            name.text + " = " + name.text + "`");
  return Type::Error();
}

// For `did you mean`.
std::vector<std::string> NamesHere(const Context& context) {
  std::vector<std::string> names = context.names.Visible(context.place.owner);
  if (context.place.list) {
    const auto fields = RowFieldNames(context.program.rows_of(*context.place.list));
    names.insert(names.end(), fields.begin(), fields.end());
  }
  return names;
}

Type OfIt(Context& context, const Site& site, const ast::Name& name) {
  if (context.place.list && !context.place.item) {
    const RowRecord& rows = context.program.rows_of(*context.place.list);
    context.Report(Diag::kNotAValue, name.span, {"it", "a row of `" + rows.name + "`"})
        .Hint("name one of its fields, such as `" + rows.Example() + "`");
    return Type::Error();
  }
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

std::vector<std::string> RowFieldNames(const RowRecord& rows) {
  std::vector<std::string> names;
  for (const Field& field : rows.fields) {
    names.push_back(field.name);
  }
  return names;
}

void ReportUnknownRowField(Context& context, const ast::Name& name, uint32_t list) {
  const RowRecord& rows = context.program.rows_of(list);
  const std::vector<std::string> names = RowFieldNames(rows);
  context.Report(Diag::kUnknownField, name.span, {name.text, rows.name})
      .Hint(DidYouMean(name.text, names, "its fields are " + ListText(names)));
}

void ReportListHere(Context& context, ExprId id, const std::string& list) {
  context.Report(Diag::kListHere, context.span(id), {context.Text(id)})
      .Hint("make one value of it, as in `count of " + list + "`, `any of " + list +
            " with …` or `sum(amount of " + list + ")`");
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
                     : DidYouMean(name.text, NamesHere(context)));
}

bool IsNameHere(Context& context, const std::string& name) {
  return context.names.Find(name, context.place.owner) != nullptr ||
         FieldOfRow(context, name).has_value();
}

Type CheckRowField(Context& context, const Site& site, const ast::Name& name) {
  if (const auto field = FieldOfRow(context, name.text)) {
    return OfRowField(context, site.id, *field);
  }
  ReportUnknownRowField(context, name, *context.place.list);
  return Type::Error();
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
  Symbol* symbol = context.names.Find(name, context.place.owner);
  const std::optional<uint32_t> field = FieldOfRow(context, name.text);
  if (site.expected.valid()) {
    if (const auto code = context.program.enums.Find(site.expected, name.text)) {
      if (field) {
        context.two_meanings.push_back(
            {site.id, {RefKind::kRowField, *context.place.list, *field}, "a field"});
      }
      if (symbol != nullptr) {
        context.two_meanings.push_back({site.id, symbol->ref, symbol->what});
      }
      return OfMember(context, site, *code);
    }
  }
  if (field) {
    return symbol != nullptr ? ReportTwoReadings(context, name, *symbol)
                             : OfRowField(context, site.id, *field);
  }
  if (symbol != nullptr) {
    return OfSymbol(context, site.id, name, *symbol);
  }
  site.expected.valid() ? ReportUnknownMember(context, name, site.expected)
                        : ReportUnknownName(context, name);
  return Type::Error();
}

}  // namespace sextant::check
