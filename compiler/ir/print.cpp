#include <sstream>

#include "compiler/ir/builder.h"
#include "compiler/ir/print_type.h"

// One line an entry, in the order of the module, so that two prints can be compared line by line:
//
//   module Customer key customer_id
//   slot 3 bill[1] : money TWD(2)
//   %12 = add money TWD(2) %3, %4 @12:9
//   decision 1 Value : Value = matrix %20 / %21
//     %20 = 0: 0 1
namespace sextant::ir {
namespace {

class Printer {
 public:
  Printer(const Module& module, const source::Manager* sources)
      : module_(module), sources_(sources) {}

  std::string Run() {
    PrintHead();
    PrintInputs();
    for (std::size_t i = 0; i < module_.insts.size(); ++i) {
      PrintInst(InstId(i));
    }
    PrintNames();
    for (std::size_t i = 0; i < module_.decisions.size(); ++i) {
      PrintDecision(i);
    }
    PrintOutputs();
    return out_.str();
  }

 private:
  std::string Of(const Type& type) const { return PrintedType(type, module_.enums); }
  std::string Of(InstId id) const {
    return id.valid() ? "%" + std::to_string(id.value) : std::string("always");
  }
  std::string Reason(int32_t reason) const {
    return reason == kNoReason ? "" : " because " + module_.reasons[reason].code;
  }

  void PrintHead();
  void PrintInputs();
  void PrintInst(InstId id);
  void PrintImmediate(const Inst& inst);
  void PrintPlace(const Inst& inst);
  void PrintNames();
  void PrintDecision(std::size_t index);
  void PrintOutputs();

  void PrintBody(const FirstMatch& rules) { PrintRules("first match", "rule", rules); }
  void PrintBody(const Machine& machine) { PrintRules("machine", "stage", machine.stages); }
  void PrintBody(const Matrix& matrix);
  void PrintBody(const Band& band);
  void PrintBody(const Score& score);
  void PrintRules(const char* shape, const char* word, const FirstMatch& list);
  void PrintSteps(const Steps& steps);
  void PrintPoints(const Steps& steps) { PrintSteps(steps); }
  void PrintPoints(const MemberPoints& members);

