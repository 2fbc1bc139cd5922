#include "compiler/codegen/operations.h"
#include "compiler/codegen/tables.h"

namespace sextant::codegen {

using llvm::Value;
using types::Kind;

std::vector<Lanes> EmitOwnAnswer(Emitter& e, const ir::Decision& decision, const ir::Rule& rule) {
  Simd& s = e.simd();
  std::vector<Lanes> answer;
  Value* rerun = nullptr;
  for (ir::InstId value : rule.values) {
    answer.push_back(e.Get(value));
    rerun = s.EitherRerun(rerun, answer.back().rerun);
  }
  if (decision.has_reasons) {
    const bool given = rule.reason != ir::kNoReason;
    answer.push_back({s.Splat(32, given ? rule.reason : 0), given ? nullptr : s.SplatMask(false)});
  }
  for (Lanes& lanes : answer) {
    lanes.rerun = rerun;
  }
  return answer;
}

// The value's step as a number of `bits`, taken from `steps.results`:
//   result = results[0];  for each cut:  result = value passes it ? its result : result
//   result = valid(value) ? result : missing_result
Lanes EmitSteps(Emitter& e, const ir::Steps& steps, unsigned bits) {
  Simd& s = e.simd();
  const Lanes value = e.Get(steps.value);
  const bool real = e.module().inst(steps.value).type.kind == Kind::kFloat;
  Lanes result{s.Splat(bits, steps.results[0]), nullptr, value.rerun};
  Value* cut_rerun = nullptr;
  for (std::size_t i = 0; i < steps.cuts.size(); ++i) {
    const Lanes cut = e.Get(steps.cuts[i]);
    const auto at = real ? llvm::CmpInst::FCMP_OGE : llvm::CmpInst::ICMP_SGE;
    const auto after = real ? llvm::CmpInst::FCMP_OGT : llvm::CmpInst::ICMP_SGT;
    Value* passed = s.CreateCmp(steps.passes_at[i] ? at : after, value.value, cut.value);
    result.value = s.CreateSelect(passed, s.Splat(bits, steps.results[i + 1]), result.value);
    cut_rerun = s.EitherRerun(cut_rerun, cut.rerun);
  }
  result.rerun = s.EitherRerun(result.rerun, cut_rerun);
  if (value.valid != nullptr && steps.missing_result) {
    result.value = s.CreateSelect(value.valid, result.value, s.Splat(bits, *steps.missing_result));
  }
  return result;
}

namespace {

// A code, or boolean, as a 32-bit index; `missing` where there is none.
Lanes EmitIndex(Emitter& e, ir::InstId id, std::optional<int64_t> missing) {
  Simd& s = e.simd();
  Lanes index = e.Get(id);
  if (index.value->getType()->isIntOrIntVectorTy(1)) {
    index.value = s.CreateZExt(index.value, s.Ints(32));
  }
  if (index.valid != nullptr && missing) {
    index.value = s.CreateSelect(index.valid, index.value, s.Splat(32, *missing));
  }
  index.valid = nullptr;
  return index;
}

}  // namespace

// result = points[code];  missing takes one more entry
Lanes EmitMemberPoints(Emitter& e, const ir::MemberPoints& members, unsigned bits) {
  std::vector<int64_t> points = members.points;
  const auto missing = static_cast<int64_t>(points.size());
  if (members.missing_points) {
    points.push_back(*members.missing_points);
  }
  Lanes result = EmitIndex(e, members.value, missing);
  result.value = EmitLookup(e, result.value, points, bits);
  return result;
}

namespace {

// row = outer;  for each axis to its right:  row = row * size + axis
// result = codes[row * columns + across]
Lanes EmitMatrix(Emitter& e, const ir::Matrix& matrix) {
  Simd& s = e.simd();
  Value* row = nullptr;
  Value* rerun = nullptr;
  std::vector<ir::MatrixAxis> axes = matrix.outer;
  axes.push_back({matrix.down, matrix.down_size()});
  for (const ir::MatrixAxis& axis : axes) {
    const Lanes place = EmitIndex(e, axis.value, int64_t{axis.size} - 1);
    rerun = s.EitherRerun(rerun, place.rerun);
    row = row == nullptr ? place.value
                         : s.CreateAdd(s.CreateMul(row, s.Splat(32, axis.size)), place.value);
  }
  const Lanes across = EmitIndex(e, matrix.across, int64_t{matrix.columns} - 1);
  Value* cell = s.CreateAdd(s.CreateMul(row, s.Splat(32, matrix.columns)), across.value);
  const std::vector<int64_t> codes(matrix.codes.begin(), matrix.codes.end());
  return {EmitLookup(e, cell, codes, 32), nullptr, s.EitherRerun(rerun, across.rerun)};
}

}  // namespace

// answer = condition ? own : later
// rerun = rerun(condition) | (condition ? rerun(own) : rerun(later))
std::vector<Lanes> EmitRule(Emitter& e, const ir::Decision& decision, const ir::Rule& rule,
                            const std::vector<Lanes>* later) {
  Simd& s = e.simd();
  std::vector<Lanes> answer = EmitOwnAnswer(e, decision, rule);
  if (!rule.condition.valid()) {
    return answer;
  }
  const Lanes condition = e.Get(rule.condition);
  Value* rerun = nullptr;
  for (std::size_t i = 0; i < answer.size(); ++i) {
    const Lanes last{answer[i].value, answer[i].valid, s.SplatMask(true)};
    const Lanes& other = later == nullptr ? last : (*later)[i];
    if (i == 0) {
      rerun = s.ChooseRerun(condition.value, answer[i].rerun, other.rerun);
      rerun = s.EitherRerun(condition.rerun, rerun);
    }
    answer[i] = EmitChoice(s, condition.value, {answer[i].value, answer[i].valid},
                           {other.value, other.valid});
    answer[i].rerun = rerun;
  }
  return answer;
}

std::vector<Lanes> EmitBody(Emitter& e, const ir::Decision& decision) {
  if (const auto* table = std::get_if<ir::Table>(&decision.body)) {
    return EmitTable(e, decision, *table);
  }
  if (const auto* matrix = std::get_if<ir::Matrix>(&decision.body)) {
    return {EmitMatrix(e, *matrix)};
  }
  if (const auto* band = std::get_if<ir::Band>(&decision.body)) {
    return {EmitSteps(e, band->steps, 32)};
  }
  return EmitScore(e, decision, std::get<ir::Score>(decision.body));
}

}  // namespace sextant::codegen
