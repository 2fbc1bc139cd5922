#include "runtime/vector/program.h"

#include <algorithm>
#include <new>

#include "compiler/ir/storage.h"
#include "compiler/support/check.h"
#include "runtime/abi/aligned.h"

namespace sextant::vector {
namespace {

Layout LayoutOf(const Source& source) {
  return {static_cast<uint32_t>(source.module.slots.size()),
          static_cast<uint32_t>(source.schedule.roots().size()),
          ir::FirstPlaces(source.module).back()};
}

Draft Plan(const Source& source, std::string_view level) {
  const Primitives* const primitives = PrimitivesOf(level);
  SEXTANT_CHECK(primitives != nullptr, "a level of instructions that this machine has");
  Builder builder(*primitives, LayoutOf(source));
  Planner(source, builder).PlanAll();
  return builder.Take();
}

// Of a derived column: as wide as a column of inputs, text with its number.
std::size_t DerivedBytes(const opt::Root& root) {
  if (ir::IsReason(root.column)) {
    return sizeof(int32_t);
  }
  return root.column.type.kind == types::Kind::kText
             ? sizeof(int64_t)
             : abi::StorageBytes(ir::StorageOf(root.column.type));
}

// In the order of the layout.
std::vector<int64_t> BytesOfEight(const Source& source) {
  std::vector<int64_t> bytes;
  const auto add = [&](std::size_t element) { bytes.push_back(static_cast<int64_t>(8 * element)); };
  for (const abi::Storage storage : source.layout) {
    add(abi::StorageBytes(storage));
  }
  bytes.resize(2 * source.layout.size(), 1);
  for (const opt::Root& root : source.schedule.roots()) {
    add(DerivedBytes(root));
  }
  bytes.resize(bytes.size() + 2 * source.schedule.roots().size(), 1);
  const std::size_t outputs = bytes.size();
  for (const ir::OutputColumn& column : source.module.outputs) {
    for (uint32_t place = 0; place < ir::PlacesOf(column.width); ++place) {
      add(abi::StorageBytes(ir::StorageOf(source.module, column)));
    }
  }
  bytes.resize(bytes.size() + (bytes.size() - outputs) + 1, 1);
  return bytes;
}

// The columns outside the registers, in the order of the layout.
void Point(const abi::KernelArgs& args, const Layout& layout, std::byte** columns) {
  const auto add = [&](const auto* const* pointers, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
      // Primitives write what they are told to write, and no input is.
      *columns++ =
          reinterpret_cast<std::byte*>(const_cast<void*>(static_cast<const void*>(pointers[i])));
    }
  };
  add(args.values, layout.slots);
  add(args.validity, layout.slots);
  add(args.derived_values, layout.roots);
  add(args.derived_validity, layout.roots);
  add(args.derived_rerun, layout.roots);
  add(args.out_values, layout.places);
  add(args.out_validity, layout.places);
  *columns = reinterpret_cast<std::byte*>(args.rerun);
}

}  // namespace

void Program::Registers::Release::operator()(std::byte* memory) const {
  ::operator delete[](memory, std::align_val_t{abi::kAlignment});
}

// The memory is not touched before a block needs it: of one record only the first words are.
Program::Registers::Registers(const Program& program)
    : memory_(static_cast<std::byte*>(
          ::operator new[](program.file_.bytes, std::align_val_t{abi::kAlignment}))),
      columns_(program.draft_.layout.FirstRegister()) {
  for (const std::size_t offset : program.file_.offsets) {
    columns_.push_back(memory_.get() + offset);
  }
}

Program::Program(const Source& source, std::string_view level)
    : draft_(Plan(source, level)), file_(AssignRegisters(draft_)), bytes_(BytesOfEight(source)) {}

void Program::Call(const std::vector<vector::Call>& calls, const Registers& registers,
                   int64_t words) const {
  for (const vector::Call& call : calls) {
    call.run(call, registers.columns_.data(), words);
  }
}

void Program::Run(const abi::KernelArgs& args, Registers& registers) const {
  Point(args, draft_.layout, registers.columns_.data());
  for (int64_t first = 0; first < args.rows; first += kBlockRows) {
    const int64_t words = (std::min(args.rows - first, kBlockRows) + kWordRows - 1) / kWordRows;
    if (registers.prepared_words_ < words) {
      Call(draft_.once, registers, words);
      registers.prepared_words_ = words;
    }
    Call(draft_.calls, registers, words);
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
      // Texts that are not compared have no column.
      if (registers.columns_[i] != nullptr) {
        registers.columns_[i] += bytes_[i] * (words * kWordRows / 8);
      }
    }
  }
}

}  // namespace sextant::vector
