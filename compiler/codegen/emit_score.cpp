#include <algorithm>
#include <cstdlib>
#include <limits>

#include "compiler/codegen/operations.h"

namespace sextant::codegen {

using llvm::Value;

namespace {

const std::vector<int64_t>& ResultsOf(const ir::Characteristic& characteristic) {
  const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
  return steps != nullptr ? steps->results
                          : std::get<ir::MemberPoints>(characteristic.points).points;
}

std::optional<int64_t> MissingOf(const ir::Characteristic& characteristic) {
  const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
  return steps != nullptr ? steps->missing_result
                          : std::get<ir::MemberPoints>(characteristic.points).missing_points;
}

// The most that base and points can add up to, either way.
Int128 MostPoints(const ir::Score& score) {
  Int128 most = std::abs(score.base);
  for (const ir::Characteristic& characteristic : score.characteristics) {
    int64_t greatest = std::abs(MissingOf(characteristic).value_or(0));
    for (int64_t points : ResultsOf(characteristic)) {
      greatest = std::max(greatest, std::abs(points));
    }
    most += greatest;
  }
  return most;
}

Lanes EmitPoints(Emitter& e, const ir::Characteristic& characteristic, unsigned bits) {
  const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
  return steps != nullptr
             ? EmitSteps(e, *steps, bits)
             : EmitMemberPoints(e, std::get<ir::MemberPoints>(characteristic.points), bits);
}

// What one characteristic may report: its reason, and the points it lost.
struct Loss {
  Value* reason = nullptr;
  Value* points = nullptr;
};

// The reason as another result of the same steps; where there is none, nothing is lost.
Loss EmitLoss(Emitter& e, const ir::Characteristic& characteristic, Value* points, unsigned bits) {
  Simd& s = e.simd();
  ir::Characteristic reasons = characteristic;
  std::vector<int64_t> results(characteristic.reasons.begin(), characteristic.reasons.end());
  const int64_t missing = characteristic.missing_reason;
  if (auto* steps = std::get_if<ir::Steps>(&reasons.points)) {
    steps->results = std::move(results);
    steps->missing_result = steps->missing_result ? std::optional(missing) : std::nullopt;
  } else {
    auto& members = std::get<ir::MemberPoints>(reasons.points);
    members.points = std::move(results);
    members.missing_points = members.missing_points ? std::optional(missing) : std::nullopt;
  }
  Value* reason = EmitPoints(e, reasons, 32).value;
  Value* lost = s.CreateSub(s.Splat(bits, ir::BestPoints(characteristic)), points);
  Value* none = s.CreateICmpEQ(reason, s.Splat(32, ir::kNoReason));
  return {reason, s.CreateSelect(none, s.Splat(bits, 0), lost)};
}

// for each place:  the first loss of the most points;  then nothing is lost for its reason any more
void EmitReasons(Simd& s, std::vector<Loss> losses, unsigned bits, uint32_t places,
                 std::vector<Lanes>& answer) {
  Value* zero = s.Splat(bits, 0);
  for (uint32_t place = 0; place < places; ++place) {
    Loss most{s.Splat(32, 0), zero};
    for (const Loss& loss : losses) {
      Value* more = s.CreateICmpSGT(loss.points, most.points);
      most.points = s.CreateSelect(more, loss.points, most.points);
      most.reason = s.CreateSelect(more, loss.reason, most.reason);
    }
    answer.push_back({most.reason, s.CreateICmpSGT(most.points, zero), answer[0].rerun});
    for (Loss& loss : losses) {
      Value* listed = s.CreateICmpEQ(loss.reason, most.reason);
      loss.points = s.CreateSelect(listed, zero, loss.points);
    }
  }
}

}  // namespace

// sum = base + points + points + …, in 32 bits where they suffice
std::vector<Lanes> EmitScore(Emitter& e, const ir::Decision& decision, const ir::Score& score) {
  Simd& s = e.simd();
  // A loss is the difference of two numbers of points.
  const Int128 most = MostPoints(score) * (decision.has_reasons ? 2 : 1);
  const unsigned bits = most <= std::numeric_limits<int32_t>::max() ? 32 : 64;
  Lanes sum{s.Splat(bits, score.base), nullptr, FitsInt64(most) ? nullptr : s.SplatMask(true)};
  std::vector<Loss> losses;
  for (const ir::Characteristic& characteristic : score.characteristics) {
    const Lanes points = EmitPoints(e, characteristic, bits);
    sum.value = s.CreateAdd(sum.value, points.value);
    sum.rerun = s.EitherRerun(sum.rerun, points.rerun);
    if (!characteristic.reasons.empty()) {
      losses.push_back(EmitLoss(e, characteristic, points.value, bits));
    }
  }
  sum.value = bits == 32 ? s.Widen(sum.value) : sum.value;
  std::vector<Lanes> answer{sum};
  if (decision.has_reasons) {
    EmitReasons(s, std::move(losses), bits, decision.reason_width, answer);
  }
  return answer;
}

}  // namespace sextant::codegen
