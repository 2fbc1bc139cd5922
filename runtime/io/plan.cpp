#include "runtime/io/plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/ir/storage.h"
#include "compiler/support/counted.h"
#include "compiler/support/dates.h"
#include "runtime/io/bound_batch.h"

namespace sextant::io {
namespace {

using types::Kind;

// Whether a null token could also be how a number, date or boolean of a typed column reads.
bool MayBeTyped(const std::string& token) {
  return token.find_first_of("0123456789") != std::string::npos || token == "true" ||
         token == "false";
}

// An empty cell of a set is the empty set, and an empty flag says no.
void SetNulls(const ir::ColumnBinding& binding, const types::Type& type, SlotReader& reader) {
  reader.nulls = binding.nulls.empty() ? std::vector<std::string>{""} : binding.nulls;
  if (type.kind == Kind::kSet) {
    std::erase(reader.nulls, "");
    reader.empty_is_null = false;
    reader.null_is_empty = reader.member < 0 && !type.optional;
    return;
  }
  reader.empty_is_null = reader.nulls.size() == 1 && reader.nulls[0].empty();
  reader.typed_nulls = std::any_of(reader.nulls.begin(), reader.nulls.end(), MayBeTyped);
}

CellKind KindOf(Kind kind) {
  switch (kind) {
    case Kind::kFloat:
      return CellKind::kReal;
    case Kind::kDate:
      return CellKind::kDate;
    case Kind::kBool:
    case Kind::kEnum:
      return CellKind::kCode;
    case Kind::kText:
      return CellKind::kText;
    case Kind::kSet:
      return CellKind::kSet;
    default:
      return CellKind::kExact;
  }
}

CodeBook BookFor(const ir::Module& module, const types::Type& type,
                 const ir::ColumnBinding& binding) {
  if (!binding.codes.empty()) {
    return CodeBook::OfCodes(binding.codes);
  }
  return type.kind == Kind::kBool ? CodeBook::OfBooleans()
                                  : CodeBook::OfMembers(module.enums.get(type.enumeration).members);
}

// "5, 6, 7"; a long list is cut.
std::string CodeList(const std::vector<ir::ColumnBinding::Code>& codes) {
  constexpr std::size_t kMost = 20;
  std::string text;
  for (std::size_t i = 0; i < codes.size() && i < kMost; ++i) {
    text += (i == 0 ? "" : ", ") + codes[i].text;
  }
  return codes.size() > kMost ? text + ", …" : text;
}

// Of a column that counts in a unit of its own; "" where a cell has the places of the field.
std::string WantedPlaces(const types::Type& type, const ir::ColumnBinding& binding) {
  if (binding.unit == 1 && binding.unit_scale == 0) {
    return "";
  }
  Int128 unit = binding.unit;
  int unit_scale = binding.unit_scale;
  for (; unit > 1 && unit % 10 == 0; unit /= 10) {
    --unit_scale;
  }
  std::string written = FormatDecimal(binding.unit, binding.unit_scale, true);
  written += type.kind == Kind::kMoney ? " " + type.currency.text() : "";
  if (unit != 1) {
    return fmt::format("times {} it must have at most {}", written,
                       Counted(type.scale, "decimal place"));
  }
  const int places = type.scale - unit_scale;
  if (places > 0) {
    return "it must have at most " + Counted(places, "decimal place");
  }
  return "it must be a whole number of " +
         (places == 0 ? written : FormatDecimal(PowerOfTen(-places), 0));
}

std::string WantedDate(const DatePattern& pattern) {
  std::string text = "it must be a date like ";
  pattern.Append(DaysFromCivil({2026, 12, 31}), text);
  return text;
}

Status SetKind(const ir::Module& module, const types::Type& type, const ir::ColumnBinding& binding,
               SlotReader& reader) {
  reader.kind = KindOf(type.kind);
  reader.storage = ir::StorageOf(type);
  switch (reader.kind) {
    case CellKind::kExact:
      reader.exact = ExactReader({type.scale, binding.unit, binding.unit_scale, binding.rounded});
      reader.wanted_places = WantedPlaces(type, binding);
      break;
    case CellKind::kReal:
      reader.unit = binding.unit;
      reader.unit_scale = binding.unit_scale;
      break;
    case CellKind::kDate: {
      Result<DatePattern> pattern = DatePattern::Parse(binding.date_format);
      if (!pattern) {
        return pattern.error();
      }
      reader.dates = std::move(*pattern);
      reader.wanted = WantedDate(reader.dates);
      break;
    }
    case CellKind::kCode:
      reader.codes = BookFor(module, type, binding);
      reader.wanted = binding.codes.empty() ? "" : "it must be one of " + CodeList(binding.codes);
      break;
    case CellKind::kSet:
      reader.codes = BookFor(module, types::Type::Enum(type.enumeration), binding);
      reader.split = binding.split.empty() ? ";" : binding.split;
      reader.wanted = binding.codes.empty() ? "" : "it must be a set of " + CodeList(binding.codes);
      break;
    case CellKind::kText:
      break;
  }
  return {};
}

int ColumnIndex(Plan& plan, const std::string& name, const std::string& user) {
  const auto found = std::find(plan.columns.begin(), plan.columns.end(), name);
  if (found != plan.columns.end()) {
    return static_cast<int>(found - plan.columns.begin());
  }
  plan.columns.push_back(name);
  plan.column_users.push_back(user);
  return static_cast<int>(plan.columns.size()) - 1;
}

SlotReader FlagReader(Plan& plan, const ir::Slot& slot, const ir::ColumnBinding& binding,
                      std::size_t member) {
  SlotReader flag;
  flag.of = static_cast<uint32_t>(&slot - plan.module->slots.data());
  flag.member = static_cast<int>(member);
  flag.column = ColumnIndex(plan, binding.columns[member], slot.name);
  flag.kind = CellKind::kCode;
  flag.storage = abi::Storage::kInt8;
  SetNulls(binding, slot.type, flag);
  flag.codes = CodeBook::OfFlags(binding.codes);
  flag.wanted = "each member must be " +
                (binding.codes.empty() ? "true or false" : "one of " + CodeList(binding.codes));
  return flag;
}

// A set of flags has no column of its own.
void AddFlags(Plan& plan, const ir::Slot& slot, const ir::ColumnBinding& binding,
              std::vector<SlotReader>& flags) {
  SlotReader reader;
  reader.slot = reader.of = static_cast<uint32_t>(plan.slots.size());
  reader.column = SlotReader::kFromFlags;
  reader.kind = CellKind::kSet;
  reader.storage = abi::Storage::kInt64;
  plan.slots.push_back(std::move(reader));
  for (std::size_t member = 0; member < binding.columns.size(); ++member) {
    flags.push_back(FlagReader(plan, slot, binding, member));
  }
}

int SeriesOf(const ir::Module& module, const ir::Slot& slot) {
  return slot.field < module.fields.size() ? module.fields[slot.field].type.series : 0;
}

Status AddSlot(Plan& plan, const ir::Slot& slot, const ir::ColumnBinding& binding) {
  SlotReader reader;
  reader.slot = reader.of = static_cast<uint32_t>(plan.slots.size());
  const int items = SeriesOf(*plan.module, slot);
  const bool list = items > 1 && binding.columns.size() == 1;
  const std::string& name = list                                 ? binding.columns[0]
                            : slot.item < binding.columns.size() ? binding.columns[slot.item]
                                                                 : slot.name;
  reader.item = list ? static_cast<int>(slot.item) : -1;
  reader.items = list ? items : 0;
  reader.column = ColumnIndex(plan, name, slot.name);
  SetNulls(binding, slot.type, reader);
  Status status = SetKind(*plan.module, slot.type, binding, reader);
  plan.slots.push_back(std::move(reader));
  return status;
}

Status AddAsOf(Plan& plan, const ir::Slot& slot, std::optional<int32_t> as_of) {
  if (!as_of) {
    if (!plan.layout->as_of) {
      return Error{
          "the strategy reads the as-of date, and none is given",
          "give it to the run, as in --as-of 2026-03-31, or name its column in the source"};
    }
    return AddSlot(plan, slot, *plan.layout->as_of);
  }
  if ((slot.low && *as_of < *slot.low) || (slot.high && *as_of > *slot.high)) {
    const auto day = [](int64_t word) { return FormatDate(static_cast<int32_t>(word)); };
    return Error{fmt::format("nothing is in effect on {}, the as-of date", day(*as_of)),
                 fmt::format("the strategy has decisions that are in effect from {} to {}",
                             day(*slot.low), day(*slot.high))};
  }
  SlotReader reader;
  reader.slot = reader.of = static_cast<uint32_t>(plan.slots.size());
  reader.constant = *as_of;
  reader.kind = CellKind::kDate;
  reader.storage = abi::Storage::kInt32;
  plan.slots.push_back(std::move(reader));
  return {};
}

void AddState(Plan& plan, const ir::Slot& slot) {
  SlotReader reader;
  reader.slot = reader.of = static_cast<uint32_t>(plan.slots.size());
  reader.absent = true;
  reader.kind = KindOf(slot.type.kind);
  reader.storage = ir::StorageOf(slot.type);
  plan.slots.push_back(std::move(reader));
}

// The rows of a list as records of their own.
Result<std::shared_ptr<const RowsPlan>> PlanRows(const ir::Module& module, const ir::List& list,
                                                 const ir::SourceLayout& layout) {
  auto rows = std::make_shared<RowsPlan>();
  rows->module.name = list.name;
  rows->module.enums = module.enums;
  rows->module.slots = list.slots;
  rows->layout = layout;
  rows->layout.as_of.reset();
  Result<Plan> plan = MakePlan(rows->module, rows->layout, std::nullopt);
  if (!plan) {
    return plan.error();
  }
  rows->plan = std::move(*plan);
  return std::shared_ptr<const RowsPlan>(std::move(rows));
}

Status AddLists(Plan& plan, const ListFiles& files) {
  const ir::Module& module = *plan.module;
  for (uint32_t i = 0; i < module.lists.size(); ++i) {
    if (!module.lists[i].needed || !StandsInColumn(plan.layout->lists.at(i), files)) {
      continue;
    }
    const ir::SourceLayout& layout = plan.layout->lists[i];
    auto rows = PlanRows(module, module.lists[i], layout);
    if (!rows) {
      return rows.error();
    }
    plan.lists.push_back({i, ColumnIndex(plan, layout.column, module.lists[i].name), *rows});
  }
  return {};
}

// Keeps only the columns that something reads.
void DropUnusedColumns(Plan& plan) {
  std::vector<std::string> columns, users;
  std::vector<int> place(plan.columns.size(), -1);
  const auto keep = [&](int& column) {
    if (column < 0) {
      return;
    }
    const auto at = static_cast<std::size_t>(column);
    if (place[at] < 0) {
      place[at] = static_cast<int>(columns.size());
      columns.push_back(plan.columns[at]);
      users.push_back(plan.column_users[at]);
    }
    column = place[at];
  };
  std::ranges::for_each(plan.slots, [&](SlotReader& reader) { keep(reader.column); });
  std::ranges::for_each(plan.lists, [&](ListReader& list) { keep(list.column); });
  plan.columns = std::move(columns);
  plan.column_users = std::move(users);
}

// The list that reads a column, if one does.
const ir::SourceLayout* ListOf(const Plan& plan, const std::string& column) {
  for (const ListReader& list : plan.lists) {
    if (plan.columns[static_cast<std::size_t>(list.column)] == column) {
      return &plan.layout->lists[list.list];
    }
  }
  return nullptr;
}

// "`a`, `b`, `c` and 12 more".
std::string ColumnList(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 30;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kShown; ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", names[i]);
  }
  return names.size() > kShown ? fmt::format("{} and {} more", text, names.size() - kShown) : text;
}

// The columns of a closed file are those of the plan.
Status CheckClosed(const Plan& plan, const std::vector<std::string>& present,
                   const std::string& path) {
  for (const std::string& column : present) {
    if (std::find(plan.columns.begin(), plan.columns.end(), column) == plan.columns.end()) {
      return Error{
          fmt::format("{} has a column `{}`, which the strategy does not carry", path, column),
          "it carries: " + ColumnList(plan.columns)};
    }
  }
  return {};
}

Error NoColumn(const Plan& plan, std::size_t index, const std::vector<std::string>& present,
               const std::string& path) {
  const std::string& column = plan.columns[index];
  const std::string meant = diag::DidYouMean(column, present);
  const std::string guess = meant.empty() ? "" : meant + " ";
  const ir::SourceLayout* list = ListOf(plan, column);
  const std::string file =
      list != nullptr && list->or_file
          ? fmt::format("; rows in a file of their own are given as --data {}=FILE", list->name)
          : "";
  return Error{fmt::format("{} has no column `{}`, which `{}` is read from", path, column,
                           plan.column_users[index]),
               guess + "it has: " + ColumnList(present) + file};
}

}  // namespace

