#pragma once

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/builder.h"
#include "compiler/ir/module.h"

namespace sextant::test {

using ir::InstId;
using ir::Op;
using types::Type;

// Bounds of a slot or parameter, as stored words or as reals.
struct Bounds {
  std::optional<int64_t> low, high;
  std::optional<double> real_low, real_high;
  bool low_inclusive = true, high_inclusive = true;
};

// An IR module written by hand: slots, parameters, operations, outputs, as a test needs them.
class MadeModule {
 public:
  MadeModule() : builder_(module_) { module_.name = "made"; }
  MadeModule(const MadeModule&) = delete;

  ir::Module& module() { return module_; }

  InstId Slot(Type type, const Bounds& bounds = {}) {
    const auto index = static_cast<uint32_t>(module_.slots.size());
    const std::string name = "f" + std::to_string(index);
    module_.fields.push_back({name, type, true, index, 1, {}});
    ir::Slot slot;
    slot.name = name;
    slot.type = type;
    slot.field = index;
    slot.low = bounds.low;
    slot.high = bounds.high;
    slot.float_low = bounds.real_low;
    slot.float_high = bounds.real_high;
    slot.float_low_inclusive = bounds.low_inclusive;
    slot.float_high_inclusive = bounds.high_inclusive;
    module_.slots.push_back(slot);
    return Make(Op::kSlot, type, {}, index);
  }
  InstId Param(Type type, int64_t word, const Bounds& bounds = {}) {
    const auto index = static_cast<int64_t>(module_.params.size());
    module_.params.push_back({"p" + std::to_string(index),
                              type,
                              word,
                              bounds.low,
                              bounds.high,
                              bounds.real_low,
                              bounds.real_high,
                              {}});
    return Make(Op::kParam, type, {}, index);
  }
  InstId Let(InstId value) {
    const auto index = static_cast<int64_t>(module_.lets.size());
    module_.lets.push_back({"l" + std::to_string(index), value, {}});
    return Make(Op::kLet, TypeOf(value), {}, index);
  }
  InstId Make(Op op, Type type, std::initializer_list<InstId> args, int64_t imm = 0,
              RoundingMode mode = RoundingMode::kHalfEven) {
    return builder_.Add(op, type, {args.begin(), args.size()}, {}, imm, mode);
  }
  InstId Make(Op op, Type type, const std::vector<InstId>& args) {
    return builder_.Add(op, type, args, {});
  }
  InstId Const(Type type, int64_t word) { return builder_.Const(type, word); }
  InstId Real(double value) { return Const(Type::Float(), std::bit_cast<int64_t>(value)); }
  InstId Unwrap(InstId id) { return Make(Op::kUnwrap, TypeOf(id).required(), {id}); }

  Type Enum(std::vector<std::string> members) {
    return Type::Enum(module_.enums.InternAnonymous(std::move(members)));
  }
  Type TypeOf(InstId id) const { return module_.inst(id).type; }

  void Output(InstId value) {
    module_.outputs.push_back(
        {"o" + std::to_string(module_.outputs.size()), TypeOf(value), -1, 0, value});
  }
  // One output a type, of which each record needs a single one of the values: so a fault of one
  // does not reject the records that need another.
  void OutputEither(const std::vector<InstId>& values) {
    std::vector<InstId> left = values;
    while (!left.empty()) {
      const Type type = TypeOf(left.front());
      const auto other =
          std::partition(left.begin(), left.end(), [&](InstId id) { return TypeOf(id) == type; });
      const auto count = other - left.begin();
      const InstId which = Slot(Type::Integer(), {0, count - 1, {}, {}});
      InstId chosen = left.front();
      for (int64_t i = 1; i < count; ++i) {
        const InstId here = Make(Op::kEq, Type::Bool(), {which, Const(Type::Integer(), i)});
        chosen = Make(Op::kSelect, type, {here, left[static_cast<std::size_t>(i)], chosen});
      }
      Output(chosen);
      left.erase(left.begin(), other);
    }
  }
  // Every output of the decision, and its reason.
  uint32_t Decide(ir::Decision decision) {
    const auto index = static_cast<uint32_t>(module_.decisions.size());
    decision.name = "D" + std::to_string(index);
    for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
      module_.outputs.push_back({decision.name + "." + std::to_string(i),
                                 decision.outputs[i].type,
                                 static_cast<int32_t>(index),
                                 static_cast<int32_t>(i),
                                 {},
                                 decision.outputs[i].width});
    }
    if (decision.has_reasons) {
      module_.outputs.push_back({decision.name + ".reason",
                                 Type::Text(),
                                 static_cast<int32_t>(index),
                                 ir::kReasonPart,
                                 {},
                                 decision.reason_width});
    }
    module_.decisions.push_back(std::move(decision));
    return index;
  }
  InstId OutputOf(uint32_t decision, uint32_t part) {
    const Type type = module_.decisions[decision].outputs[part].type;
    return Make(Op::kDecision, type, {}, int64_t{decision} << 16 | part);
  }
  int32_t Reason(std::string code) {
    module_.reasons.push_back({std::move(code), "because"});
    return static_cast<int32_t>(module_.reasons.size()) - 1;
  }

 private:
  ir::Module module_;
  ir::Builder builder_;
};

}  // namespace sextant::test
