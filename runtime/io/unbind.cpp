#include "runtime/io/unbind.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "runtime/io/exact.h"
#include "runtime/io/real.h"

namespace sextant::io {
namespace {

using types::Kind;
using Codes = std::vector<ir::ColumnBinding::Code>;

Error NoUnit(const ir::Slot& slot) {
  return Error{fmt::format("no cells can be made for `{}` in the unit of its column", slot.name),
               ""};
}

// Drops the zeros of unit into unit_scale.
void Reduce(Int128& unit, int& unit_scale) {
  while (unit % 10 == 0) {
    unit /= 10;
    --unit_scale;
  }
}

// A way to say that a set is missing: its empty cell says that it is empty.
std::string NonEmptyToken(const std::vector<std::string>& nulls) {
  const auto found = std::ranges::find_if(nulls, [](const auto& token) { return !token.empty(); });
  return found == nulls.end() ? "" : *found;
}

// The codes as whole numbers, when they all are.
std::optional<std::vector<int64_t>> WholeNumbers(const Codes& codes) {
  std::vector<int64_t> numbers;
  const ExactReader reader(ExactTarget{});
  for (const auto& code : codes) {
    int64_t number = 0;
    if (!code.number || reader.Read(code.text, number)) {
      return std::nullopt;
    }
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

Result<CellMaker> CellMaker::Of(const ir::Module& module, const ir::Slot& slot,
                                const ir::ColumnBinding& binding, const std::string& column,
                                bool text_file) {
  CellMaker maker;
  maker.kind_ = slot.type.kind;
  maker.column_.name = column;
  const bool empty = binding.nulls.empty() || std::find(binding.nulls.begin(), binding.nulls.end(),
                                                        "") != binding.nulls.end();
  maker.column_.null_text = empty ? "" : binding.nulls[0];
  Status status;
  switch (slot.type.kind) {
    case Kind::kText:
      maker.column_.type = CellType::kText;
      break;
    case Kind::kFloat:
      status = maker.SetReal(slot, binding);
      break;
    case Kind::kDate:
      status = maker.SetDate(binding, text_file);
      break;
    case Kind::kBool:
    case Kind::kEnum:
      maker.SetCodes(module, slot.type, binding);
      break;
    case Kind::kSet:
      maker.SetCodes(module, types::Type::Enum(slot.type.enumeration), binding);
      maker.column_.type = CellType::kSet;
      maker.column_.null_text = NonEmptyToken(binding.nulls);
      maker.column_.join = binding.split.empty() ? ";" : binding.split;
      break;
    default:
      status = maker.SetExact(slot, binding);
  }
  if (!status) {
    return status.error();
  }
  return maker;
}

CellMaker CellMaker::OfFlag(const ir::ColumnBinding& binding, std::size_t member) {
  CellMaker maker;
  maker.kind_ = Kind::kBool;
  maker.member_ = static_cast<int>(member);
  maker.column_.name = binding.columns[member];
  maker.column_.null_text = binding.nulls.empty() ? "" : binding.nulls[0];
  maker.SetCodes({}, types::Type::Bool(), binding);
  return maker;
}

// cell = word / unit * 10^-(scale - unit_scale)
Status CellMaker::SetExact(const ir::Slot& slot, const ir::ColumnBinding& binding) {
  Int128 unit = binding.unit;
  int unit_scale = binding.unit_scale;
  Reduce(unit, unit_scale);
  const int places = slot.type.scale - unit_scale;
  if (places > kMaxScale || places < -kMaxScale || unit > INT32_MAX) {
    return NoUnit(slot);
  }
  unit_ = static_cast<int64_t>(unit);
  factor_ = places < 0 ? static_cast<int64_t>(PowerOfTen(-places)) : 1;
  column_.type = places > 0 ? CellType::kDecimal : CellType::kInteger;
  column_.scale = std::max(places, 0);
  return {};
}

Status CellMaker::SetReal(const ir::Slot& slot, const ir::ColumnBinding& binding) {
  Int128 unit = binding.unit;
  int unit_scale = binding.unit_scale;
  Reduce(unit, unit_scale);
  real_places_ = kRealPlaces - unit_scale;
  column_.type = CellType::kReal;
  return unit == 1 && real_places_ >= 0 && real_places_ <= kMaxScale ? Status()
                                                                     : Status(NoUnit(slot));
}

Status CellMaker::SetDate(const ir::ColumnBinding& binding, bool text_file) {
  const bool usual = binding.date_format.empty() || binding.date_format == "yyyy-MM-dd";
  column_.type = usual || !text_file ? CellType::kDate : CellType::kText;
  Result<DatePattern> pattern = DatePattern::Parse(binding.date_format);
  if (!pattern) {
    return pattern.error();
  }
  dates_ = std::move(*pattern);
  return {};
}

void CellMaker::SetCodes(const ir::Module& module, const types::Type& type,
                         const ir::ColumnBinding& binding) {
  if (binding.codes.empty()) {
    const bool boolean = type.kind == Kind::kBool;
    column_.type = boolean ? CellType::kBoolean : CellType::kCode;
    column_.dictionary =
        boolean ? std::vector<std::string>() : module.enums.get(type.enumeration).members;
    return;
  }
  const bool set = kind_ == Kind::kSet;  // written as texts, whatever its codes
  const std::optional<std::vector<int64_t>> numbers =
      set ? std::nullopt : WholeNumbers(binding.codes);
  column_.type = numbers ? CellType::kInteger : CellType::kCode;
  for (std::size_t i = 0; i < binding.codes.size(); ++i) {
    const auto code = static_cast<std::size_t>(binding.codes[i].code);
    if (std::find(codes_.begin(), codes_.end(), binding.codes[i].code) != codes_.end()) {
      continue;  // another way of saying the same member
    }
    codes_.push_back(binding.codes[i].code);
    cell_of_code_.resize(std::max(cell_of_code_.size(), code + 1), 0);
    cell_of_code_[code] = numbers ? (*numbers)[i] : static_cast<int64_t>(column_.dictionary.size());
    if (!numbers) {
      column_.dictionary.push_back(binding.codes[i].text);
    }
  }
}

int64_t CellMaker::CellOfCode(int64_t code) const {
  return cell_of_code_.empty() ? code : cell_of_code_[static_cast<std::size_t>(code)];
}

void CellMaker::Append(const MadeValue& value, ColumnBuilder& to) const {
  if (value.missing) {
    return to.AddMissing();
  }
  switch (kind_) {
    case Kind::kText:
      return to.AddText(value.text);
    case Kind::kFloat: {
      double cell = value.real;
      if (real_places_ != kRealPlaces) {
        static_cast<void>(ReadReal(FormatDecimal(value.word, real_places_), 1, 0, cell));
      }
      return to.AddReal(cell);
    }
    case Kind::kDate: {
      if (column_.type == CellType::kDate) {
        return to.Add(value.word);
      }
      std::string text;
      dates_.Append(static_cast<int32_t>(value.word), text);
      return to.AddText(text);
    }
    case Kind::kBool:
    case Kind::kEnum:
      return to.Add(CellOfCode(member_ < 0 ? value.word : value.word >> member_ & 1));
    case Kind::kSet: {
      uint64_t cells = 0;
      for (auto bits = static_cast<uint64_t>(value.word); bits != 0; bits &= bits - 1) {
        cells |= uint64_t{1} << CellOfCode(std::countr_zero(bits));
      }
      return to.Add(static_cast<int64_t>(cells));
    }
    default:
      return to.Add(value.word / unit_ * factor_);
  }
}

}  // namespace sextant::io
