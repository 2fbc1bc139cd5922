#include "runtime/testing/run.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include <fmt/format.h>

#include "runtime/interp/interpreter.h"
#include "runtime/interp/seen.h"
#include "runtime/interp/wording.h"
#include "runtime/testing/judge_list.h"
#include "runtime/testing/records.h"

namespace sextant::testing {
namespace {

interp::Bindings BindingsOf(const ir::TestCase& test) {
  interp::Bindings bindings;
  for (std::size_t i = 0; i < test.module.params.size(); ++i) {
    bindings.params.push_back(test.params[i].value_or(test.module.params[i].default_word));
  }
  return bindings;
}

// A reject is in a field (or an item of a series, or a column of rows), a decision, a check or a
// guarantee; in a let when it happened on one of its lines.
bool IsIn(const source::Manager& sources, const ir::Expectation& expected,
          const abi::Reject& reject) {
  if (expected.where.empty() || reject.where == expected.where ||
      reject.where.starts_with(expected.where + "[") ||
      reject.where.starts_with(expected.where + ".")) {
    return true;
  }
  const source::Span let = expected.where_span;
  return let.valid() && reject.file == let.file.value && reject.line >= sources.begin(let).line &&
         reject.line <= sources.position(let.file, let.end).line;
}

std::string RejectText(const abi::Reject& reject) {
  return fmt::format("{}: {}", abi::FaultCode(reject.kind), reject.message);
}

std::string RejectTexts(const std::vector<abi::Reject>& rejects) {
  std::string text;
  for (const abi::Reject& reject : rejects) {
    text += (text.empty() ? "" : "; ") + RejectText(reject);
  }
  return text;
}

// What one engine decided, against what is expected.
class Judge {
 public:
  Judge(const ir::TestCase& test, const source::Manager& sources, const abi::DecisionBatch& out,
        interp::Evaluator& evaluator)
      : test_(test), sources_(sources), out_(out), e_(evaluator) {}

  std::vector<Failure> Run() {
    const bool rejected = abi::BitAt(out_.rejected.data(), 0);
    for (const ir::Expectation& expected : test_.expectations) {
      if (!expected.fault.empty()) {
        JudgeFault(expected);
      } else if (rejected) {  // said once: no value of a rejected record is right
        Fail(expected, "the record is rejected: " + RejectTexts(out_.rejects));
        break;
      } else {
        JudgeValues(expected);
      }
    }
    return std::move(failures_);
  }

 private:
  void Fail(const ir::Expectation& expected, std::string message) {
    failures_.push_back({expected.span, std::move(message)});
  }

  void JudgeFault(const ir::Expectation& expected) {
    if (out_.rejects.empty()) {
      return Fail(expected, "the record is accepted");
    }
    const bool found = std::ranges::any_of(out_.rejects, [&](const abi::Reject& reject) {
      return abi::FaultCode(reject.kind) == expected.fault && IsIn(sources_, expected, reject);
    });
    if (!found) {
      Fail(expected, "the record is rejected with " + RejectTexts(out_.rejects));
    }
  }

  const abi::OutputBuffer& column(int32_t index) const {
    return out_.columns[static_cast<std::size_t>(index)];
  }

  void JudgeValues(const ir::Expectation& expected) {
    const std::string condition =
        expected.list ? ListFailure(test_, *expected.list, column(expected.list->column), e_)
                      : ConditionFailure(expected);
    const std::string reason = ReasonFailure(expected);
    if (!condition.empty() || !reason.empty()) {
      Fail(expected, condition + (condition.empty() || reason.empty() ? "" : "; ") + reason);
    }
  }

  std::string ConditionFailure(const ir::Expectation& expected) {
    if (expected.condition < 0 || column(expected.condition).values()[0] != std::byte{0}) {
      return "";
    }
    std::string found;
    for (const ir::Shown& shown : expected.shown) {
      AddFound(shown.text, Text(shown), found);
    }
    if (expected.shown.empty()) {
      const auto index = static_cast<std::size_t>(expected.condition);
      for (const interp::Seen& seen :
           interp::SeenIn(e_, &sources_, test_.module.outputs[index].value)) {
        AddFound(seen.name, seen.value, found);
      }
    }
    return found.empty() ? "does not hold" : "found " + found;
  }

  static void AddFound(const std::string& name, const std::string& value, std::string& found) {
    found += fmt::format("{}`{}` = {}", found.empty() ? "" : ", ", name, value);
  }