bool SlotReader::IsNullToken(std::string_view cell) const {
  const std::string_view text = kind == CellKind::kText ? cell : TrimBlanks(cell);
  return std::find(nulls.begin(), nulls.end(), text) != nulls.end();
}

std::string SlotReader::Found(std::string_view cell) const {
  return whole_cells ? std::string(cell) : ShownCell(cell);
}

int32_t Plan::SourceIndex() const {
  for (std::size_t i = 0; i < module->sources.size(); ++i) {
    if (&module->sources[i] == layout) {
      return static_cast<int32_t>(i);
    }
  }
  return -1;
}

std::vector<const SlotReader*> Plan::ReadersOf(int column) const {
  std::vector<const SlotReader*> readers;
  for (const SlotReader& reader : slots) {
    if (reader.column == column) {
      readers.push_back(&reader);
    }
  }
  return readers;
}

bool StandsInColumn(const ir::SourceLayout& list, const ListFiles& files) {
  return !list.column.empty() && !(list.or_file && files.contains(list.name));
}

Result<Plan> MakePlan(const ir::Module& module, const ir::SourceLayout& layout,
                      std::optional<int32_t> as_of, const ListFiles& files) {
  static const ir::ColumnBinding kOwnName;
  Plan plan;
  plan.module = &module;
  plan.layout = &layout;
  std::vector<SlotReader> flags;
  for (const ir::Slot& slot : module.slots) {
    Status status;
    if (slot.field == ir::kAsOfField) {
      status = AddAsOf(plan, slot, as_of);
    } else if (slot.field == ir::kStateField) {
      AddState(plan, slot);
    } else {
      const ir::ColumnBinding& binding =
          slot.field < layout.fields.size() ? layout.fields[slot.field] : kOwnName;
      if (binding.flags) {
        AddFlags(plan, slot, binding, flags);
      } else {
        status = AddSlot(plan, slot, binding);
      }
    }
    if (!status) {
      return status.error();
    }
  }
  for (SlotReader& flag : flags) {
    flag.slot = static_cast<uint32_t>(plan.slots.size());
    plan.slots.push_back(std::move(flag));
  }
  if (Status status = AddLists(plan, files); !status) {
    return status.error();
  }
  return plan;
}

