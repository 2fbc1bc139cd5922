#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::ir {

// How a value of the type lies in a column of inputs, unless that says otherwise.
abi::Storage StorageOf(const Type& type);

// How a column of the result lies: codes and reasons as narrow as all of them allow.
abi::Storage StorageOf(const Module& module, const OutputColumn& column);

// Of every slot the storage of its type.
std::vector<abi::Storage> NaturalLayout(const Module& module);

// By output column: where its first place stands among the places of all columns; then their
// number.
std::vector<uint32_t> FirstPlaces(const Module& module);

}  // namespace sextant::ir
