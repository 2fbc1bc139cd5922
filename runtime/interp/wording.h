#pragma once

#include <string>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/evaluator.h"
#include "runtime/interp/input.h"
#include "runtime/interp/list_input.h"

// What people read of a record: its values, and why it was refused.
namespace sextant::interp {

// The text between the ends of a span on one line, without comments; cut when long. "" without
// sources or place.
std::string SourceText(const source::Manager* sources, source::Span span);
uint32_t LineOf(const source::Manager* sources, source::Span span);

// A value as an analyst writes it; "missing"; the bytes of a text.
std::string ValueText(const Evaluator& evaluator, const ir::Type& type, const Value& value);

// "`education` is `5`; it must be one of graduate_school, university, high_school, other".
abi::Reject SlotReject(const Evaluator& evaluator, const source::Manager* sources,
                       const Input::BadSlot& bad);
// "`transactions.amount` is `-3 CNY` in row 2 of 12, and in 3 more; it must be at least 0 CNY".
abi::Reject RowsReject(const Evaluator& evaluator, const source::Manager* sources,
                       const ListInput::BadRows& bad);
// "`transactions` is `7`; it must be a list of rows": of a cell in which the reader found no list.
abi::Reject ListReject(const Evaluator& evaluator, const source::Manager* sources,
                       const abi::CellFault& cell);
// "`opened_on <= as_of` does not hold: opened after the as-of date".
abi::Reject CheckReject(Evaluator& evaluator, const source::Manager* sources,
                        const ir::Check& check);
// The same for a check that faults, and for one of the outputs.
abi::Reject CheckFaultReject(const Evaluator& evaluator, const source::Manager* sources,
                             const ir::Check& check, const Fault& fault);
// "`line <= 2 * credit_limit` does not hold", with what the condition saw.
abi::Reject GuaranteeReject(Evaluator& evaluator, const source::Manager* sources,
                            const ir::Guarantee& guarantee);
// "in rule `raise` of `CreditLine`: a division by zero in `a / b`".
abi::Reject FaultReject(const Evaluator& evaluator, const source::Manager* sources,
                        const Fault& fault, const std::string& output);

}  // namespace sextant::interp