void UseListColumns(Plan& plan, const std::vector<std::string>& present) {
  const auto has = [&](const std::string& name) { return std::ranges::count(present, name) > 0; };
  bool any = false;
  for (const ir::Field& field : plan.module->fields) {
    if (!field.needed || field.type.series == 0 || !has(field.name)) {
      continue;
    }
    const std::span<SlotReader> readers(plan.slots.data() + field.first_slot, field.slot_count);
    const bool unnamed = std::ranges::all_of(readers, [&](const SlotReader& reader) {
      const std::string& column = plan.columns[static_cast<std::size_t>(reader.column)];
      return column == fmt::format("{}_{}", field.name, &reader - readers.data() + 1) &&
             !has(column);
    });
    for (SlotReader& reader : readers) {
      if (unnamed) {
        reader.item = static_cast<int>(&reader - readers.data());
        reader.items = field.type.series;
        reader.column = ColumnIndex(plan, field.name, field.name);
      }
    }
    any = any || unnamed;
  }
  if (any) {
    DropUnusedColumns(plan);
  }
}

Status CheckFlat(const Plan& plan, const std::string& path) {
  for (const ListReader& reader : plan.lists) {
    const ir::List& list = plan.module->lists[reader.list];
    const ir::SourceLayout& layout = plan.layout->lists[reader.list];
    if (layout.or_file) {
      return Error{fmt::format("the rows of `{}` do not fit into {}, which is CSV, and no file is "
                               "given for them",
                               list.name, path),
                   fmt::format("say where they are: --data {}=rows.csv, with the key of their "
                               "record in a column `{}`",
                               layout.name, fmt::join(layout.key.columns, ""))};
    }
    return Error{fmt::format("the rows of `{}` stand in a column of lists, and {} is CSV, which has "
                             "none",
                             list.name, path),
                 fmt::format("put the rows into a file of their own: `{} from SOURCE by KEY = "
                             "\"COLUMN\"` in the source",
                             list.name)};
  }
  for (const SlotReader& reader : plan.slots) {
    if (reader.item >= 0) {
      const ir::Field& field = plan.module->fields[plan.module->slots[reader.slot].field];
      return Error{fmt::format("`{}` is read from a column of lists, and {} is CSV, which has none",
                               field.name, path),
                   fmt::format("name a column for each item: `{} from \"{}_{{1..{}}}\"`",
                               field.name, field.name, field.type.series)};
    }
  }
  return {};
}

Result<std::vector<int>> LocateColumns(const Plan& plan, const std::vector<std::string>& present,
                                       const std::string& path) {
  std::vector<int> places;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const std::string& column = plan.columns[i];
    const auto found = std::find(present.begin(), present.end(), column);
    if (found == present.end()) {
      return NoColumn(plan, i, present, path);
    }
    if (std::find(found + 1, present.end(), column) != present.end()) {
      return Error{fmt::format("{} has the column `{}` twice", path, column),
                   "rename one of them: it is not clear which one is meant"};
    }
    places.push_back(static_cast<int>(found - present.begin()));
  }
  if (Status status = plan.closed ? CheckClosed(plan, present, path) : Status(); !status) {
    return status.error();
  }
  return places;
}

}  // namespace sextant::io
