#pragma once

#include <bit>
#include <map>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/driver/compile.h"
#include "runtime/interp/interpreter.h"
#include "runtime/interp/literal.h"
#include "tests/unit/runtime/interp/record.h"

namespace sextant::interp {

// The cells of a record by slot (`n`, `s[2]`), written as in a strategy; "" leaves one empty.
using Cells = std::map<std::string, std::string>;

// A strategy from its text, run on one record: what the language says, end to end.
class Spoken {
 public:
  explicit Spoken(std::string text)
      : Spoken(driver::CompileText("test.sxt", std::move(text))) {}
  explicit Spoken(std::unique_ptr<driver::Compilation> compiled) : compiled_(std::move(compiled)) {
    for (const diag::Diagnostic& finding : compiled_->sink.Sorted()) {
      INFO(diag::Render(finding, compiled_->sources));
      REQUIRE(diag::SeverityOf(finding.diag) == diag::Severity::kWarning);
    }
    REQUIRE(compiled_->module.has_value());
  }

  const ir::Module& module() const { return *compiled_->module; }

  void Give(const std::string& slot, const std::string& text) {
    for (std::size_t i = 0; i < module().slots.size(); ++i) {
      if (module().slots[i].name == slot) {
        GiveSlot(i, text);
      }
    }
  }

  // A row of a list: its cells by field.
  void GiveRow(const std::string& list, const Cells& cells) {
    for (std::size_t i = 0; i < module().lists.size(); ++i) {
      const ir::List& shape = module().lists[i];
      if (shape.name != list) {
        continue;
      }
      Record& row = record_.AddRow(i);
      for (std::size_t slot = 0; slot < shape.slots.size(); ++slot) {
        const auto cell = cells.find(shape.fields[shape.slots[slot].field].name);
        GiveCell(row, shape.slots[slot], slot, cell == cells.end() ? "" : cell->second);
      }
    }
  }

  // The output of that name as an analyst writes it, "missing", or the code of the fault.
  std::string Answer(const std::string& output,
                     const std::vector<std::pair<std::string, std::string>>& params = {}) {
    const RowResult result = Run(params);
    if (!result.rejects.empty()) {
      return abi::FaultCode(result.rejects[0].kind);
    }
    for (std::size_t i = 0; i < module().outputs.size(); ++i) {
      if (module().outputs[i].name == output) {
        return module().outputs[i].width > 0 ? ListText(module().outputs[i], result.lists[i])
                                             : Text(module().outputs[i], result.outputs[i]);
      }
    }
    return "no such output";
  }

  RowResult Run(const std::vector<std::pair<std::string, std::string>>& params = {},
                Trace* trace = nullptr) {
    const Result<Bindings> bound = Bind(module(), params);
    REQUIRE(bound.ok());
    Interpreter interpreter(module(), &compiled_->sources, *bound);
    return interpreter.Decide(record_.Batch(module()), 0, trace);
  }

 private:
  void GiveSlot(std::size_t slot, const std::string& text) {
    GiveCell(record_, module().slots[slot], slot, text);
  }
  void GiveCell(Record& record, const ir::Slot& shape, std::size_t slot, const std::string& text) {
    if (text.empty()) {
      record.GiveNothing(slot);
    } else if (shape.type.kind == types::Kind::kText) {
      record.GiveText(slot, text);
    } else {
      const Result<int64_t> word = ReadLiteral(text, shape.type, module().enums);
      INFO(shape.name << " = " << text);
      REQUIRE(word.ok());
      const bool real = shape.type.kind == types::Kind::kFloat;
      real ? record.GiveReal(slot, std::bit_cast<double>(*word)) : record.Give(slot, *word);
    }
  }

  // "R01 R02"; "" of an empty list.
  std::string ListText(const ir::OutputColumn& output, const List& items) const {
    std::string text;
    for (const Value& item : items) {
      text += (text.empty() ? "" : " ") + Text(output, item);
    }
    return text;
  }

  std::string Text(const ir::OutputColumn& output, const Value& value) const {
    if (value.missing) {
      return "missing";
    }
    if (ir::IsReason(output)) {
      return module().reasons[static_cast<std::size_t>(value.word)].code;
    }
    const bool real = output.type.kind == types::Kind::kFloat;
    return types::FormatValue(output.type, module().enums,
                              real ? std::bit_cast<int64_t>(value.real) : value.word);
  }

  std::unique_ptr<driver::Compilation> compiled_;
  Record record_;
};

// `let x = EXPR` over a record with a field of every kind.
inline Spoken Saying(const std::string& expr, const Cells& cells = {}) {
  Spoken spoken(R"(record R key id {
  id : integer
  n : integer
  k : integer
  q : decimal(4)
  r : rate
  m : money CNY
  opt : money CNY optional
  maybe : integer optional
  f : float
  d : date
  e : date
  s : series of 4 money CNY
  t : series of 4 integer
  g : series of 4 float
  flag : boolean
  mood : one of { low, middle, high }
  name : text
}
let x = )" + expr +
                "\noutput { x }\n");
  Cells all = {{"id", "1"},
               {"n", "7"},
               {"k", "2"},
               {"q", "1.5"},
               {"r", "5%"},
               {"m", "100"},
               {"f", "0.25"},
               {"d", "2024-01-31"},
               {"e", "2024-03-01"},
               {"s[1]", "10"},
               {"s[2]", "20"},
               {"s[3]", "30"},
               {"s[4]", "40"},
               {"t[1]", "4"},
               {"t[2]", "1"},
               {"t[3]", "3"},
               {"t[4]", "2"},
               {"g[1]", "0.1"},
               {"g[2]", "0.2"},
               {"g[3]", "0.3"},
               {"g[4]", "0.4"},
               {"flag", "true"},
               {"mood", "high"},
               {"name", "north"},
               {"as_of", "2026-03-31"}};
  for (const auto& [slot, text] : cells) {
    all[slot] = text;
  }
  for (const auto& [slot, text] : all) {
    spoken.Give(slot, text);
  }
  return spoken;
}

// Its value for the record.
inline std::string Of(const std::string& expr, const Cells& cells = {}) {
  INFO("let x = " << expr);
  return Saying(expr, cells).Answer("x");
}

}  // namespace sextant::interp
