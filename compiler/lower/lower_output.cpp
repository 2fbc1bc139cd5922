#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

using check::OutputItem;
using check::RefKind;

void AddField(Context& context, const OutputItem& item) {
  const ir::Field& field = context.module.fields[item.ref.index];
  const InstId value = context.Add(Op::kSlot, context.module.slots[field.first_slot].type, {},
                                   field.span, field.first_slot);
  context.module.outputs.push_back({item.name, field.type, -1, 0, value});
}

void AddLet(Context& context, const OutputItem& item) {
  const check::Let& let = context.program.lets[item.ref.index];
  InstId value = LowerLet(context, item.ref.index).front();
  value = context.Add(Op::kStore, context.type(value), {value}, let.span);
  context.module.outputs.push_back({item.name, context.type(value), -1, 0, value});
}

void AddDecision(Context& context, const OutputItem& item) {
  const int32_t index = context.decision_index[item.ref.index];
  if (index < 0) {
    return;  // all of it is assumed
  }
  const ir::Decision& decision = context.module.decisions[static_cast<std::size_t>(index)];
  // A life cycle tells more than its stage; that is read by name.
  const std::size_t listed = context.program.decisions[item.ref.index].outputs.size();
  for (std::size_t part = 0; part < listed; ++part) {
    const ir::Output& output = decision.outputs[part];
    const std::string name = output.name.empty() ? item.name : item.name + "." + output.name;
    context.module.outputs.push_back(
        {name, output.type, index, static_cast<int32_t>(part), {}, output.width});
  }
  if (decision.has_reasons) {
    const bool list = decision.reason_width > 0;
    const Type type = list ? Type::Text() : Type::Text().as_optional();
    context.module.outputs.push_back({item.name + (list ? ".reasons" : ".reason"),
                                      type,
                                      index,
                                      ir::kReasonPart,
                                      {},
                                      decision.reason_width});
  }
}

}  // namespace

void LowerGuarantees(Context& context) {
  for (const check::Guarantee& guarantee : context.program.guarantees) {
    if (guarantee.trend == ast::Trend::kNone) {
      context.module.guarantees.push_back({guarantee.name, LowerSingle(context, guarantee.value),
                                           context.Text(context.span(guarantee.value)),
                                           guarantee.span});
    }
  }
}

void LowerOutputs(Context& context) {
  for (const OutputItem& item : context.program.outputs) {
    switch (item.ref.kind) {
      case RefKind::kField:
        AddField(context, item);
        break;
      case RefKind::kLet:
        if (context.purpose.Assumed(item.ref) == nullptr) {
          AddLet(context, item);
        }
        break;
      default:
        AddDecision(context, item);
        break;
    }
  }
  LowerState(context);
}

}  // namespace sextant::lower
