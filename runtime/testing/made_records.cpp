#include "runtime/testing/made_records.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "compiler/support/dates.h"
#include "compiler/support/int128.h"

namespace sextant::testing {
namespace {

using types::Kind;

// Bounds for what declares none: amounts and numbers up to a hundred million of their units, dates
// of the last hundred years.
constexpr int64_t kMostUnits = 100'000'000;
constexpr int32_t kFirstUsualDate = -10'957;  // 1940-01-01
constexpr int32_t kLastUsualDate = 22'279;    // 2030-12-31

int64_t Clamped(Int128 word) {
  return FitsInt64(word) ? static_cast<int64_t>(word) : word < 0 ? INT64_MIN : INT64_MAX;
}

// The word of another scale at this one, rounded toward minus infinity.
Int128 Rescaled(int64_t word, int from, int to) {
  if (to >= from) {
    return Int128{word} * PowerOfTen(std::min(to - from, 18));
  }
  const Int128 step = PowerOfTen(from - to);
  const Int128 whole = word / step;
  return word % step < 0 ? whole - 1 : whole;
}

}  // namespace

RecordMaker::RecordMaker(const ir::Module& module, uint64_t seed)
    : module_(module), random_(seed, 1) {
  for (const ir::Inst& inst : module.insts) {
    if (inst.op == ir::Op::kConst && inst.type.kind == Kind::kFloat) {
      reals_.push_back(std::bit_cast<double>(inst.imm));
    }
  }
  for (const ir::Param& param : module.params) {
    if (param.type.kind == Kind::kFloat) {
      reals_.push_back(std::bit_cast<double>(param.default_word));
    }
  }
  for (const ir::Slot& slot : module.slots) {
    domains_.push_back(DomainOf(slot));
  }
  for (const ir::List& list : module.lists) {
    std::vector<Domain>& domains = list_domains_.emplace_back();
    for (const ir::Slot& slot : list.slots) {
      domains.push_back(DomainOf(slot));
    }
  }
}

RecordMaker::Domain RecordMaker::DomainOf(const ir::Slot& slot) const {
  Domain domain;
  const ir::Type& type = slot.type;
  if (type.kind == Kind::kEnum) {
    const auto members = module_.enums.get(type.enumeration).members.size();
    return {0, static_cast<int64_t>(members) - 1, {}};
  }
  if (type.kind == Kind::kBool) {
    return {0, 1, {}};
  }
  if (type.kind == Kind::kSet) {
    const auto members = module_.enums.get(type.enumeration).members.size();
    return {0, (int64_t{1} << std::min<std::size_t>(members, 62)) - 1, {0}};
  }
  if (type.kind == Kind::kFloat || type.kind == Kind::kText) {
    return domain;
  }
  const bool date = type.kind == Kind::kDate;
  const int64_t most = date ? kLastUsualDate : Clamped(PowerOfTen(type.scale) * kMostUnits);
  domain.low = slot.low.value_or(date ? kFirstUsualDate : -most);
  domain.high = slot.high.value_or(most);
  if (domain.low > domain.high) {
    (slot.low ? domain.high : domain.low) = slot.low ? domain.low : domain.high;
  }
  domain.edges = {domain.low, domain.high};
  AddConstants(slot, domain);
  return domain;
}

// Constants of the same kind anywhere in the program, and what lies beside them.
void RecordMaker::AddConstants(const ir::Slot& slot, Domain& domain) const {
  const auto add = [&](const ir::Type& type, int64_t word) {
    const bool alike = type.kind == slot.type.kind && type.currency == slot.type.currency;
    if (!alike) {
      return;
    }
    const Int128 here = Rescaled(word, type.scale, slot.type.scale);
    for (const Int128 near : {here - 1, here, here + 1}) {
      if (near >= domain.low && near <= domain.high) {
        domain.edges.push_back(static_cast<int64_t>(near));
      }
    }
  };
  add(slot.type, 0);
  for (const ir::Inst& inst : module_.insts) {
    if (inst.op == ir::Op::kConst && inst.type.kind != Kind::kFloat) {
      add(inst.type, inst.imm);
    }
  }
  for (const ir::Param& param : module_.params) {
    if (param.type.kind != Kind::kFloat) {
      add(param.type, param.default_word);
    }
  }
  std::ranges::sort(domain.edges);
  domain.edges.erase(std::unique(domain.edges.begin(), domain.edges.end()), domain.edges.end());
}

// Half of the time evenly, else by orders of magnitude above the lower end.
int64_t RecordMaker::Spread(int64_t low, int64_t high) {
  const auto width = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  uint64_t offset = width == UINT64_MAX ? random_.Next() : random_.Below(width + 1);
  if (random_.OneIn(2)) {
    offset >>= random_.Below(static_cast<uint64_t>(std::bit_width(width)) + 1);
  }
  return static_cast<int64_t>(static_cast<uint64_t>(low) + offset);
}

// On a grid of 10^-9, so that a strategy can say every value.
ir::Given RecordMaker::MakeReal(const ir::Slot& slot) {
  constexpr double kGrid = 1e9;
  const double low = slot.float_low.value_or(-1e6);
  const double high = slot.float_high.value_or(1e6);
  double real = low + (high - low) * (static_cast<double>(random_.Below(1'000'001)) / 1e6);
  if (random_.OneIn(2) && !reals_.empty()) {
    real = reals_[random_.Below(reals_.size())];
    real += (static_cast<double>(random_.Below(3)) - 1) / kGrid;
  } else if (random_.OneIn(4)) {
    real = random_.OneIn(2) ? low : high;
  }
  real = std::round(real * kGrid) / kGrid;
  real = real <= low ? low + (slot.float_low_inclusive ? 0 : 1 / kGrid) : real;
  real = real >= high ? high - (slot.float_high_inclusive ? 0 : 1 / kGrid) : real;
  return {true, std::bit_cast<int64_t>(real + 0.0), ""};
}

ir::Given RecordMaker::MakeText(const ir::Slot& slot) {
  const bool key = slot.field == module_.key_field;
  if (!key && random_.OneIn(2) && !module_.texts.empty()) {
    return {true, 0, module_.texts[random_.Below(module_.texts.size())]};
  }
  return {true, 0, "T" + std::to_string(made_)};
}

ir::Given RecordMaker::MakeCell(std::size_t index) {
  return MakeCell(module_.slots[index], domains_[index]);
}

ir::Given RecordMaker::MakeCell(const ir::Slot& slot, const Domain& domain) {
  if (slot.type.optional && random_.OneIn(8)) {
    return {};
  }
  if (slot.type.kind == Kind::kText) {
    return MakeText(slot);
  }
  if (slot.type.kind == Kind::kFloat) {
    return MakeReal(slot);
  }
  const bool edge = !domain.edges.empty() && random_.OneIn(2);
  return {true,
          edge ? domain.edges[random_.Below(domain.edges.size())] : Spread(domain.low, domain.high),
          ""};
}

void RecordMaker::MakeSince(Record& record) {
  constexpr uint64_t kMostDays = 1200;
  for (std::size_t slot = 1; slot < module_.slots.size(); ++slot) {
    if (module_.slots[slot].since) {
      const auto days = static_cast<int64_t>(random_.Below(kMostDays)) + 1;
      const int64_t word = std::max<int64_t>(record.cells.back().word - days, kFirstUsualDate);
      record.cells[slot] = {record.cells[slot - 1].known, word, ""};
    }
  }
}

// Most rows lie in the months before the day of the record, where windows look for them.
std::vector<ir::GivenRow> RecordMaker::MakeRows(std::size_t index, int64_t as_of) {
  constexpr uint64_t kMostRows = 4;
  constexpr uint64_t kUsualDays = 400;
  const ir::List& list = module_.lists[index];
  std::vector<ir::GivenRow> rows(list.needed && !random_.OneIn(4) ? random_.Below(kMostRows) + 1 : 0);
  for (ir::GivenRow& row : rows) {
    for (std::size_t slot = 0; slot < list.slots.size(); ++slot) {
      row.push_back(MakeCell(list.slots[slot], list_domains_[index][slot]));
    }
    if (list.dated && module_.reads_as_of && !random_.OneIn(8)) {
      row[*list.dated].word = as_of - static_cast<int64_t>(random_.Below(kUsualDays));
    }
  }
  return rows;
}

Record RecordMaker::Make() {
  ++made_;
  Record record;
  for (std::size_t slot = 0; slot < module_.slots.size(); ++slot) {
    const bool repeats = module_.slots[slot].item > 0 && random_.OneIn(2);
    record.cells.push_back(repeats ? record.cells.back() : MakeCell(slot));
  }
  if (module_.reads_as_of) {
    MakeSince(record);
  }
  const int64_t as_of = module_.reads_as_of ? record.cells.back().word : 0;
  for (std::size_t list = 0; list < module_.lists.size(); ++list) {
    record.lists.push_back(MakeRows(list, as_of));
  }
  return record;
}

}  // namespace sextant::testing
