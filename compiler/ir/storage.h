#pragma once

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::ir {

// How a value of the type lies in a column.
abi::Storage StorageOf(const Type& type);

// Like StorageOf, but reason columns are kInt32.
abi::Storage StorageOf(const OutputColumn& column);

}  // namespace sextant::ir
