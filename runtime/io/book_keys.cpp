#include "runtime/io/book_keys.h"

#include <filesystem>

#include <fmt/format.h>

namespace sextant::io {
namespace {

// The book as if its records had nothing but their key.
struct KeyFile {
  ir::Module module;
  ir::SourceLayout layout;
};

KeyFile KeysOf(const ir::Module& module, const ir::SourceLayout& layout) {
  KeyFile file;
  file.module.enums = module.enums;
  ir::Slot slot = module.slots[module.fields[module.key_field].first_slot];
  slot.field = 0;
  file.module.slots.push_back(std::move(slot));
  file.layout = layout;
  file.layout.lists.clear();
  file.layout.fields.clear();
  if (module.key_field < layout.fields.size()) {
    file.layout.fields.push_back(layout.fields[module.key_field]);
  }
  return file;
}

Status CheckTwice(const std::string& path) {
  std::error_code problem;
  if (path == "-" || !std::filesystem::is_regular_file(path, problem)) {
    return Error{fmt::format("the records come from {}, which can be read only once",
                             path == "-" ? "standard input" : path),
                 "where state is carried, or rows of lists are found by key, the keys are read "
                 "first: put the records into a file"};
  }
  return {};
}

}  // namespace

Result<BookKeys> ReadKeys(const InputOptions& options, const ir::SourceLayout& layout,
                          const FileKind& kind) {
  if (Status status = CheckTwice(options.path); !status) {
    return status.error();
  }
  const KeyFile file = KeysOf(*options.module, layout);
  Result<Plan> plan = MakePlan(file.module, file.layout, std::nullopt);
  if (!plan) {
    return plan.error();
  }
  BookKeys keys;
  KeyReader reader(file.module, 0);
  std::string key;
  const Status status =
      ForEachBatch(*plan, {options.path, kind, options.batch_rows, false},
                   [&](const std::unique_ptr<BoundBatch>& bound) {
                     reader.StartBatch();
                     for (int64_t row = 0; row < bound->batch.rows; ++row) {
                       if (reader.Read(bound->batch, row, key) && !keys.all.insert(key).second) {
                         keys.duplicates.insert(key);
                       }
                     }
                   });
  if (!status) {
    return status.error();
  }
  return keys;
}

}  // namespace sextant::io
