#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "runtime/engine/engine.h"
#include "tests/bench/engines/memory_book.h"

namespace sextant::bench {

// An engine that is measured, by the name it has in the report.
struct EngineChoice {
  std::string name;
  engine::EngineKind kind;
  bool slow = false;  // decides only a part of the book
};
// One line an engine.
std::vector<EngineChoice> Engines();

// A strategy ready to decide with one engine. Ends the program, with a message, when the strategy
// or the engine cannot be had: a benchmark has nothing else to do.
class Program {
 public:
  // For records that lie as those of `book` do. Without `pass_key` the record's key, which is
  // always the first output, is not put out: twins do not copy it either.
  Program(const std::string& path, engine::EngineKind kind, const MemoryBook& book,
          bool pass_key = true);
  // For records that lie as ir::StorageOf has them. `name` is for messages.
  static Program FromText(std::string name, std::string text, engine::EngineKind kind);

  const ir::Module& module() const { return *compilation_->module; }
  const engine::Engine& engine() const { return *engine_; }

 private:
  Program() = default;
  void MakeEngine(engine::EngineKind kind, const engine::Tuning& tuning);

  std::unique_ptr<driver::Compilation> compilation_;
  std::unique_ptr<engine::Engine> engine_;
};

}  // namespace sextant::bench
