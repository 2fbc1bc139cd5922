#include "compiler/check/steps.h"

#include <algorithm>
#include <bit>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/expr/operators.h"
#include "compiler/check/store.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

using ast::EdgeKind;

bool HasCut(const Step& step) {
  return step.edge != EdgeKind::kOtherwise && step.edge != EdgeKind::kMissing;
}

// The steps with a cut-off, the lowest cut-off first.
std::vector<Step> Rising(const StepList& list) {
  std::vector<Step> rising;
  std::copy_if(list.steps.begin(), list.steps.end(), std::back_inserter(rising), HasCut);
  if (!rising.empty() && !IsAscending(rising.front().edge)) {
    std::reverse(rising.begin(), rising.end());
  }
  return rising;
}

void ReportNotFixed(Context& context, const StepList& list, const Step& step) {
  context.Report(Diag::kCutNotFixed, context.span(step.cut))
      .Hint(
          "write a value, make it a parameter (`param cutoff : rate = 5%`), or measure against it "
          "first, as in `" +
          context.Text(list.value) + " / " + context.Text(step.cut) + "`");
}

// A constant or parameter of the value's kind; a float value also meets exact numbers, but not the
// other way round.
bool CheckCut(Context& context, const StepList& list, const Type& type, const Step& step) {
  const Type cut = CheckSingle(context, step.cut);
  if (cut.is_error() || !MayCompare(context, context.span(step.cut), list.value, step.cut, true)) {
    return false;
  }
  const std::string what = context.Quote(list.value);
  if (IsConstant(context.program, step.cut)) {
    return ConstantOf(context, step.cut, type.required(), what).has_value();
  }
  if (context.info(step.cut).ref.kind != RefKind::kParam) {
    ReportNotFixed(context, list, step);
    return false;
  }
  const bool float_cut = cut.kind == Kind::kFloat && type.kind != Kind::kFloat;
  return !float_cut || Assignable(context, step.cut, type.required(), what);
}

bool OneDirection(Context& context, const StepList& list) {
  const Step* first = nullptr;
  for (const Step& step : list.steps) {
    if (!HasCut(step)) {
      continue;
    }
    if (first != nullptr && IsAscending(step.edge) != IsAscending(first->edge)) {
      context.Report(Diag::kMixedDirections, step.span, {list.what})
          .Label(first->span, "this goes the other way")
          .Hint(
              "use `below` and `up to` from the smallest value upwards, or `from` and `above` "
              "from the largest downwards");
      return false;
    }
    first = first == nullptr ? &step : first;
  }
  return true;
}

// A value just outside the last step, where the cut-off itself is inside.
std::string Example(Context& context, const Type& type, const Step& last) {
  const auto word = ConstantWord(context.program, last.cut, type);
  if (!word || !type.is_exact()) {
    return "";
  }
  const Int128 next = static_cast<Int128>(*word) + (last.edge == EdgeKind::kUpTo ? 1 : -1);
  return ", such as `" + types::FormatValue(type, context.program.enums, next) + "`";
}

std::string Uncovered(Context& context, const Type& type, const Step& last) {
  const std::string cut = context.Quote(last.cut);
  switch (last.edge) {
    case EdgeKind::kBelow:
      return cut + " and above";
    case EdgeKind::kAbove:
      return cut + " and below";
    case EdgeKind::kUpTo:
      return "values above " + cut + Example(context, type, last);
    default:
      return "values below " + cut + Example(context, type, last);
  }
}

