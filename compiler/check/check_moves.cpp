#include <algorithm>
#include <map>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

// What a life cycle says about going from one stage to another.
class MoveChecker {
 public:
  MoveChecker(Context& context, const Decision& decision, const ast::LifecycleDecl& decl)
      : context_(context),
        decision_(decision),
        decl_(decl),
        stages_(context.program.enums.get(decision.outputs.front().type.enumeration).members),
        moves_(stages_.size() * stages_.size()) {}

  void Run() {
    CheckFormerly();
    if (decl_.moves.empty()) {
      RequireMoves();
      return;
    }
    for (const ast::Move& move : decl_.moves) {
      AddMove(move);
    }
    if (decl_.other == ast::OtherMoves::kNotSaid) {
      context_.Report(Diag::kOtherMovesMissing, decision_.span, {decision_.name})
          .Hint(
              "add `other moves stay`, which leaves the record where it is, or `other moves "
              "fault`, which rejects it");
    }
    CheckApart();
    for (const ast::MinimumStay& stay : decl_.stays) {
      CheckStay(stay);
    }
  }

 private:
  Span& MoveOf(std::size_t from, std::size_t to) { return moves_[from * stages_.size() + to]; }

  void RequireMoves() {
    for (const ast::Stage& stage : decl_.stages) {
      if (stage.keep.valid()) {
        ReportNoMoves("`keep while`", context_.span(stage.keep));
        return;
      }
    }
    if (!decl_.stays.empty()) {
      ReportNoMoves("a minimum stay", decl_.stays.front().span);
    } else if (decl_.other != ast::OtherMoves::kNotSaid) {
      ReportNoMoves("`other moves`", decl_.other_span);
    }
  }

  void ReportNoMoves(const std::string& what, Span span) {
    const std::string last = stages_.empty() ? "a" : stages_.back();
    const std::string first = stages_.empty() ? "b" : stages_.front();
    context_.Report(Diag::kNoMoves, span, {what, decision_.name})
        .Hint("say which moves there are, as in `moves " + last + " -> " + first +
              "`, and what becomes of the others: `other moves stay`");
  }

  // The position of a stage, or nothing after a report; then moves are left out, and what is not
  // there is not complained about.
  std::optional<std::size_t> Find(const ast::Name& name) {
    const auto found = std::find(stages_.begin(), stages_.end(), name.text);
    if (found != stages_.end()) {
      return static_cast<std::size_t>(found - stages_.begin());
    }
    context_.Report(Diag::kUnknownMember, name.span, {name.text, Backticked(decision_.name)})
        .Hint(DidYouMean(name.text, stages_, "its stages are " + ListText(stages_)));
    sure_ = false;
    return std::nullopt;
  }

  void AddMove(const ast::Move& move) {
    const auto from = move.any ? std::nullopt : Find(move.from);
    for (const ast::Name& name : move.to) {
      const auto to = Find(name);
      if (!to) {
        continue;
      }
      if (move.any) {
        AddFromAny(name, *to);
      } else if (from == to) {
        context_.Report(Diag::kMoveToItself, name.span, {name.text})
            .Hint("leave it out: a record stays in its stage without a move");
      } else if (from) {
        Add(*from, *to, name);
      }
    }
  }

  void AddFromAny(const ast::Name& name, std::size_t to) {
    for (std::size_t from = 0; from < stages_.size(); ++from) {
      if (from != to && !Add(from, to, name)) {
        return;  // said once
      }
    }
  }

  bool Add(std::size_t from, std::size_t to, const ast::Name& name) {
    Span& known = MoveOf(from, to);
    if (known.valid()) {
      context_
          .Report(Diag::kListedTwice, name.span,
                  {stages_[from] + " -> " + stages_[to], Backticked(decision_.name)})
          .Label(known, "first here")
          .Hint("leave one of them out");
      return false;
    }
    known = name.span;
    return true;
  }

  bool MovesFrom(std::size_t from) {
    const auto row = moves_.begin() + static_cast<std::ptrdiff_t>(from * stages_.size());
    return std::any_of(row, row + static_cast<std::ptrdiff_t>(stages_.size()),
                       [](const Span& span) { return span.valid(); });
  }

