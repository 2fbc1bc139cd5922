#include <algorithm>

#include "compiler/check/constant.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

using ast::EdgeKind;

int32_t CodeOf(Context& context, const Type& type, const std::string& member) {
  if (type.kind == Kind::kBool) {
    return member == "true" ? 1 : 0;
  }
  const auto code = context.module.enums.Find(type.enumeration, member);
  SEXTANT_CHECK(code.has_value(), "a member that is not listed");
  return *code;
}

std::size_t MemberCount(const Context& context, const Type& type) {
  return type.kind == Kind::kBool ? 2 : context.module.enums.get(type.enumeration).members.size();
}

// Rows or columns of an axis: its members, and one for missing.
uint32_t AxisSize(const Context& context, const Type& type) {
  return static_cast<uint32_t>(MemberCount(context, type) + (type.optional ? 1 : 0));
}

std::size_t AxisPlace(Context& context, const Type& type, const ast::Name& head) {
  const bool missing = type.optional && head.text == "missing";
  return missing ? MemberCount(context, type)
                 : static_cast<std::size_t>(CodeOf(context, type, head.text));
}

// The constant points of a bin at the scale of the score.
int64_t PointsOf(Context& context, const Type& score, ExprId points) {
  return *check::ConstantWord(context.program, points, score);
}

// The bin each member falls into, by its position.
ir::MemberPoints LowerMembers(Context& context, const ast::Characteristic& characteristic) {
  const Type type = context.type(characteristic.value);
  ir::MemberPoints members{LowerSingle(context, characteristic.value), {}, std::nullopt};
  std::vector<std::optional<int64_t>> given(MemberCount(context, type));
  int64_t rest = 0;
  for (const ast::Bin& bin : characteristic.bins) {
    const int64_t points = &bin - characteristic.bins.data();
    for (const ast::Name& member : bin.members) {
      if (member.text == "missing") {
        members.missing_points = points;
      } else {
        given[static_cast<std::size_t>(CodeOf(context, type, member.text))] = points;
      }
    }
    if (bin.members.empty()) {
      (bin.edge == EdgeKind::kMissing ? members.missing_points.emplace() : rest) = points;
    }
  }
  for (const std::optional<int64_t>& points : given) {
    members.points.push_back(points.value_or(rest));
  }
  return members;
}

// The bin each step is, by its position.
ir::Steps LowerBins(Context& context, const ast::Characteristic& characteristic) {
  std::vector<StepEntry> entries;
  for (const ast::Bin& bin : characteristic.bins) {
    entries.push_back({bin.edge, bin.cut, &bin - characteristic.bins.data()});
  }
  return LowerSteps(context, characteristic.value, entries);
}

// "below 5%", "growing, declining", "otherwise".
std::string BinName(const Context& context, const ast::Bin& bin) {
  std::string name;
  for (const ast::Name& member : bin.members) {
    name += (name.empty() ? "" : ", ") + member.text;
  }
  if (!name.empty()) {
    return name;
  }
  switch (bin.edge) {
    case EdgeKind::kBelow:
      return "below " + context.Text(context.span(bin.cut));
    case EdgeKind::kUpTo:
      return "up to " + context.Text(context.span(bin.cut));
    case EdgeKind::kFrom:
      return "from " + context.Text(context.span(bin.cut));
    case EdgeKind::kAbove:
      return "above " + context.Text(context.span(bin.cut));
    case EdgeKind::kOtherwise:
      return "otherwise";
    case EdgeKind::kMissing:
      return "missing";
  }
  return "";
}

// Exchanges positions of bins for what they give: their points, and the reasons beside these.
class Exchange {
 public:
  Exchange(Context& context, const Type& score, const ast::Characteristic& written,
           ir::Characteristic& lowered) {
    bool any = written.because.has_value();
    for (const ast::Bin& bin : written.bins) {
      points_.push_back(PointsOf(context, score, bin.points));
      reasons_.push_back(ReasonIndex(context, bin.because ? bin.because : written.because));
      any = any || bin.because;
    }
    auto* steps = std::get_if<ir::Steps>(&lowered.points);
    auto* members = std::get_if<ir::MemberPoints>(&lowered.points);
    for (const ast::Bin& bin : written.bins) {
      lowered.bins.push_back(BinName(context, bin));
    }
    steps != nullptr ? Apply(steps->results, steps->missing_result, lowered)
                     : Apply(members->points, members->missing_points, lowered);
    if (!any) {
      lowered.reasons.clear();
    }
  }

