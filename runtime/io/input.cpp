#include "runtime/io/input.h"

#include <algorithm>
#include <utility>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "runtime/io/key_join.h"
#include "runtime/io/reader.h"

namespace sextant::io {
namespace {

class FileInput : public Input {
 public:
  FileInput(Plan plan, std::string path) : plan_(std::move(plan)), path_(std::move(path)) {}

  Status Start(const InputOptions& options, const FileKind& kind) {
    Result<std::unique_ptr<KeyJoin>> by_key = KeyJoin::Open(options, *plan_.layout, kind);
    if (!by_key) {
      return by_key.error();
    }
    by_key_ = std::move(*by_key);
    const int64_t batch_rows = options.batch_rows;
    Result<std::unique_ptr<Reader>> reader = OpenReader(plan_, {path_, kind, batch_rows, false});
    if (!reader) {
      return reader.error();
    }
    reader_ = std::move(*reader);
    decoder_ = reader_->MakeDecoder();
    return {};
  }

  Result<const abi::InputBatch*> Next() override {
    Result<std::unique_ptr<Chunk>> chunk = reader_->Next();
    if (!chunk) {
      return chunk.error();
    }
    if (*chunk == nullptr) {
      return nullptr;
    }
    first_row_ += bound_.batch.rows;
    if (const std::optional<DecodeError> error = decoder_->Decode(**chunk, bound_)) {
      return RecordError(path_, first_row_ + error->row, *error);
    }
    bound_.batch.first_row = first_row_;
    bound_.batch.source = plan_.SourceIndex();
    if (Status status = by_key_ ? by_key_->Apply(bound_, matches_) : Status(); !status) {
      return status.error();
    }
    return &bound_.batch;
  }

  const std::string& source() const override { return plan_.layout->name; }

 private:
  Plan plan_;
  std::string path_;
  std::unique_ptr<KeyJoin> by_key_;  // null: nothing is brought by key
  std::unique_ptr<Reader> reader_;
  std::unique_ptr<Decoder> decoder_;
  BoundBatch bound_;
  std::vector<int64_t> matches_;
  int64_t first_row_ = 1;
};

int64_t WordAt(const types::Type& type, const abi::InputColumn& column, int64_t at) {
  return abi::WholeAt(column.values, column.stored.value_or(ir::StorageOf(type)), at);
}

std::string WordText(const ir::Module& module, const types::Type& type,
                     const abi::InputColumn& column, int64_t row) {
  const int64_t at = column.offset + row;
  switch (type.kind) {
    case types::Kind::kText: {
      const int32_t begin = column.text_offsets[at];
      return {column.text_bytes + begin,
              static_cast<std::size_t>(column.text_offsets[at + 1] - begin)};
    }
    case types::Kind::kDate:
      return FormatDate(static_cast<int32_t>(WordAt(type, column, at)));
    case types::Kind::kEnum: {
      const auto code = static_cast<std::size_t>(WordAt(type, column, at));
      const std::vector<std::string>& members = module.enums.get(type.enumeration).members;
      return code < members.size() ? members[code] : std::to_string(code);
    }
    default:
      return FormatDecimal(WordAt(type, column, at), type.scale);
  }
}

}  // namespace

Result<std::unique_ptr<Input>> Input::Open(const InputOptions& options) {
  Result<FileKind> kind = KindOfFile(options.path);
  if (!kind) {
    return kind.error();
  }
  const Result<const ir::SourceLayout*> layout =
      ChooseLayout(*options.module, options.source, options.path, *kind);
  if (!layout) {
    return layout.error();
  }
  Result<Plan> plan = MakePlan(*options.module, **layout, options.as_of, options.lists);
  if (!plan) {
    return plan.error();
  }
  plan->closed = options.closed;
  for (SlotReader& reader : plan->slots) {
    reader.whole_cells = options.whole_cells;
  }
  auto input = std::make_unique<FileInput>(std::move(*plan), options.path);
  if (Status status = input->Start(options, *kind); !status) {
    return status.error();
  }
  return std::unique_ptr<Input>(std::move(input));
}

const abi::CellFault* FaultAt(const abi::InputBatch& batch, int64_t row, uint32_t slot) {
  const auto at = std::lower_bound(batch.faults.begin(), batch.faults.end(), std::pair(row, slot),
                                   [](const abi::CellFault& fault, const auto& place) {
                                     return std::pair(fault.row, fault.slot) < place;
                                   });
  return at != batch.faults.end() && at->row == row && at->slot == slot ? &*at : nullptr;
}

std::string KeyText(const ir::Module& module, const abi::InputBatch& batch, int64_t row) {
  const uint32_t slot = module.fields[module.key_field].first_slot;
  if (const abi::CellFault* fault = FaultAt(batch, row, slot)) {
    return fault->found;
  }
  const abi::InputColumn& column = batch.columns[slot];
  return abi::IsValid(column, row) ? WordText(module, module.slots[slot].type, column, row) : "";
}

Result<std::optional<FoundRecord>> FindKey(Input& input, const ir::Module& module,
                                           const std::string& key) {
  for (;;) {
    const Result<const abi::InputBatch*> batch = input.Next();
    if (!batch) {
      return batch.error();
    }
    if (*batch == nullptr) {
      return std::optional<FoundRecord>();
    }
    for (int64_t row = 0; row < (*batch)->rows; ++row) {
      if (KeyText(module, **batch, row) == key) {
        return std::optional<FoundRecord>({*batch, row});
      }
    }
  }
}

Result<std::optional<FoundRecord>> FindRow(Input& input, int64_t number) {
  for (;;) {
    const Result<const abi::InputBatch*> batch = input.Next();
    if (!batch) {
      return batch.error();
    }
    if (*batch == nullptr || number < (*batch)->first_row) {
      return std::optional<FoundRecord>();
    }
    if (number < (*batch)->first_row + (*batch)->rows) {
      return std::optional<FoundRecord>({*batch, number - (*batch)->first_row});
    }
  }
}

}  // namespace sextant::io
