#include <algorithm>
#include <string>
#include <utility>

#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

ir::Slot SlotOf(const check::Field& field, std::string name, uint32_t index, uint32_t item) {
  ir::Slot slot;
  slot.name = std::move(name);
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
      const std::string place =
          field.type.series > 0 ? "[" + std::to_string(item + 1) + "]" : std::string();
      context.module.slots.push_back(SlotOf(field, field.name + place, index, item));
    }
  }
  context.module.fields.push_back(std::move(lowered));
}

ir::ColumnBinding LowerBinding(const check::ColumnBinding& binding) {
  ir::ColumnBinding lowered{binding.columns, binding.unit, binding.unit_scale, binding.date_format,
                            binding.nulls,   {},           binding.rounded,    binding.flags,
                            binding.split,   binding.span};
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

void AddList(Context& context, uint32_t index) {
  const check::List& list = context.program.lists[index];
  const check::RowRecord& rows = context.program.rows_of(index);
  ir::List lowered;
  lowered.name = list.name;
  lowered.needed = context.reached.lists[index];
  lowered.span = list.span;
  for (uint32_t i = 0; i < rows.fields.size(); ++i) {
    const check::Field& field = rows.fields[i];
    const bool needed = lowered.needed && context.reached.row_fields[index][i];
    const auto slot = static_cast<uint32_t>(lowered.slots.size());
    lowered.fields.push_back({field.name, field.type, needed, slot, needed ? 1u : 0u, field.span});
    if (needed) {
      lowered.slots.push_back(SlotOf(field, list.name + "." + field.name, i, 0));
      lowered.dated = rows.dated == i ? slot : lowered.dated;
    }
  }
  context.module.lists.push_back(std::move(lowered));
}

ir::SourceLayout LowerSource(const check::Source& source) {
  ir::SourceLayout layout;
  layout.name = source.name;
  layout.format = LowerFormat(source.format);
  layout.separator = source.separator;
  layout.encoding = source.encoding;
  for (const check::ColumnBinding& field : source.fields) {
    layout.fields.push_back(LowerBinding(field));
  }
  if (source.as_of) {
    layout.as_of = LowerBinding(*source.as_of);
  }
  for (const check::Source& list : source.lists) {
    layout.lists.push_back(LowerSource(list));
  }
  layout.column = source.column;
  layout.or_file = source.or_file;
  if (source.key) {
    layout.key = LowerBinding(*source.key);
  }
  return layout;
}

}  // namespace

void LowerRecord(Context& context) {
  for (uint32_t i = 0; i < context.program.fields.size(); ++i) {
    AddField(context, i);
  }
  AddStateSlots(context);
  context.module.key_field = context.program.key_field;
  context.module.reads_as_of = context.reached.as_of;
  if (context.reached.as_of) {
    ir::Slot slot;
    slot.name = "as_of";
    slot.type = Type::Date();
    slot.field = ir::kAsOfField;
    for (std::size_t i = 0; i < context.program.decisions.size(); ++i) {
      const check::Decision& decision = context.program.decisions[i];
      if (decision.kind == check::DecisionKind::kEffective && context.reached.decisions[i]) {
        const check::Experiment& versions = decision.experiment;
        slot.low = std::max<int64_t>(slot.low.value_or(versions.first_day), versions.first_day);
        slot.high =
            std::min(slot.high.value_or(versions.arms.back().end), versions.arms.back().end);
      }
    }
    context.module.slots.push_back(slot);
  }
  for (uint32_t i = 0; i < context.program.lists.size(); ++i) {
    AddList(context, i);
  }
  for (const check::Source& source : context.program.sources) {
    context.module.sources.push_back(LowerSource(source));
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
                                     param.range.float_high, param.span, param.other_names});
  }
}

void LowerParamOrders(Context& context) {
  for (const check::ParamOrder& order : context.program.param_orders) {
    const InstId low = LowerSingleAs(context, order.low, order.type);
    const InstId high = LowerSingleAs(context, order.high, order.type);
    const InstId condition =
        context.Add(order.strict ? Op::kLt : Op::kLe, Type::Bool(), {low, high}, order.span);
    const std::string message = "in " + order.where + " (" + context.Place(order.span) +
                                "), the cut-off `" + context.Text(context.span(order.low)) +
                                "` has to be " + (order.strict ? "below" : "at most") + " `" +
                                context.Text(context.span(order.high)) + "`";
    context.module.param_checks.push_back({condition, message, order.span});
  }
}

}  // namespace sextant::lower
