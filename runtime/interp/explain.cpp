#include "runtime/interp/explain.h"

#include "compiler/support/counted.h"
#include "runtime/interp/wording.h"

namespace sextant::interp {
namespace {

void TellFields(const Evaluator& evaluator, bool accepted, Trace& trace) {
  const ir::Module& module = evaluator.module();
  for (std::size_t i = 0; i < module.slots.size(); ++i) {
    if (!accepted || evaluator.SlotWasRead(i)) {
      const ir::Slot& slot = module.slots[i];
      trace.fields.push_back({slot.name, ValueText(evaluator, slot.type, evaluator.slot(i))});
    }
  }
  for (std::size_t i = 0; i < module.lists.size(); ++i) {
    if (module.lists[i].needed && (!accepted || evaluator.ListWasRead(i))) {
      const int64_t rows = evaluator.RowsOf(i);
      trace.fields.push_back(
          {module.lists[i].name, Counted(rows, "row")});
    }
  }
}

void TellLets(Evaluator& evaluator, Trace& trace) {
  const ir::Module& module = evaluator.module();
  for (std::size_t i = 0; i < module.lets.size(); ++i) {
    Value value;
    if (evaluator.LetWasEvaluated(i)) {
      const ir::Let& let = module.lets[i];
      const bool fine = evaluator.Eval(let.value, value);
      const ir::Type& type = module.inst(let.value).type;
      trace.lets.push_back({let.name, fine ? ValueText(evaluator, type, value) : "fault"});
    }
  }
}

}  // namespace

void FillTrace(Evaluator& evaluator, const source::Manager* sources, bool accepted, Trace& trace) {
  trace = {};
  TellFields(evaluator, accepted, trace);
  TellLets(evaluator, trace);
  for (uint32_t decision : evaluator.DecisionsInOrder()) {
    trace.decisions.push_back(TellDecision(evaluator, sources, decision));
  }
}

}  // namespace sextant::interp
