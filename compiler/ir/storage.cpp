#include "compiler/ir/storage.h"

#include "compiler/support/check.h"

namespace sextant::ir {

using types::Kind;

abi::Storage StorageOf(const Type& type) {
  switch (type.kind) {
    case Kind::kNumber:
    case Kind::kMoney:
    case Kind::kDuration:
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

abi::Storage StorageOf(const OutputColumn& column) {
  const bool reason = column.decision >= 0 && column.part == kReasonPart;
  return reason ? abi::Storage::kInt32 : StorageOf(column.type);
}

}  // namespace sextant::ir
