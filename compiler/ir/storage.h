#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::ir {

// How a value of the type lies in a column.
abi::Storage StorageOf(const Type& type);

// Like StorageOf, but reason columns are kInt32.
abi::Storage StorageOf(const OutputColumn& column);

// By output column: where its first place stands among the places of all columns; then their
// number.
std::vector<uint32_t> FirstPlaces(const Module& module);

}  // namespace sextant::ir