void CheckCovered(Context& context, const StepList& list, const Type& type) {
  const auto is_otherwise = [](const Step& step) { return step.edge == EdgeKind::kOtherwise; };
  const auto found = std::find_if(list.steps.begin(), list.steps.end(), is_otherwise);
  if (found == list.steps.end()) {
    const auto last = std::find_if(list.steps.rbegin(), list.steps.rend(), HasCut);
    const bool any = last != list.steps.rend();
    context
        .Report(Diag::kNotCovered, any ? last->span : list.span,
                {list.what, any ? Uncovered(context, type.required(), *last) : "any known value"})
        .Hint("end with `otherwise`, which takes every value that is left");
    return;
  }
  for (auto step = std::next(found); step != list.steps.end(); ++step) {
    if (step->edge != EdgeKind::kMissing) {
      context.Report(Diag::kNeverReached, step->span, {step->name})
          .Label(found->span, "`otherwise` takes every value that is left")
          .Hint("move `otherwise` to the end");
    }
  }
}

enum class Order : uint8_t { kProved, kRefuted, kOpen };

Order OrderOfFloats(Context& context, ExprId low, ExprId high, bool strict) {
  const auto a = ConstantWord(context.program, low, Type::Float());
  const auto b = ConstantWord(context.program, high, Type::Float());
  if (!a || !b) {
    return Order::kOpen;
  }
  const double left = std::bit_cast<double>(*a);
  const double right = std::bit_cast<double>(*b);
  return left < right || (left == right && !strict) ? Order::kProved : Order::kRefuted;
}

// Whether low < high (low <= high unless `strict`) for every value that parameters may take, for
// none, or for some.
Order OrderOf(Context& context, ExprId low, ExprId high, const Type& type, bool strict) {
  if (type.kind == Kind::kFloat) {
    return OrderOfFloats(context, low, high, strict);
  }
  const Interval a = Rescaled(IntervalOf(context, low), context.info(low).type.scale, type.scale);
  const Interval b = Rescaled(IntervalOf(context, high), context.info(high).type.scale, type.scale);
  if (a.high && b.low && (*a.high < *b.low || (*a.high == *b.low && !strict))) {
    return Order::kProved;
  }
  const bool never = a.low && b.high && (*a.low > *b.high || (*a.low == *b.high && strict));
  return never ? Order::kRefuted : Order::kOpen;
}

void ReportOrder(Context& context, const Step& low, const Step& high) {
  const bool ascending = IsAscending(low.edge);
  const Step& first = ascending ? low : high;
  const Step& second = ascending ? high : low;
  context
      .Report(Diag::kCutOrder, context.span(second.cut),
              {context.Quote(first.cut), context.Quote(second.cut)})
      .Label(context.span(first.cut), "this one comes first")
      .Hint(ascending ? "with `below` and `up to`, each cut-off is larger than the one before"
                      : "with `from` and `above`, each cut-off is smaller than the one before");
}

bool CheckOrder(Context& context, const StepList& list, const Step& low, const Step& high,
                const Type& value) {
  const Type a = context.info(low.cut).type;
  const Type b = context.info(high.cut).type;
  const Type common = value.kind == Kind::kFloat ? Type::Float() : CommonType(a, b).value_or(a);
  // `below 5` and `up to 5` leave exactly 5 between them.
  const bool strict = !(PassesAt(low.edge) && !PassesAt(high.edge));
  const Order order = OrderOf(context, low.cut, high.cut, common, strict);
  if (order == Order::kOpen) {
    context.program.param_orders.push_back(
        {low.cut, high.cut, strict, common, list.where, high.span});
  } else if (order == Order::kRefuted) {
    ReportOrder(context, low, high);
  }
  return order != Order::kRefuted;
}

// The words that the cut-offs and the value meet in; a float value meets exact cut-offs, too.
std::optional<Meeting> MeetingOfAll(Context& context, const Type& type,
                                    const std::vector<Step>& rising) {
  std::optional<Meeting> all = MeetingOf(type, type);
  for (const Step& step : rising) {
    const auto meeting = MeetingOf(type, context.info(step.cut).type);
    if (!meeting || !all) {
      return std::nullopt;
    }
    all = Meeting{meeting->floats, std::max(all->scale, meeting->scale)};
  }
  return all;
}