  // A stage that only has moves away from it is where records begin; one without any is forgotten.
  void CheckApart() {
    for (const ast::Stage& stage : decl_.stages) {
      const auto place = std::find(stages_.begin(), stages_.end(), stage.name.text);
      if (place == stages_.end()) {
        continue;
      }
      const auto at = static_cast<std::size_t>(place - stages_.begin());
      bool entered = MovesFrom(at);
      for (std::size_t from = 0; from < stages_.size(); ++from) {
        entered = entered || MoveOf(from, at).valid();
      }
      if (!entered && sure_) {
        context_.Report(Diag::kStageApart, stage.name.span, {stage.name.text})
            .Hint(
                "a record is in it from its first period on and for ever; add it to `moves`, or "
                "leave the stage out");
      }
    }
  }

  void CheckStay(const ast::MinimumStay& stay) {
    CheckLength(stay);
    const auto stage = Find(stay.stage);
    if (!stage) {
      return;
    }
    const auto [first, added] = stays_.try_emplace(*stage, stay.stage.span);
    if (!added) {
      context_
          .Report(Diag::kListedTwice, stay.stage.span,
                  {stay.stage.text, "the minimum stays of " + Backticked(decision_.name)})
          .Label(first->second, "first here")
          .Hint("give each stage one minimum stay");
    }
    std::vector<bool> held(stages_.size());
    for (std::size_t to = 0; to < stages_.size(); ++to) {
      held[to] = MoveOf(*stage, to).valid();
    }
    CheckExcept(stay, *stage, held);
    if (sure_ && std::find(held.begin(), held.end(), true) == held.end()) {
      context_.Report(Diag::kStayNeverApplies, stay.span, {stay.stage.text})
          .Hint(MovesFrom(*stage)
                    ? "every move from `" + stay.stage.text + "` is excepted; leave the line out"
                    : "no move leads away from `" + stay.stage.text + "`; leave the line out");
    }
  }

  void CheckLength(const ast::MinimumStay& stay) {
    const Type type = CheckExpr(context_, stay.length);
    const auto* number = std::get_if<ast::NumberExpr>(&context_.tree.node(stay.length));
    if (!type.is_error() && type.kind != Kind::kDuration) {
      context_
          .Report(Diag::kTypeMismatch, context_.span(stay.length),
                  {context_.Describe(type), "a minimum stay", "a number of months or days"})
          .Hint("say how long, as in `" + stay.stage.text + " stays at least 3 months`");
    } else if (number != nullptr && number->digits == 0) {
      context_.Report(Diag::kNotPositive, context_.span(stay.length), {context_.Text(stay.length)})
          .Hint("leave the line out when nothing is to be held back");
    }
  }

  // Takes the exceptions out of the moves that are held back.
  void CheckExcept(const ast::MinimumStay& stay, std::size_t stage, std::vector<bool>& held) {
    std::map<std::size_t, Span> known;
    for (const ast::Name& name : stay.except) {
      const auto to = Find(name);
      if (!to) {
        continue;
      }
      const auto [first, added] = known.try_emplace(*to, name.span);
      if (!added) {
        context_
            .Report(Diag::kListedTwice, name.span,
                    {name.text, "the exceptions of " + Backticked(stay.stage.text)})
            .Label(first->second, "first here")
            .Hint("leave one of them out");
      } else if (!MoveOf(stage, *to).valid()) {
        context_.Report(Diag::kExceptWithoutMove, name.span, {stay.stage.text, name.text})
            .Hint("leave it out, or declare the move");
      }
      held[*to] = false;
    }
  }

  void CheckFormerly() {
    std::map<std::string, Span> known;
    for (const ast::Stage& stage : decl_.stages) {
      known.try_emplace(stage.name.text, stage.name.span);
    }
    for (const ast::Stage& stage : decl_.stages) {
      for (const ast::Name& name : stage.formerly) {
        if (!decision_.carried) {
          context_.Report(Diag::kNoMoves, name.span, {"`formerly`", decision_.name})
              .Hint("write `lifecycle " + decision_.name + " remembered first match {`");
          return;
        }
        const auto [first, added] = known.try_emplace(name.text, name.span);
        if (!added) {
          context_.Report(Diag::kFormerNameTaken, name.span, {name.text})
              .Label(first->second, "it stands for this stage")
              .Hint("a name in the state file stands for one stage");
        }
      }
    }
  }

  Context& context_;
  const Decision& decision_;
  const ast::LifecycleDecl& decl_;
  const std::vector<std::string> stages_;
  std::vector<Span> moves_;  // from * stages + to; valid where declared
  std::map<std::size_t, Span> stays_;
  bool sure_ = true;
};

}  // namespace

void CheckMoves(Context& context, const Decision& decision, const ast::LifecycleDecl& decl) {
  MoveChecker(context, decision, decl).Run();
}

}  // namespace sextant::check
