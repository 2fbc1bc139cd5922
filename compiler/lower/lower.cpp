#include "compiler/lower/lower.h"

#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

std::string LetName(const check::Program& program, const check::Let& let) {
  return let.owner < 0
             ? let.name
             : program.decisions[static_cast<std::size_t>(let.owner)].name + "." + let.name;
}

// The value of the let, stored when it has a type, and the instruction that reads it by name.
InstId NameValue(Context& context, const check::Let& let, std::string name, InstId value) {
  if (let.stored) {
    value = context.Add(Op::kStore, context.type(value), {value}, let.span);
  }
  Type type = let.type.item();  // a rate is shown as one, whatever its value was made of
  type.optional = context.type(value).optional;
  const auto index = static_cast<int64_t>(context.module.lets.size());
  context.module.lets.push_back({std::move(name), value, let.span});
  return context.Add(Op::kLet, type, {}, let.span, index);
}

// In source order, where most lets stand before their use: thousands of them may build on each
// other, and lowering each at its first use would nest as deep.
void LowerLets(Context& context) {
  for (uint32_t i = 0; i < context.program.lets.size(); ++i) {
    if (context.reached.lets[i]) {
      LowerLet(context, i);
    }
  }
}

}  // namespace

Items LowerLet(Context& context, uint32_t index) {
  if (context.lets[index]) {
    return *context.lets[index];
  }
  const check::Let& let = context.program.lets[index];
  const std::optional<InstId> outer = std::exchange(context.item, std::nullopt);
  Items items = LowerAs(context, let.value, let.type);
  context.item = outer;
  const std::string name = LetName(context.program, let);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string place = let.type.series > 0 ? "[" + std::to_string(i + 1) + "]" : "";
    items[i] = NameValue(context, let, name + place, items[i]);
  }
  context.lets[index] = items;
  return items;
}

void LowerProgram(Context& context) {
  context.module.name = context.program.record_name;
  context.module.enums = context.program.enums;
  context.lets.resize(context.program.lets.size());
  LowerRecord(context);
  LowerParams(context);
  DeclareDecisions(context);
  LowerLets(context);
  LowerChecks(context);
  LowerDecisions(context);
  LowerOutputs(context);
  LowerGuarantees(context);
  LowerParamOrders(context);
}

ir::Module Finish(Context& context) {
  const std::string broken = ir::Verify(context.module);
  SEXTANT_CHECK(broken.empty(), broken);
  return std::move(context.module);
}

ir::Module Lower(const check::Program& program, const source::Manager& sources) {
  Context context(program, sources, {});
  LowerProgram(context);
  return Finish(context);
}

ir::Module LowerAll(const check::Program& program, const source::Manager& sources) {
  Context context(program, sources, {nullptr, nullptr, true});
  LowerProgram(context);
  return Finish(context);
}

}  // namespace sextant::lower
