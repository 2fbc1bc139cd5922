#pragma once

#include <string>

#include "compiler/ir/test_case.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/evaluator.h"

namespace sextant::testing {

// What is wrong with a list that was expected of the only record of a batch; "" when nothing is.
std::string ListFailure(const ir::TestCase& test, const ir::ListExpectation& expected,
                        const abi::OutputBuffer& column, interp::Evaluator& evaluator);

}  // namespace sextant::testing
