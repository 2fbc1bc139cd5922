#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/support/dates.h"

// Decisions of one name that are in effect at different times.
namespace sextant::check {
namespace {

const ast::Window& WindowOf(const Context& context, const Arm& version) {
  return *context.tree.decls[context.program.decisions[version.decision].decl].window;
}

bool CheckWindow(Context& context, const ast::Window& window) {
  if (window.from <= window.to) {
    return true;
  }
  context
      .Report(Diag::kEmptyRange, window.span,
              {Backticked(FormatDate(window.from)), Backticked(FormatDate(window.to))})
      .Hint("write the earlier day first");
  return false;
}

// From one version to the next there is no day without one, and none with two.
void CheckNext(Context& context, const Decision& group, const ast::Window& window,
               const ast::Window& next) {
  if (next.from <= window.to) {
    context.Report(Diag::kWindowOverlap, next.span, {group.name, FormatDate(next.from)})
        .Label(window.span, "here too")
        .Hint("end the earlier one on " + FormatDate(next.from - 1));
  } else if (next.from > window.to + 1) {
    context
        .Report(Diag::kWindowGap, next.span,
                {group.name, FormatDate(window.to + 1), FormatDate(next.from - 1)})
        .Label(window.span, "it ends here")
        .Hint("begin this one on " + FormatDate(window.to + 1));
  }
}

void CheckWindows(Context& context, Decision& group) {
  std::vector<Arm>& versions = group.experiment.arms;
  bool fine = true;
  for (const Arm& version : versions) {
    fine = CheckWindow(context, WindowOf(context, version)) && fine;
  }
  std::stable_sort(versions.begin(), versions.end(), [&](const Arm& a, const Arm& b) {
    return WindowOf(context, a).from < WindowOf(context, b).from;
  });
  for (std::size_t i = 1; fine && i < versions.size(); ++i) {
    CheckNext(context, group, WindowOf(context, versions[i - 1]), WindowOf(context, versions[i]));
  }
  group.experiment.first_day = WindowOf(context, versions.front()).from;
}

}  // namespace

void DeclareVersions(Context& context) {
  for (const auto& [name, index] : context.effective) {
    Decision& group = context.program.decisions[index];
    CheckWindows(context, group);
    if (TakeOutputs(context, group)) {
      AddReasons(context, group);
    }
  }
}

}  // namespace sextant::check
