#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "runtime/abi/kernel.h"
#include "runtime/vector/planner.h"
#include "runtime/vector/registers.h"

namespace sextant::vector {

// A module as calls of primitives over blocks of rows. It is made in one pass, so it is ready at
// once, and gives what a compiled kernel gives: the same columns, and the rows to be rerun.
class Program {
 public:
  // Nothing of `source` is needed later. `level`: see PrimitivesOf; it must be there.
  explicit Program(const Source& source, std::string_view level = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // What one thread needs to run a program.
  class Registers {
   public:
    explicit Registers(const Program& program);

   private:
    friend class Program;
    struct Release {
      void operator()(std::byte* memory) const;
    };
    std::unique_ptr<std::byte[], Release> memory_;
    std::vector<std::byte*> columns_;
    int64_t prepared_words_ = 0;  // for which what reads no record has been made
  };

  // Decides args.rows records. Columns are read and written up to the next multiple of 64 rows.
  // `args.params` is not looked at: the parameters are those of the source.
  void Run(const abi::KernelArgs& args, Registers& registers) const;

  std::size_t call_count() const { return draft_.calls.size(); }

 private:
  void Call(const std::vector<vector::Call>& calls, const Registers& registers,
            int64_t words) const;

  Draft draft_;
  RegisterFile file_;
  std::vector<int64_t> bytes_;  // of eight rows, by column outside the registers
};

}  // namespace sextant::vector
