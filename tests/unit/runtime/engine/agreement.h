#pragma once

#include <cstring>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/ir/builder.h"
#include "compiler/ir/module.h"
#include "runtime/engine/engine.h"
#include "tests/unit/runtime/engine/made_book.h"

namespace sextant::test {

inline std::string Describe(const abi::Reject& reject) {
  return std::to_string(reject.row) + "|" + reject.where + "|" + reject.rule + "|" +
         abi::FaultCode(reject.kind) + "|" + reject.message + "|" + std::to_string(reject.line) +
         "|" + reject.found;
}

// Where two answers differ first; "" when they agree in every byte.
inline std::string FirstDifference(const abi::DecisionBatch& a, const abi::DecisionBatch& b) {
  if (a.rows != b.rows || a.columns.size() != b.columns.size()) {
    return "shape";
  }
  for (int64_t row = 0; row < a.rows; ++row) {
    if (abi::BitAt(a.rejected.data(), row) != abi::BitAt(b.rejected.data(), row)) {
      return "row " + std::to_string(row) + " is rejected by one engine only";
    }
  }
  if (a.rejected != b.rejected || a.rejected_rows != b.rejected_rows) {
    return "rejected rows";
  }
  for (std::size_t c = 0; c < a.columns.size(); ++c) {
    const abi::OutputBuffer &x = a.columns[c], &y = b.columns[c];
    const auto bytes = static_cast<int64_t>(abi::StorageBytes(x.storage));
    if (x.places() != y.places() || x.stride != y.stride) {
      return "column " + std::to_string(c) + ": places";
    }
    const int64_t places = x.stride * x.places();
    const bool same =
        x.validity == y.validity &&
        std::memcmp(x.values(), y.values(), static_cast<std::size_t>(places * bytes)) == 0;
    for (int64_t row = 0; row < (same ? 0 : places); ++row) {
      const std::string place = "column " + std::to_string(c) + " row " + std::to_string(row);
      if (abi::BitAt(x.validity.data(), row) != abi::BitAt(y.validity.data(), row)) {
        return place + ": validity";
      }
      if (std::memcmp(x.values() + row * bytes, y.values() + row * bytes,
                      static_cast<std::size_t>(bytes)) != 0) {
        int64_t one = 0, other = 0;
        std::memcpy(&one, x.values() + row * bytes, static_cast<std::size_t>(bytes));
        std::memcpy(&other, y.values() + row * bytes, static_cast<std::size_t>(bytes));
        return place + ": " + std::to_string(one) + " and " + std::to_string(other);
      }
    }
  }
  for (std::size_t i = 0; i < std::max(a.rejects.size(), b.rejects.size()); ++i) {
    const std::string x = i < a.rejects.size() ? Describe(a.rejects[i]) : "nothing";
    const std::string y = i < b.rejects.size() ? Describe(b.rejects[i]) : "nothing";
    if (x != y) {
      return x + " and " + y;
    }
  }
  return "";
}

// The interpreter's engine, primitives of several levels of instructions, and machine code for
// several processors and function lengths, some of it with derived columns: every one must answer
// alike.
class Engines {
 public:
  explicit Engines(const ir::Module& module) : module_(module) {
    REQUIRE(ir::Verify(module) == "");
    for (const ir::Param& param : module.params) {
      bindings_.params.push_back(param.default_word);
    }
    Add("interpreter", engine::EngineKind::kInterpreter, {});
    Add("vectors", engine::EngineKind::kVector, {});
    Add("vectors of AVX2", engine::EngineKind::kVector, {"x86-64-v3"});
    Add("vectors of SSE2", engine::EngineKind::kVector, {"x86-64"});
    Add("vectors, everything foreign", engine::EngineKind::kVector, {"", 0, 1});
    Add("vectors, every third foreign", engine::EngineKind::kVector, {"", 0, 3});
#if SEXTANT_WITH_LLVM
    Add("this machine", engine::EngineKind::kJit, {});
    Add("short functions", engine::EngineKind::kJit, {"", 25});
    Add("AVX2", engine::EngineKind::kJit, {"x86-64-v3", 0});
    Add("SSE2, short functions", engine::EngineKind::kJit, {"x86-64", 60});
    Add("everything foreign", engine::EngineKind::kJit, {"", 0, 1});
    Add("every third foreign, short functions", engine::EngineKind::kJit, {"x86-64-v3", 25, 3});
#endif
  }

  void Agree(const MadeBook::Shape& shape) {
    const MadeBook book(module_, shape);
    Agree(book.batch());
  }
  // Engines with derived columns decide no larger batches: they are no faster than the interpreter.
  void LimitDerivedRows(int64_t rows) { most_derived_rows_ = rows; }
  void Agree(const abi::InputBatch& batch) {
    abi::DecisionBatch expected;
    engines_[0].engine->Decide(batch, expected);
    rows_ += expected.rows;
    rejected_ += expected.rejected_rows;
    for (std::size_t i = 1; i < engines_.size(); ++i) {
      if (engines_[i].derives && batch.rows > most_derived_rows_) {
        continue;
      }
      abi::DecisionBatch answer;
      engines_[i].engine->Decide(batch, answer);
      INFO(engines_[i].name << ", " << batch.rows << " rows");
      CHECK(FirstDifference(expected, answer) == "");
    }
  }
  // Odd numbers of rows, odd places in their buffers, with and without validity bits.
  void AgreeOnAllShapes() {
    for (int64_t rows : {0, 1, 7, 8, 63, 64, 65, 1000}) {
      Agree({rows, 0, false, false, 11});
    }
    for (int64_t offset = 1; offset <= 9; ++offset) {
      Agree({200, offset, offset % 3 == 0, false, static_cast<uint32_t>(offset)});
    }
    Agree({20'000, 0, false, false, 5});
    Agree({2'000, 0, true, true, 6});
    // Else the test would say little about the values.
    INFO(rejected_ << " of " << rows_ << " records are rejected");
    CHECK(rejected_ < rows_ * 9 / 10);
  }

 private:
  struct Named {
    std::string name;
    std::unique_ptr<engine::Engine> engine;
    bool derives;
  };
  void Add(std::string name, engine::EngineKind kind, const engine::Tuning& tuning) {
    auto engine = engine::MakeEngine(kind, module_, sources_, bindings_, tuning);
    INFO((engine.ok() ? "" : engine.error().message));
    REQUIRE(engine.ok());
    engines_.push_back({std::move(name), std::move(engine.value()), tuning.foreign_every_nth > 0});
  }

  const ir::Module& module_;
  source::Manager sources_;
  interp::Bindings bindings_;
  std::vector<Named> engines_;
  int64_t most_derived_rows_ = 200;
  int64_t rows_ = 0;
  int64_t rejected_ = 0;
};

}  // namespace sextant::test