// The steps from the lowest value to the highest: between `rising`, one more than cut-offs.
std::vector<const Step*> StepsBetween(const StepList& list, const std::vector<Step>& rising) {
  std::vector<const Step*> steps;
  for (const Step& step : rising) {
    steps.push_back(&step);
  }
  const auto otherwise =
      std::find_if(list.steps.begin(), list.steps.end(),
                   [](const Step& step) { return step.edge == EdgeKind::kOtherwise; });
  const Step* const rest = otherwise == list.steps.end() ? nullptr : &*otherwise;
  steps.insert(IsAscending(rising.front().edge) ? steps.end() : steps.begin(), rest);
  return steps;
}

// Warns of steps that no value in the declared range reaches, whatever parameters may be.
void CheckReached(Context& context, const StepList& list, const Type& type,
                  const std::vector<Step>& rising) {
  const auto meeting = MeetingOfAll(context, type, rising);
  if (!meeting) {
    return;
  }
  const Interval range = IntervalIn(context, list.value, *meeting);
  const std::vector<const Step*> steps = StepsBetween(list, rising);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Interval within;  // its values
    if (i > 0) {
      within.low = IntervalIn(context, rising[i - 1].cut, *meeting).low;
      within.low = within.low && !PassesAt(rising[i - 1].edge) ? *within.low + 1 : within.low;
    }
    if (i < rising.size()) {
      within.high = IntervalIn(context, rising[i].cut, *meeting).high;
      within.high = within.high && PassesAt(rising[i].edge) ? *within.high - 1 : within.high;
    }
    const bool above = range.high && within.low && *range.high < *within.low;
    const bool below = range.low && within.high && *range.low > *within.high;
    if (steps[i] != nullptr && (above || below)) {
      context.Report(Diag::kUnreachableMember, steps[i]->span, {steps[i]->name})
          .Hint("the declared range of " + context.Quote(list.value) + " leaves nothing for it");
    }
  }
}

}  // namespace

bool IsAscending(EdgeKind edge) {
  return edge == EdgeKind::kBelow || edge == EdgeKind::kUpTo;
}
bool PassesAt(EdgeKind edge) {
  return edge == EdgeKind::kBelow || edge == EdgeKind::kFrom;
}

bool HasSteps(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
}

void CheckMissingHandled(Context& context, ExprId value, const Type& type, const std::string& what,
                         Span span, const std::vector<Span>& handled, const std::string& repair) {
  if (type.is_error()) {
    return;
  }
  if (type.optional && handled.empty()) {
    context.Report(Diag::kMissingNotHandled, span, {context.Quote(value), what}).Hint(repair);
  } else if (!type.optional && !handled.empty()) {
    context.Report(Diag::kMissingImpossible, handled.front(), {context.Quote(value)})
        .Hint("leave it out");
  } else if (handled.size() > 1) {
    context.Report(Diag::kListedTwice, handled[1], {"missing", what})
        .Label(handled[0], "first here")
        .Hint("leave one of them out");
  }
}

void CheckSteps(Context& context, const StepList& list, const Type& type) {
  std::vector<Span> missing;
  for (const Step& step : list.steps) {
    if (step.edge == EdgeKind::kMissing) {
      missing.push_back(step.span);
    }
  }
  CheckMissingHandled(context, list.value, type, list.what, list.span, missing, list.repair);
  bool fine = OneDirection(context, list);
  for (const Step& step : list.steps) {
    fine = (!HasCut(step) || CheckCut(context, list, type, step)) && fine;
  }
  CheckCovered(context, list, type);
  const std::vector<Step> rising = fine ? Rising(list) : std::vector<Step>{};
  for (std::size_t i = 1; i < rising.size(); ++i) {
    fine = CheckOrder(context, list, rising[i - 1], rising[i], type) && fine;
  }
  if (fine && !rising.empty()) {
    CheckReached(context, list, type, rising);
  }
}

}  // namespace sextant::check
