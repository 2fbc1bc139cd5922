#include <algorithm>

#include "compiler/support/counted.h"
#include "compiler/support/dates.h"
#include "runtime/interp/seen.h"
#include "runtime/interp/wording.h"

// Why a record's input is refused.
namespace sextant::interp {
namespace {

using abi::FaultKind;
using types::Kind;

constexpr std::size_t kMostMembers = 20;

std::string Quoted(const std::string& text) {
  return "`" + text + "`";
}

std::string MemberList(const std::vector<std::string>& members) {
  std::string text;
  for (std::size_t i = 0; i < members.size() && i < kMostMembers; ++i) {
    text += (i == 0 ? "" : ", ") + members[i];
  }
  return members.size() > kMostMembers ? text + ", …" : text;
}

std::string Domain(const ir::Module& module, const ir::Type& type) {
  switch (type.kind) {
    case Kind::kEnum:
      return "one of " + MemberList(module.enums.get(type.enumeration).members);
    case Kind::kSet:
      return "a set of " + MemberList(module.enums.get(type.enumeration).members);
    case Kind::kBool:
      return "true or false";
    case Kind::kDate:
      return "a date";
    case Kind::kMoney:
      return "an amount in " + type.currency.text();
    case Kind::kDuration:
      return type.unit == types::DurationUnit::kDays ? "a number of days" : "a number of months";
    case Kind::kText:
      return "text";
    default:
      return type.is_integer() ? "a whole number" : "a number";
  }
}

std::string Both(const std::string& low, const std::string& high) {
  return low.empty() || high.empty() ? low + high : low + " and " + high;
}

std::string RangeText(const Evaluator& evaluator, const ir::Slot& slot) {
  const auto text = [&](const Value& value) { return ValueText(evaluator, slot.type, value); };
  if (slot.type.kind == Kind::kFloat) {
    const char* low = slot.float_low_inclusive ? "at least " : "above ";
    const char* high = slot.float_high_inclusive ? "at most " : "below ";
    return Both(slot.float_low ? low + text(Value::OfReal(*slot.float_low)) : "",
                slot.float_high ? high + text(Value::OfReal(*slot.float_high)) : "");
  }
  if (slot.low && slot.high) {
    return "from " + text(Value::OfWord(*slot.low)) + " to " + text(Value::OfWord(*slot.high));
  }
  return slot.low    ? "at least " + text(Value::OfWord(*slot.low))
         : slot.high ? "at most " + text(Value::OfWord(*slot.high))
         : slot.type.kind == Kind::kDate
             ? "a date from " + FormatDate(kFirstDate) + " to " + FormatDate(kLastDate)
             : "a number of 64 bits";
}

std::string Allowed(const Evaluator& evaluator, const ir::Slot& slot, FaultKind kind,
                    const abi::CellFault* cell) {
  if (cell != nullptr && !cell->wanted.empty()) {
    return cell->wanted;
  }
  switch (kind) {
    case FaultKind::kMissing:
      return "it must have a value";
    case FaultKind::kDuplicate:
      return "no two records may have the same";
    case FaultKind::kNotFinite:
      return "it must be a finite number";
    case FaultKind::kRange:
      return "it must be " + RangeText(evaluator, slot);
    case FaultKind::kScale:
      return slot.type.scale == 0
                 ? "it must be a whole number"
                 : "it must have at most " + Counted(slot.type.scale, "decimal place");
    default:
      return "it must be " + Domain(evaluator.module(), slot.type);
  }
}

// What stands in the record; where members or true and false should stand, the number.
std::string Found(const Evaluator& evaluator, const ir::Slot& slot, const abi::CellFault* cell,
                  const Value& value) {
  if (cell != nullptr) {
    return cell->found;
  }
  if (value.missing) {
    return "";
  }
  return slot.type.kind == Kind::kBool || slot.type.kind == Kind::kEnum
             ? FormatDecimal(value.word, 0)
             : ValueText(evaluator, slot.type, value);
}

// " is missing"; " is `HH|car`, in which `car` is no member".
std::string FoundText(FaultKind kind, const std::string& found, const abi::CellFault* cell) {
  if (kind == FaultKind::kMissing) {
    return " is missing";
  }
  if (found.empty()) {
    return " is an empty cell";
  }
  std::string text = " is " + Quoted(found);
  if (cell != nullptr && cell->item && *cell->item != found) {
    text += cell->item->empty() ? ", in which an item is empty"
                                : ", in which " + Quoted(*cell->item) + " is no member";
  }
  return text;
}

// Where it is said how the slot is read: of the as-of date, in the source.
source::Span SpanOf(const Evaluator& evaluator, const ir::Slot& slot) {
  const ir::Module& module = evaluator.module();
  if (slot.field == ir::kAsOfField && evaluator.batch() != nullptr) {
    const auto source = static_cast<std::size_t>(evaluator.batch()->source);
    const bool known = source < module.sources.size() && module.sources[source].as_of;
    return known ? module.sources[source].as_of->span : source::Span{};
  }
  return slot.field < module.fields.size() ? module.fields[slot.field].span : source::Span{};
}

// How a slot is called in a reject, and where it is declared.
struct Named {
  std::string where;
  std::string text;  // in a sentence
  source::Span span;
};

bool IsOfState(const ir::Slot& slot, const Input::BadSlot& bad) {
  return slot.field == ir::kStateField || (bad.cell != nullptr && bad.cell->of_state);
}

// State is called as its columns are.
Named NameOf(const Evaluator& evaluator, const Input::BadSlot& bad) {
  const ir::Module& module = evaluator.module();
  const ir::Slot& slot = module.slots[bad.slot];
  if (slot.field == ir::kStateField) {
    const auto column = std::ranges::find(module.state, bad.slot, &ir::StateColumn::slot);
    if (column != module.state.end()) {
      return {column->name, Quoted(column->name) + " of the state", column->span};
    }
  } else if (IsOfState(slot, bad)) {
    return {"state as_of", "`as_of` of the state", module.state.front().span};
  }
  return {slot.name, Quoted(slot.name), SpanOf(evaluator, slot)};
}

abi::Reject At(const source::Manager* sources, source::Span span) {
  abi::Reject reject;
  reject.file = span.valid() ? span.file.value : 0;
  reject.line = LineOf(sources, span);
  return reject;
}

std::string CheckName(const Evaluator& evaluator, const ir::Check& check) {
  return check.reason == ir::kNoReason
             ? "check"
             : evaluator.module().reasons[static_cast<std::size_t>(check.reason)].code;
}

// "line 5 CNY, credit_limit 2 CNY": what a condition read.
std::string FoundIn(Evaluator& evaluator, const source::Manager* sources, InstId condition) {
  std::string found;
  for (const Seen& seen : SeenIn(evaluator, sources, condition)) {
    found += (found.empty() ? "" : ", ") + seen.name + " " + seen.value;
  }
  return found;
}

}  // namespace

abi::Reject SlotReject(const Evaluator& evaluator, const source::Manager* sources,
                       const Input::BadSlot& bad) {
  const ir::Slot& slot = evaluator.module().slots[bad.slot];
  const Named named = NameOf(evaluator, bad);
  abi::Reject reject = At(sources, named.span);
  reject.where = named.where;
  reject.kind = bad.kind;
  reject.found = Found(evaluator, slot, bad.cell, evaluator.slot(bad.slot));
  reject.message = named.text + FoundText(bad.kind, reject.found, bad.cell) + "; " +
                   Allowed(evaluator, slot, bad.kind, bad.cell);
  return reject;
}

abi::Reject ListReject(const Evaluator& evaluator, const source::Manager* sources,
                       const abi::CellFault& cell) {
  const ir::Module& module = evaluator.module();
  const ir::List& list = module.lists[cell.slot - module.slots.size()];
  abi::Reject reject = At(sources, list.span);
  reject.where = list.name;
  reject.kind = cell.kind;
  reject.found = cell.found;
  reject.message = Quoted(list.name) + " is " + Quoted(cell.found) + "; it must be a list of rows";
  return reject;
}

abi::Reject RowsReject(const Evaluator& evaluator, const source::Manager* sources,
                       const ListInput::BadRows& bad) {
  const ir::List& list = evaluator.module().lists[bad.list];
  const ir::Slot& slot = list.slots[bad.slot];
  abi::Reject reject = At(sources, list.fields[slot.field].span);
  reject.where = slot.name;
  reject.kind = bad.kind;
  reject.found = Found(evaluator, slot, bad.cell, bad.value);
  reject.message = Quoted(slot.name) + FoundText(bad.kind, reject.found, bad.cell) + " in row " +
                   std::to_string(bad.row + 1) + " of " +
                   std::to_string(evaluator.RowsOf(bad.list)) +
                   (bad.count > 1 ? ", and in " + std::to_string(bad.count - 1) + " more" : "") +
                   "; " + Allowed(evaluator, slot, bad.kind, bad.cell);
  return reject;
}

abi::Reject CheckReject(Evaluator& evaluator, const source::Manager* sources,
                        const ir::Check& check) {
  abi::Reject reject = At(sources, check.span);
  reject.where = CheckName(evaluator, check);
  reject.kind = FaultKind::kCheck;
  reject.message = Quoted(check.text) + " does not hold";
  if (check.reason != ir::kNoReason) {
    reject.message +=
        ": " + evaluator.module().reasons[static_cast<std::size_t>(check.reason)].text;
  }
  reject.found = FoundIn(evaluator, sources, check.condition);
  return reject;
}

abi::Reject GuaranteeReject(Evaluator& evaluator, const source::Manager* sources,
                            const ir::Guarantee& guarantee) {
  abi::Reject reject = At(sources, guarantee.span);
  reject.where = guarantee.name;
  reject.kind = FaultKind::kGuarantee;
  reject.message = Quoted(guarantee.text) + " does not hold";
  reject.found = FoundIn(evaluator, sources, guarantee.condition);
  return reject;
}

abi::Reject CheckFaultReject(const Evaluator& evaluator, const source::Manager* sources,
                             const ir::Check& check, const Fault& fault) {
  abi::Reject reject = FaultReject(evaluator, sources, fault, "");
  reject.where = CheckName(evaluator, check);
  reject.rule.clear();
  return reject;
}

}  // namespace sextant::interp
