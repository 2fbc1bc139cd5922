#include "runtime/io/plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/ir/storage.h"
#include "compiler/support/counted.h"
#include "compiler/support/dates.h"

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

Status AddSlot(Plan& plan, const ir::Slot& slot, const ir::ColumnBinding& binding) {
  SlotReader reader;
  reader.slot = reader.of = static_cast<uint32_t>(plan.slots.size());
  const std::string& name =
      slot.item < binding.columns.size() ? binding.columns[slot.item] : slot.name;
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

Error NoColumn(const std::string& column, const std::string& user,
               const std::vector<std::string>& present, const std::string& path) {
  const std::string meant = diag::DidYouMean(column, present);
  const std::string guess = meant.empty() ? "" : meant + " ";
  return Error{fmt::format("{} has no column `{}`, which `{}` is read from", path, column, user),
               guess + "it has: " + ColumnList(present)};
}

}  // namespace

bool SlotReader::IsNullToken(std::string_view cell) const {
  const std::string_view text = kind == CellKind::kText ? cell : TrimBlanks(cell);
  return std::find(nulls.begin(), nulls.end(), text) != nulls.end();
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

Result<Plan> MakePlan(const ir::Module& module, const ir::SourceLayout& layout,
                      std::optional<int32_t> as_of) {
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
  return plan;
}

Result<std::vector<int>> LocateColumns(const Plan& plan, const std::vector<std::string>& present,
                                       const std::string& path) {
  std::vector<int> places;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const std::string& column = plan.columns[i];
    const auto found = std::find(present.begin(), present.end(), column);
    if (found == present.end()) {
      return NoColumn(column, plan.column_users[i], present, path);
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
