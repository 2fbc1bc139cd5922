#include "compiler/ir/fingerprint.h"

#include <cstdio>
#include <sstream>

#include "compiler/ir/builder.h"
#include "compiler/support/sha256.h"

namespace sextant::ir {
namespace {

// Texts with their length, so that no two lists of them look alike.
void Put(std::ostringstream& out, const std::string& text) {
  out << " " << text.size() << ":" << text;
}

void Put(std::ostringstream& out, const std::vector<std::string>& texts) {
  out << " " << texts.size();
  for (const std::string& text : texts) {
    Put(out, text);
  }
}

void Put(std::ostringstream& out, const ColumnBinding& binding) {
  out << "\n  column";
  Put(out, binding.columns);
  out << " unit " << static_cast<uint64_t>(binding.unit >> 64) << " "
      << static_cast<uint64_t>(binding.unit) << " " << binding.unit_scale;
  Put(out, binding.date_format);
  Put(out, binding.nulls);
  for (const ColumnBinding::Code& code : binding.codes) {
    Put(out, code.text);
    out << (code.number ? " number " : " text ") << code.code;
  }
  out << (binding.rounded ? " rounded" : "") << (binding.flags ? " flags" : "");
  Put(out, binding.split);
}

void Put(std::ostringstream& out, const SourceLayout& layout) {
  out << "\nsource";
  Put(out, layout.name);
  out << " format " << static_cast<int>(layout.format) << " separator "
      << static_cast<int>(layout.separator);
  Put(out, layout.encoding);
  for (const ColumnBinding& field : layout.fields) {
    Put(out, field);
  }
  if (layout.as_of) {
    out << "\n as_of";
    Put(out, *layout.as_of);
  }
  Put(out, layout.column);
  out << (layout.or_file ? " or file" : "");
  Put(out, layout.key);
  for (const SourceLayout& list : layout.lists) {
    out << "\nlist";
    Put(out, list);
  }
}

template <class Input>
void PutEnds(std::ostringstream& out, const Input& input) {
  out << "\nends " << input.float_low_inclusive << input.float_high_inclusive;
}

// What the print of a module leaves out.
std::string Rest(const Module& module) {
  std::ostringstream out;
  for (const Inst& inst : module.insts) {
    out << "\n" << inst.imm << " " << static_cast<int>(inst.mode);
  }
  for (const Slot& slot : module.slots) {
    PutEnds(out, slot);
  }
  for (const List& list : module.lists) {
    for (const Slot& slot : list.slots) {
      PutEnds(out, slot);
    }
  }
  for (const Decision& decision : module.decisions) {
    out << "\nreasons " << decision.has_reasons << decision.reason_width;
    if (const auto* table = std::get_if<Table>(&decision.body)) {
      out << " row " << table->gives_row << table->otherwise;
    }
  }
  for (const SourceLayout& layout : module.sources) {
    Put(out, layout);
  }
  return out.str();
}

// Without what messages quote as it is written.
Module Bare(const Module& module) {
  Module bare = module;
  for (ParamCheck& check : bare.param_checks) {
    check.message.clear();
  }
  for (Decision& decision : bare.decisions) {
    if (auto* score = std::get_if<Score>(&decision.body)) {
      for (Characteristic& characteristic : score->characteristics) {
        characteristic.name.clear();
      }
    }
  }
  return bare;
}

}  // namespace

std::string Fingerprint(const Module& module) {
  std::string digits;
  for (const uint8_t byte : Sha256("sextant-program-1\n" + Print(Bare(module)) + Rest(module))) {
    char hex[3];
    std::snprintf(hex, sizeof hex, "%02x", byte);
    digits += hex;
  }
  return digits;
}

}  // namespace sextant::ir
