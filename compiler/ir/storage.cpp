#include "compiler/ir/storage.h"

#include "compiler/support/check.h"

namespace sextant::ir {

using types::Kind;

abi::Storage StorageOf(const Type& type) {
  switch (type.kind) {
    case Kind::kNumber:
    case Kind::kMoney:
    case Kind::kDuration:
    case Kind::kSet:
      return abi::Storage::kInt64;
    case Kind::kFloat:
      return abi::Storage::kFloat64;
    case Kind::kDate:
    case Kind::kEnum:
      return abi::Storage::kInt32;
    case Kind::kBool:
      return abi::Storage::kInt8;
    case Kind::kText:
      return abi::Storage::kText;
    case Kind::kError:
    case Kind::kMissing:
      break;
  }
  SEXTANT_CHECK(false, "a type without values has no column");
}

abi::Storage StorageOf(const Module& module, const OutputColumn& column) {
  const auto codes = [](std::size_t count) {
    return abi::NarrowestOf(kNoReason, static_cast<int64_t>(count) - 1);
  };
  if (IsReason(column)) {
    return codes(module.reasons.size());
  }
  return column.type.kind == Kind::kEnum
             ? codes(module.enums.get(column.type.enumeration).members.size())
             : StorageOf(column.type);
}

std::vector<abi::Storage> NaturalLayout(const Module& module) {
  std::vector<abi::Storage> layout;
  for (const Slot& slot : module.slots) {
    layout.push_back(StorageOf(slot.type));
  }
  return layout;
}

std::vector<uint32_t> FirstPlaces(const Module& module) {
  std::vector<uint32_t> places{0};
  for (const OutputColumn& column : module.outputs) {
    places.push_back(places.back() + PlacesOf(column.width));
  }
  return places;
}

}  // namespace sextant::ir
