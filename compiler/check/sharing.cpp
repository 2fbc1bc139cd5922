#include "compiler/check/sharing.h"

#include <algorithm>

#include "compiler/ast/walk.h"
#include "compiler/check/reads.h"

namespace sextant::check {
namespace {

// Follows definitions breadth first, so that the way reported is the shortest.
class Flow {
 public:
  Flow(Context& context, const ast::OfferItem& offer) : context_(context), offer_(offer) {}

  void Run() {
    for (const ast::Unless& unless : offer_.unless) {
      Follow(unless.condition, kOffer);
    }
    Follow(offer_.condition, kOffer);
    Follow(offer_.worth, kOffer);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      Open(static_cast<int>(i));
    }
  }

 private:
  static constexpr int kOffer = -1;
  // A let or decision that was reached: from which other one, and by what in the offer itself.
  struct Place {
    Ref ref;
    int from = kOffer;
    Span start;
  };

  void Open(int index) {
    const Ref ref = places_[static_cast<std::size_t>(index)].ref;
    const Program& program = context_.program;
    if (ref.kind == RefKind::kLet) {
      Follow(program.lets[ref.index].value, index);
      return;
    }
    const Decision& decision = program.decisions[ref.index];
    ForEachExpr(context_.tree.decls[decision.decl].node, [&](ExprId id) { Follow(id, index); });
    for (const Ref& read : decision.reads) {
      Reach(read, index, {});
    }
    if (decision.kind == DecisionKind::kExperiment) {
      Reach({RefKind::kField, decision.experiment.by, 0}, index, {});
    }
    for (const Arm& arm : decision.experiment.arms) {
      Reach({RefKind::kDecision, arm.decision, 0}, index, {});
    }
  }

  void Follow(ExprId root, int from) {
    std::vector<ExprId> pending{root};
    while (!pending.empty()) {
      const ExprId id = pending.back();
      pending.pop_back();
      if (!id.valid()) {
        continue;
      }
      Reach(context_.program.info(id).ref, from, context_.span(id));
      ast::ForEachOperand(context_.tree.node(id), [&](ExprId part) { pending.push_back(part); });
    }
  }

  void Reach(const Ref& ref, int from, Span here) {
    const Span start = from == kOffer ? here : places_[static_cast<std::size_t>(from)].start;
    const Program& program = context_.program;
    switch (ref.kind) {
      case RefKind::kField:
        return ReachField(program.fields[ref.index], from, start);
      case RefKind::kRowField:
        return ReachField(program.rows_of(ref.index).fields[ref.part], from, start);
      case RefKind::kList:  // which may be asked for its rows of some days
        if (const auto dated = program.rows_of(ref.index).dated) {
          ReachField(program.rows_of(ref.index).fields[*dated], from, start);
        }
        return;
      case RefKind::kLet:
      case RefKind::kBoundBy:
        return ReachPlace({RefKind::kLet, ref.index, 0}, from, start);
      case RefKind::kDecision:
      case RefKind::kPrevious:
      case RefKind::kSince:
      case RefKind::kComputed:
      case RefKind::kHeldBy:
        return ReachPlace({RefKind::kDecision, ref.index, 0}, from, start);
      default:
        return;
    }
  }

  void ReachPlace(const Ref& ref, int from, Span start) {
    const auto same = [&](const Place& place) {
      return place.ref.kind == ref.kind && place.ref.index == ref.index;
    };
    if (std::none_of(places_.begin(), places_.end(), same)) {
      places_.push_back({ref, from, start});
    }
  }

  void ReachField(const Field& field, int from, Span start) {
    if (!field.never_shared || std::count(told_.begin(), told_.end(), field.span) > 0) {
      return;
    }
    told_.push_back(field.span);
    context_
        .Report(Diag::kNeverShared, start, {offer_.name.text, field.name, WayFrom(from)})
        .Label(field.span, "declared `never shared` here")
        .Hint("`" + offer_.partner.text +
              "` could tell from the offer what is in it; decide without it");
  }

  // " through `Age` and `Youth`", as the offer reads them.
  std::string WayFrom(int from) const {
    std::vector<std::string> names;
    for (int at = from; at != kOffer; at = places_[static_cast<std::size_t>(at)].from) {
      const Ref& ref = places_[static_cast<std::size_t>(at)].ref;
      names.insert(names.begin(), ref.kind == RefKind::kLet
                                      ? context_.program.lets[ref.index].name
                                      : context_.program.decisions[ref.index].name);
    }
    return names.empty() ? "" : " through " + ListText(names);
  }

  Context& context_;
  const ast::OfferItem& offer_;
  std::vector<Place> places_;
  std::vector<Span> told_;
};

}  // namespace

void CheckSharing(Context& context, const ast::OfferItem& offer) {
  Flow(context, offer).Run();
}

}  // namespace sextant::check