 private:
  void Apply(std::vector<int64_t>& results, std::optional<int64_t>& missing,
             ir::Characteristic& lowered) const {
    for (int64_t& result : results) {
      lowered.bin_of.push_back(static_cast<uint32_t>(result));
      lowered.reasons.push_back(reasons_[static_cast<std::size_t>(result)]);
      result = points_[static_cast<std::size_t>(result)];
    }
    if (missing) {
      lowered.bin_of.push_back(static_cast<uint32_t>(*missing));
      lowered.missing_reason = reasons_[static_cast<std::size_t>(*missing)];
      missing = points_[static_cast<std::size_t>(*missing)];
    }
  }

  std::vector<int64_t> points_;
  std::vector<int32_t> reasons_;
};

}  // namespace

ir::Steps LowerSteps(Context& context, ExprId value, const std::vector<StepEntry>& entries) {
  Type common = context.type(value);
  std::vector<StepEntry> rising;
  ir::Steps steps;
  int64_t rest = 0;
  bool descending = false;
  for (const StepEntry& entry : entries) {
    if (entry.edge == EdgeKind::kMissing) {
      steps.missing_result = entry.result;
    } else if (entry.edge == EdgeKind::kOtherwise) {
      rest = entry.result;
    } else {
      descending = entry.edge == EdgeKind::kFrom || entry.edge == EdgeKind::kAbove;
      common = Meet(common, context.type(entry.cut));
      rising.push_back(entry);
    }
  }
  if (descending) {  // from the lowest cut up: what is left, then each tier above its cut
    std::reverse(rising.begin(), rising.end());
    steps.results.push_back(rest);
  }
  steps.value = LowerSingleAs(context, value, common);
  for (const StepEntry& entry : rising) {
    steps.cuts.push_back(LowerSingleAs(context, entry.cut, common));
    steps.passes_at.push_back(entry.edge == EdgeKind::kBelow || entry.edge == EdgeKind::kFrom);
    steps.results.push_back(entry.result);
  }
  if (!descending) {
    steps.results.push_back(rest);
  }
  return steps;
}

ir::Band LowerBody(Context& context, const check::Decision& decision, const ast::BandDecl& decl) {
  std::vector<StepEntry> entries;
  for (const ast::BandMember& member : decl.members) {
    entries.push_back({member.edge, member.cut,
                       CodeOf(context, decision.outputs.front().type, member.name.text)});
  }
  return {LowerSteps(context, decl.value, entries)};
}

ir::Matrix LowerBody(Context& context, const check::Decision& decision,
                     const ast::MatrixDecl& decl) {
  const Type down = context.type(decl.down);
  const Type across = context.type(decl.across);
  ir::Matrix matrix;
  matrix.down = LowerSingle(context, decl.down);
  matrix.across = LowerSingle(context, decl.across);
  matrix.rows = AxisSize(context, down);
  for (const ExprId outer : decl.outer) {
    const uint32_t size = AxisSize(context, context.type(outer));
    matrix.outer.push_back({LowerSingle(context, outer), size});
    matrix.rows *= size;
  }
  matrix.columns = AxisSize(context, across);
  matrix.codes.resize(std::size_t{matrix.rows} * matrix.columns);
  for (const ast::MatrixDecl::Row& row : decl.rows) {
    std::size_t line = 0;
    for (std::size_t i = 0; i < row.outer.size(); ++i) {
      line = line * matrix.outer[i].size +
             AxisPlace(context, context.type(decl.outer[i]), row.outer[i]);
    }
    line = line * AxisSize(context, down) + AxisPlace(context, down, row.head);
    const std::size_t at = line * matrix.columns;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      matrix.codes[at + AxisPlace(context, across, decl.columns[i])] =
          CodeOf(context, decision.outputs.front().type, row.cells[i].text);
    }
  }
  return matrix;
}

ir::Score LowerBody(Context& context, const check::Decision& decision,
                    const ast::ScorecardDecl& decl) {
  const Type& type = decision.outputs.front().type;
  ir::Score score;
  score.base = PointsOf(context, type, decl.base);
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    ir::Characteristic lowered;
    lowered.name = context.Text(context.span(characteristic.value));
    lowered.span = characteristic.span;
    const Kind kind = context.type(characteristic.value).kind;
    if (kind == Kind::kEnum || kind == Kind::kBool) {
      lowered.points = LowerMembers(context, characteristic);
    } else {
      lowered.points = LowerBins(context, characteristic);
    }
    Exchange(context, type, characteristic, lowered);
    score.characteristics.push_back(std::move(lowered));
  }
  return score;
}

}  // namespace sextant::lower
