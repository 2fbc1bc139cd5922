#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

ir::Slot SlotOf(const check::Field& field, uint32_t index, uint32_t item) {
  ir::Slot slot;
  slot.name =
      field.type.series > 0 ? field.name + "[" + std::to_string(item + 1) + "]" : field.name;
  slot.type = field.type.item();
  slot.field = index;
  slot.item = item;
  slot.low = field.range.low;
  slot.high = field.range.high;
  slot.float_low = field.range.float_low;
  slot.float_high = field.range.float_high;
  slot.float_low_inclusive = field.range.float_low_inclusive;
  slot.float_high_inclusive = field.range.float_high_inclusive;
  return slot;
}

void AddField(Context& context, uint32_t index) {
  const check::Field& field = context.program.fields[index];
  ir::Field lowered{field.name,
                    field.type,
                    context.reached.fields[index],
                    static_cast<uint32_t>(context.module.slots.size()),
                    0,
                    field.span};
  if (lowered.needed) {
    lowered.slot_count = field.type.series > 0 ? field.type.series : 1;
    for (uint32_t item = 0; item < lowered.slot_count; ++item) {
      context.module.slots.push_back(SlotOf(field, index, item));
    }
  }
  context.module.fields.push_back(std::move(lowered));
}

ir::ColumnBinding LowerBinding(const check::ColumnBinding& binding) {
  ir::ColumnBinding lowered{binding.columns, binding.unit, binding.unit_scale, binding.date_format,
                            binding.nulls,   {},           binding.rounded};
  for (const check::ColumnBinding::Code& code : binding.codes) {
    lowered.codes.push_back({code.text, code.number, code.code});
  }
  return lowered;
}

ir::FileFormat LowerFormat(ast::FileFormat format) {
  switch (format) {
    case ast::FileFormat::kAny:
      return ir::FileFormat::kAny;
    case ast::FileFormat::kCsv:
      return ir::FileFormat::kCsv;
    case ast::FileFormat::kParquet:
      return ir::FileFormat::kParquet;
    case ast::FileFormat::kArrow:
      return ir::FileFormat::kArrow;
    case ast::FileFormat::kNdjson:
      return ir::FileFormat::kNdjson;
  }
  return ir::FileFormat::kAny;
}

void AddSource(Context& context, const check::Source& source) {
  ir::SourceLayout layout{source.name, LowerFormat(source.format), source.separator, {}, {}};
  for (const check::ColumnBinding& field : source.fields) {
    layout.fields.push_back(LowerBinding(field));
  }
  if (source.as_of) {
    layout.as_of = LowerBinding(*source.as_of);
  }
  context.module.sources.push_back(std::move(layout));
}

}  // namespace

void LowerRecord(Context& context) {
  for (uint32_t i = 0; i < context.program.fields.size(); ++i) {
    AddField(context, i);
  }
  context.module.key_field = context.program.key_field;
  context.module.reads_as_of = context.reached.as_of;
  if (context.reached.as_of) {
    ir::Slot slot;
    slot.name = "as_of";
    slot.type = Type::Date();
    slot.field = ir::kAsOfField;
    context.module.slots.push_back(slot);
  }
  for (const check::Source& source : context.program.sources) {
    AddSource(context, source);
  }
}

void LowerChecks(Context& context) {
  for (std::size_t i = 0; i < context.program.checks.size(); ++i) {
    if (context.reached.checks[i]) {
      const check::Check& check = context.program.checks[i];
      const InstId condition = LowerSingle(context, check.condition);
      context.module.checks.push_back({condition, ReasonIndex(context, check.because),
                                       context.Text(context.span(check.condition)), check.span});
    }
  }
}

void LowerParams(Context& context) {
  for (const check::Param& param : context.program.params) {
    context.module.params.push_back({param.name, param.type, param.default_word, param.range.low,
                                     param.range.high, param.range.float_low,
                                     param.range.float_high, param.span});
  }
}

void LowerParamOrders(Context& context) {
  for (const check::ParamOrder& order : context.program.param_orders) {
    const InstId low = LowerSingleAs(context, order.low, order.type);
    const InstId high = LowerSingleAs(context, order.high, order.type);
    const InstId condition =
        context.Add(order.strict ? Op::kLt : Op::kLe, Type::Bool(), {low, high}, order.span);
    const std::string message = "the cut-off `" + context.Text(context.span(order.low)) +
                                "` has to be " + (order.strict ? "below" : "at most") + " `" +
                                context.Text(context.span(order.high)) + "`";
    context.module.param_checks.push_back({condition, message, order.span});
  }
}

}  // namespace sextant::lower
