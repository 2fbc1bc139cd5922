#include <sstream>

#include "compiler/ir/builder.h"
#include "compiler/ir/lists.h"
#include "compiler/ir/print_parts.h"
#include "runtime/abi/batch.h"

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

  void PrintHead();
  void PrintInputs();
  void PrintList(std::size_t index);
  void PrintInst(InstId id);
  void PrintImmediate(const Inst& inst);
  void PrintPlace(const Inst& inst);
  void PrintNames();
  void PrintDecision(std::size_t index);
  void PrintOutputs();

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
  for (std::size_t i = 0; i < module_.lists.size(); ++i) {
    PrintList(i);
  }
}

void Printer::PrintList(std::size_t index) {
  const List& list = module_.lists[index];
  if (!list.needed) {
    return;
  }
  out_ << "list " << index << " " << list.name << "\n";
  for (std::size_t i = 0; i < list.slots.size(); ++i) {
    const Slot& slot = list.slots[i];
    out_ << "  slot " << i << " " << slot.name << " : " << Of(slot.type) << PrintedRange(slot)
         << (list.dated == i ? " dates the row" : "") << "\n";
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
    case Op::kSlot:
      out_ << " " << module_.slots[index].name;
      break;
    case Op::kElement:
      out_ << " " << module_.lists[ListOfElement(inst)].slots[SlotOfElement(inst)].name;
      break;
    case Op::kReduce:
      out_ << " " << kReductionNames[static_cast<std::size_t>(ReductionOf(inst))] << " of "
           << module_.lists[ListOfReduce(inst)].name;
      break;
    case Op::kParam:
      out_ << " " << module_.params[index].name;
      break;
    case Op::kLet:
      out_ << " " << module_.lets[index].name;
      break;
    case Op::kDecision:
      out_ << " " << ReadName(module_, inst);
      break;
    case Op::kSplit:
      out_ << " \"" << module_.texts[index] << "\"";
      break;
    case Op::kRaise:
      out_ << " " << abi::FaultCode(static_cast<abi::FaultKind>(inst.imm));
      break;
    case Op::kRound:
    case Op::kRoundFloat:
      out_ << " " << PrintedMode(inst.mode) << " to " << inst.imm;
      break;
    default:
      break;
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
  out_ << PrintedInst(id) << " = " << OpName(inst.op) << " " << Of(inst.type);
  PrintImmediate(inst);
  const char* separator = " ";
  for (InstId arg : module_.args(inst)) {
    out_ << separator << PrintedInst(arg);
    separator = ", ";
  }
  PrintPlace(inst);
  out_ << "\n";
}

void Printer::PrintNames() {
  for (std::size_t i = 0; i < module_.lets.size(); ++i) {
    out_ << "let " << i << " " << module_.lets[i].name << " = "
         << PrintedInst(module_.lets[i].value) << "\n";
  }
  for (const Check& check : module_.checks) {
    out_ << "check " << PrintedInst(check.condition) << PrintedReason(module_, check.reason)
         << "\n";
  }
  for (const ParamCheck& check : module_.param_checks) {
    out_ << "param check " << PrintedInst(check.condition) << "\n";
  }
}

void Printer::PrintDecision(std::size_t index) {
  const Decision& decision = module_.decisions[index];
  out_ << "decision " << index << " " << decision.name << " :";
  for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
    const Output& output = decision.outputs[i];
    out_ << (i == 0 ? " " : ", ") << (output.name.empty() ? "" : output.name + " ")
         << PrintedWidth(output.width) << Of(output.type);
  }
  out_ << " = " << PrintedBody(module_, decision);
}

void Printer::PrintOutputs() {
  for (const OutputColumn& output : module_.outputs) {
    out_ << "output " << output.name << " = ";
    if (output.decision < 0) {
      out_ << PrintedInst(output.value);
    } else {
      out_ << "decision " << output.decision;
      output.part == kReasonPart ? out_ << " reason" : out_ << " part " << output.part;
      out_ << (output.width > 0 ? " as " + PrintedWidth(output.width) : "");
    }
    out_ << (output.hidden ? " hidden\n" : "\n");
  }
  for (const StateColumn& column : module_.state) {
    out_ << "state " << column.name << " from " << module_.slots[column.slot].name << " to "
         << module_.outputs[column.output].name;
    for (const ColumnBinding::Code& code : column.formerly) {
      out_ << " formerly \"" << code.text << "\" -> " << code.code;
    }
    out_ << "\n";
  }
  for (const Guarantee& guarantee : module_.guarantees) {
    out_ << "guarantee " << guarantee.name << " " << PrintedInst(guarantee.condition) << "\n";
  }
}

}  // namespace

std::string Print(const Module& module, const source::Manager* sources) {
  return Printer(module, sources).Run();
}

}  // namespace sextant::ir