  std::string Text(const ir::Shown& shown) {
    std::string text;
    for (const ir::InstId value : shown.values) {
      text += (text.empty() ? "" : ", ") + Text(value);
    }
    return shown.series ? "[" + text + "]" : text;
  }

  std::string Text(ir::InstId id) {
    interp::Value value;
    return e_.Eval(id, value) ? interp::ValueText(e_, test_.module.inst(id).type, value)
                              : std::string(abi::FaultMeaning(e_.fault().kind));
  }

  // Of a decision that lists its reasons, the code has to be among them.
  std::string ReasonFailure(const ir::Expectation& expected) const {
    if (expected.reason_column < 0) {
      return "";
    }
    const abi::OutputBuffer& reasons = column(expected.reason_column);
    std::string given;
    for (uint32_t place = 0; place < reasons.places() && reasons.IsValid(0, place); ++place) {
      const int64_t index = abi::WholeAt(reasons.values(place), reasons.storage, 0);
      const ir::Reason& reason = test_.module.reasons[static_cast<std::size_t>(index)];
      if (reason.code == expected.reason) {
        return "";
      }
      given += fmt::format("{}{} \"{}\"", given.empty() ? "" : ", ", reason.code, reason.text);
    }
    return given.empty() ? "it has no reason" : "its reason is " + given;
  }

  const ir::TestCase& test_;
  const source::Manager& sources_;
  const abi::DecisionBatch& out_;
  interp::Evaluator& e_;
  std::vector<Failure> failures_;
};

// The decisions that the failed expectations read, or all of a record that was rejected.
std::vector<interp::DecisionTrace> Involved(const ir::TestCase& test, const interp::Trace& trace,
                                            interp::Evaluator& evaluator, bool rejected,
                                            const std::vector<Failure>& failures) {
  std::vector<std::string> names;
  for (const ir::Expectation& expected : test.expectations) {
    const bool failed = std::ranges::any_of(
        failures, [&](const Failure& failure) { return failure.span == expected.span; });
    if (!failed || rejected) {
      continue;
    }
    if (expected.reason_column >= 0) {
      const auto column = static_cast<std::size_t>(expected.reason_column);
      const auto decision = static_cast<std::size_t>(test.module.outputs[column].decision);
      names.push_back(test.module.decisions[decision].name);
    }
    if (expected.list) {
      const auto column = static_cast<std::size_t>(expected.list->column);
      const auto decision = static_cast<std::size_t>(test.module.outputs[column].decision);
      names.push_back(test.module.decisions[decision].name);
    }
    if (expected.condition >= 0) {
      const auto column = static_cast<std::size_t>(expected.condition);
      for (const auto& seen :
           interp::SeenIn(evaluator, nullptr, test.module.outputs[column].value)) {
        names.push_back(seen.name.substr(0, seen.name.find('.')));
      }
    }
  }
  std::vector<interp::DecisionTrace> involved;
  for (const interp::DecisionTrace& decision : trace.decisions) {
    if (std::ranges::find(names, decision.name) != names.end() || !decision.fault.empty()) {
      involved.push_back(decision);
    }
  }
  return involved;
}

}  // namespace

Result<Outcome> RunTest(const ir::TestCase& test, const source::Manager& sources,
                        const std::vector<engine::EngineKind>& engines, Coverage* coverage) {
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome;
  outcome.name = test.name;
  outcome.span = test.span;
  const interp::Bindings bindings = BindingsOf(test);
  if (const Status status = interp::CheckParams(test.module, bindings); !status) {
    outcome.engine = engine::EngineName(engines.front());
    outcome.failures.push_back({test.span, status.error().message});
    return outcome;
  }
  const RecordBatch records(test.module, {test.record});
  interp::Interpreter interpreter(test.module, &sources, bindings);
  interp::Trace trace;
  interpreter.Decide(records.batch(), 0, &trace);
  if (coverage != nullptr) {
    coverage->Count(interpreter.evaluator());
  }
  for (const engine::EngineKind kind : engines) {
    auto engine = engine::MakeEngine(kind, test.module, sources, bindings);
    if (!engine) {
      return engine.error();
    }
    abi::DecisionBatch out;
    engine.value()->Decide(records.batch(), out);
    outcome.failures = Judge(test, sources, out, interpreter.evaluator()).Run();
    if (!outcome.failures.empty()) {
      outcome.engine = engine::EngineName(kind);
      outcome.decisions =
          Involved(test, trace, interpreter.evaluator(), out.rejected_rows > 0, outcome.failures);
      break;
    }
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

}  // namespace sextant::testing
