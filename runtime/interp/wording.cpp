#include "runtime/interp/wording.h"

#include <bit>

#include "compiler/support/dates.h"

namespace sextant::interp {
namespace {

using abi::FaultKind;

constexpr std::size_t kMostBytes = 100;

// The text of a span with every run of blanks, line ends and comments as one space.
std::string OneLine(std::string_view text) {
  std::string line;
  bool comment = false;
  for (const char c : text) {
    comment = (comment || c == '#') && c != '\n';
    const bool blank = comment || c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) {
    line.pop_back();
  }
  return line;
}

std::string Cut(std::string line) {
  if (line.size() <= kMostBytes) {
    return line;
  }
  std::size_t end = kMostBytes;
  while ((static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) {
    --end;  // not inside a character
  }
  return line.substr(0, end) + "…";
}

const ir::Decision* DecisionOf(const Evaluator& evaluator, const Context& context) {
  return context.decision < 0
             ? nullptr
             : &evaluator.module().decisions[static_cast<std::size_t>(context.decision)];
}

// The kind of part a decision was at ("rule ") and its name.
struct Part {
  const char* word = "";
  std::string name;
};

Part PartOf(const ir::Decision& decision, int32_t rule) {
  const auto index = static_cast<std::size_t>(rule);
  if (rule < 0) {
    return {};
  }
  if (const auto* score = std::get_if<ir::Score>(&decision.body)) {
    return {"", score->characteristics[index].name};
  }
  if (std::holds_alternative<ir::Table>(decision.body)) {
    return {"", "row " + std::to_string(rule + 1)};
  }
  if (const auto* offers = std::get_if<ir::Offers>(&decision.body)) {
    return {"offer ", offers->offers[index].name};
  }
  const std::vector<ir::Rule>* rules = ir::RulesOf(decision);
  if (rules == nullptr) {
    return {};
  }
  const ir::Rule& found = (*rules)[index];
  const bool stage = std::holds_alternative<ir::Machine>(decision.body);
  return found.name.empty() ? Part{"", "otherwise"} : Part{stage ? "stage " : "rule ", found.name};
}

std::string Operands(const Evaluator& evaluator, const Fault& fault) {
  std::string text;
  const ir::Module& module = evaluator.module();
  for (int i = 0; i < fault.operand_count; ++i) {
    const InstId arg = module.args(fault.inst)[static_cast<std::size_t>(i)];
    text += (i == 0 ? "" : ", ") + ValueText(evaluator, module.inst(arg).type, fault.operands[i]);
  }
  return text;
}

// What the fault happened in: of a move that is not declared, the stage that was asked for.
Part PartOf(const Evaluator& evaluator, const ir::Decision& decision, const Fault& fault) {
  if (fault.kind == FaultKind::kUndeclaredMove && fault.operand_count == 2) {
    const ir::Type& stage = evaluator.module().inst(fault.inst).type;
    return {"stage ", ValueText(evaluator, stage, fault.operands[1])};
  }
  return PartOf(decision, fault.context.rule);
}

// The decision as it is written: the stages of a life cycle with moves are one of their own.
const std::string& WrittenName(const ir::Decision& decision) {
  const auto* machine = std::get_if<ir::Machine>(&decision.body);
  return machine == nullptr || machine->lifecycle.empty() ? decision.name : machine->lifecycle;
}

source::Span SpanOf(const Evaluator& evaluator, const Fault& fault) {
  if (fault.inst.valid()) {
    return evaluator.module().inst(fault.inst).span;
  }
  const ir::Decision* decision = DecisionOf(evaluator, fault.context);
  if (decision == nullptr) {
    return {};
  }
  const std::vector<ir::Rule>* rules = ir::RulesOf(*decision);
  const bool in_rule = rules != nullptr && fault.context.rule >= 0;
  return in_rule ? (*rules)[static_cast<std::size_t>(fault.context.rule)].span : decision->span;
}

// " after rule `a`", when one rule too many holds.
std::string AfterRule(const ir::Decision* decision, const Fault& fault) {
  return fault.first_rule < 0 || decision == nullptr
             ? ""
             : " after `" + PartOf(*decision, fault.first_rule).name + "`";
}

}  // namespace

std::string SourceText(const source::Manager* sources, source::Span span) {
  return sources == nullptr || !span.valid() ? "" : Cut(OneLine(sources->text(span)));
}

uint32_t LineOf(const source::Manager* sources, source::Span span) {
  return sources == nullptr || !span.valid() ? 0 : sources->begin(span).line;
}

std::string ValueText(const Evaluator& evaluator, const ir::Type& type, const Value& value) {
  if (value.missing) {
    return "missing";
  }
  if (type.kind == types::Kind::kText) {
    return std::string(evaluator.TextOf(value.word));
  }
  if (type.kind == types::Kind::kDate && (value.word < kFirstDate || value.word > kLastDate)) {
    return FormatDecimal(value.word, 0) + " days since 1970-01-01";
  }
  const bool real = type.kind == types::Kind::kFloat;
  return types::FormatValue(type, evaluator.module().enums,
                            real ? std::bit_cast<int64_t>(value.real) : value.word);
}

abi::Reject FaultReject(const Evaluator& evaluator, const source::Manager* sources,
                        const Fault& fault, const std::string& output) {
  const ir::Decision* decision = DecisionOf(evaluator, fault.context);
  const source::Span span = SpanOf(evaluator, fault);
  abi::Reject reject;
  reject.kind = fault.kind;
  reject.file = span.valid() ? span.file.value : 0;
  reject.line = LineOf(sources, span);
  reject.found = Operands(evaluator, fault);
  std::string place;
  if (decision != nullptr) {
    const Part part = PartOf(evaluator, *decision, fault);
    reject.where = WrittenName(*decision);
    reject.rule = part.name;
    const auto* table = std::get_if<ir::Table>(&decision->body);
    if (table != nullptr && fault.context.rule >= 0) {  // its rows may stand in another file
      const source::Span row = table->spans[static_cast<std::size_t>(fault.context.rule)];
      reject.file = row.valid() ? row.file.value : 0;
      reject.line = LineOf(sources, row);
    }
    place = (part.name.empty() ? "" : part.word + ("`" + part.name + "` of ")) + "`" +
            reject.where + "`";
  } else if (fault.context.let >= 0) {
    const auto let = static_cast<std::size_t>(fault.context.let);
    reject.where = "let " + evaluator.module().lets[let].name;
    place = "`" + reject.where + "`";
  } else {
    reject.where = output;
    place = output.empty() ? "" : "`" + output + "`";
  }
  const std::string text = fault.inst.valid() ? SourceText(sources, span) : "";
  reject.message = (place.empty() ? "" : "in " + place + ": ") + abi::FaultMeaning(fault.kind) +
                   AfterRule(decision, fault) + (text.empty() ? "" : " in `" + text + "`");
  return reject;
}

}  // namespace sextant::interp