  const Module& module_;
  const source::Manager* sources_;
  std::ostringstream out_;
};

void Printer::PrintHead() {
  out_ << "module " << module_.name;
  if (module_.key_field < module_.fields.size()) {
    out_ << " key " << module_.fields[module_.key_field].name;
  }
  out_ << "\n";
  for (std::size_t i = 0; i < module_.enums.size(); ++i) {
    const types::Enumeration& enumeration = module_.enums.get(types::EnumId(i));
    out_ << "enum " << i << (enumeration.name.empty() ? "" : " " + enumeration.name) << " {";
    for (std::size_t m = 0; m < enumeration.members.size(); ++m) {
      out_ << (m == 0 ? " " : ", ") << enumeration.members[m];
    }
    out_ << " }\n";
  }
  for (std::size_t i = 0; i < module_.texts.size(); ++i) {
    out_ << "text " << i << " \"" << module_.texts[i] << "\"\n";
  }
  for (const ir::Reason& reason : module_.reasons) {
    out_ << "reason " << reason.code << " \"" << reason.text << "\"\n";
  }
}

void Printer::PrintInputs() {
  for (std::size_t i = 0; i < module_.params.size(); ++i) {
    const Param& param = module_.params[i];
    out_ << "param " << i << " " << param.name << " : " << Of(param.type) << PrintedRange(param)
         << " = " << types::FormatValue(param.type, module_.enums, param.default_word) << "\n";
  }
  for (std::size_t i = 0; i < module_.slots.size(); ++i) {
    const Slot& slot = module_.slots[i];
    out_ << "slot " << i << " " << slot.name << " : " << Of(slot.type) << PrintedRange(slot)
         << "\n";
  }
}

void Printer::PrintImmediate(const Inst& inst) {
  const auto index = static_cast<std::size_t>(inst.imm);
  switch (inst.op) {
    case Op::kConst:
      out_ << " "
           << (inst.type.kind == types::Kind::kText
                   ? "\"" + module_.texts[index] + "\""
                   : types::FormatValue(inst.type, module_.enums, inst.imm));
      break;
    case Op::kSlot: out_ << " " << module_.slots[index].name; break;
    case Op::kParam: out_ << " " << module_.params[index].name; break;
    case Op::kLet: out_ << " " << module_.lets[index].name; break;
    case Op::kDecision: {
      const Decision& decision = module_.decisions[index >> 16];
      const std::string& output = decision.outputs[index & 0xffff].name;
      out_ << " " << decision.name << (output.empty() ? "" : "." + output);
      break;
    }
    case Op::kRound:
    case Op::kRoundFloat: out_ << " " << PrintedMode(inst.mode) << " to " << inst.imm; break;
    default: break;
  }
}

void Printer::PrintPlace(const Inst& inst) {
  if (sources_ != nullptr && inst.span.valid() && CanFault(module_, inst)) {
    const source::Position at = sources_->begin(inst.span);
    out_ << " @" << at.line << ":" << at.column;
  }
}

void Printer::PrintInst(InstId id) {
  const Inst& inst = module_.inst(id);
  out_ << Of(id) << " = " << OpName(inst.op) << " " << Of(inst.type);
  PrintImmediate(inst);
  const char* separator = " ";
  for (InstId arg : module_.args(inst)) {
    out_ << separator << Of(arg);
    separator = ", ";
  }
  PrintPlace(inst);
  out_ << "\n";
}

void Printer::PrintNames() {
  for (std::size_t i = 0; i < module_.lets.size(); ++i) {
    out_ << "let " << i << " " << module_.lets[i].name << " = " << Of(module_.lets[i].value)
         << "\n";
  }
  for (const Check& check : module_.checks) {
    out_ << "check " << Of(check.condition) << Reason(check.reason) << "\n";
  }
  for (const ParamCheck& check : module_.param_checks) {
    out_ << "param check " << Of(check.condition) << " else \"" << check.message << "\"\n";
  }
}

void Printer::PrintDecision(std::size_t index) {
  const Decision& decision = module_.decisions[index];
  out_ << "decision " << index << " " << decision.name << " :";
  for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
    const Output& output = decision.outputs[i];
    out_ << (i == 0 ? " " : ", ") << (output.name.empty() ? "" : output.name + " ")
         << Of(output.type);
  }
  out_ << " = ";
  std::visit([&](const auto& body) { PrintBody(body); }, decision.body);
}

void Printer::PrintRules(const char* shape, const char* word, const FirstMatch& list) {
  out_ << shape << "\n";
  for (const Rule& rule : list.rules) {
    out_ << "  " << (rule.name.empty() ? "otherwise" : word + (" " + rule.name)) << " when "
         << Of(rule.condition) << " then";
    for (std::size_t i = 0; i < rule.values.size(); ++i) {
      out_ << (i == 0 ? " " : ", ") << Of(rule.values[i]);
    }
    out_ << Reason(rule.reason) << "\n";
  }
}

void Printer::PrintBody(const Matrix& matrix) {
  out_ << "matrix " << Of(matrix.down) << " / " << Of(matrix.across) << "\n";
  for (uint32_t row = 0; row < matrix.rows; ++row) {
    out_ << "  " << row << ":";
    for (uint32_t column = 0; column < matrix.columns; ++column) {
      out_ << " " << matrix.codes[row * matrix.columns + column];
    }
    out_ << "\n";
  }
}

void Printer::PrintSteps(const Steps& steps) {
  out_ << "steps of " << Of(steps.value) << ": " << steps.results[0];
  for (std::size_t i = 0; i < steps.cuts.size(); ++i) {
    out_ << (steps.passes_at[i] ? " [from " : " [above ") << Of(steps.cuts[i]) << "] "
         << steps.results[i + 1];
  }
  if (steps.missing_result) {
    out_ << " [missing] " << *steps.missing_result;
  }
  out_ << "\n";
}

void Printer::PrintBody(const Band& band) {
  out_ << "band\n  ";
  PrintSteps(band.steps);
}

void Printer::PrintPoints(const MemberPoints& members) {
  out_ << "members of " << Of(members.value) << ":";
  for (int64_t points : members.points) {
    out_ << " " << points;
  }
  if (members.missing_points) {
    out_ << " [missing] " << *members.missing_points;
  }
  out_ << "\n";
}

void Printer::PrintBody(const Score& score) {
  out_ << "score base " << score.base << "\n";
  for (const Characteristic& characteristic : score.characteristics) {
    out_ << "  `" << characteristic.name << "` ";
    std::visit([&](const auto& points) { PrintPoints(points); }, characteristic.points);
  }
}

void Printer::PrintOutputs() {
  for (const OutputColumn& output : module_.outputs) {
    out_ << "output " << output.name << " = ";
    if (output.decision < 0) {
      out_ << Of(output.value);
    } else {
      out_ << "decision " << output.decision;
      output.part == kReasonPart ? out_ << " reason" : out_ << " part " << output.part;
    }
    out_ << "\n";
  }
}

}  // namespace

std::string Print(const Module& module, const source::Manager* sources) {
  return Printer(module, sources).Run();
}

}  // namespace sextant::ir
