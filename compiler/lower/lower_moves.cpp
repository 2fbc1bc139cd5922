#include "compiler/check/constant.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "runtime/abi/batch.h"

// A life cycle with moves is a list of rules over the stage of the period before and the stage that
// its conditions computed:
//
//   undeclared_move  when it was known, another stage is computed, and the move is not declared
//   minimum_stay     when it was known, …, and it has not been there for long enough
//   STAGE            when this stage is computed (one a stage, for its reason)
namespace sextant::lower {
namespace {

using Codes = std::vector<int64_t>;

class MoveLowerer {
 public:
  MoveLowerer(Context& context, const check::Decision& decision, const ast::LifecycleDecl& decl)
      : context_(context),
        decl_(decl),
        stage_(decision.outputs.front().type),
        held_by_(Type::Enum(context.program.held_by)) {
    const auto index = static_cast<std::size_t>(&decision - context.program.decisions.data());
    const Span span = decision.span;
    const uint32_t slot = context.state_slots[index];
    const InstId before = context.Slot(slot, span);
    as_of_ = context.AsOf(span);
    known_ = Bool(Op::kIsKnown, {before}, span);
    previous_ = context.Add(Op::kUnwrap, stage_, {before}, span);
    // A stage that is not dated counts as entered today.
    since_ = context.Add(Op::kCoalesce, Type::Date(), {context.Slot(slot + 1, span), as_of_}, span);
    computed_ = context.Output(context.computed_index[index], 0, span);
    moves_ = Bool(Op::kAnd, {known_, Bool(Op::kNe, {previous_, computed_}, span)}, span);
  }

  ir::FirstMatch Run() {
    AddUndeclared();
    for (const ast::MinimumStay& stay : decl_.stays) {
      AddStay(stay);
    }
    AddStages();
    list_.what = "stages";
    return std::move(list_);
  }

 private:
  InstId Bool(Op op, std::initializer_list<InstId> args, Span span) {
    return context_.Add(op, Type::Bool(), args, span);
  }
  int64_t CodeOf(const ast::Name& stage) const {
    return *context_.module.enums.Find(stage_.enumeration, stage.text);
  }
  InstId Is(InstId stage, const Codes& codes, Span span) {
    Items args{stage};
    for (const int64_t code : codes) {
      args.push_back(context_.Const(stage_, code));
    }
    return args.size() == 2 ? Bool(Op::kEq, {args[0], args[1]}, span)
                            : context_.Add(Op::kOneOf, Type::Bool(), args, span);
  }

  // The stages to which no move is declared, by the stage a record comes from.
  std::vector<Codes> Undeclared() const {
    const std::size_t count = decl_.stages.size();
    std::vector<bool> declared(count * count);
    for (const ast::Move& move : decl_.moves) {
      for (const ast::Name& to : move.to) {
        for (std::size_t from = 0; from < count; ++from) {
          if (move.any || CodeOf(move.from) == static_cast<int64_t>(from)) {
            declared[from * count + static_cast<std::size_t>(CodeOf(to))] = true;
          }
        }
      }
    }
    std::vector<Codes> undeclared(count);
    for (std::size_t i = 0; i < declared.size(); ++i) {
      if (!declared[i] && i / count != i % count) {
        undeclared[i / count].push_back(static_cast<int64_t>(i % count));
      }
    }
    return undeclared;
  }

  void AddUndeclared() {
    const Span span = decl_.other_span;
    InstId any;
    const std::vector<Codes> undeclared = Undeclared();
    for (std::size_t from = 0; from < undeclared.size(); ++from) {
      if (undeclared[from].empty()) {
        continue;
      }
      const InstId comes = Is(previous_, {static_cast<int64_t>(from)}, span);
      const InstId move = Bool(Op::kAnd, {comes, Is(computed_, undeclared[from], span)}, span);
      any = any.valid() ? Bool(Op::kOr, {any, move}, span) : move;
    }
    if (!any.valid()) {
      return;  // every move is declared
    }
    const auto kind = static_cast<int64_t>(abi::FaultKind::kUndeclaredMove);
    const InstId stage = decl_.other == ast::OtherMoves::kStay
                             ? previous_
                             : context_.Add(Op::kRaise, stage_, {previous_, computed_}, span, kind);
    Add("undeclared_move", Bool(Op::kAnd, {moves_, any}, span), span, {stage, since_, Held(0)});
  }

  void AddStay(const ast::MinimumStay& stay) {
    const Span span = stay.span;
    const Type length = context_.type(stay.length);
    const Op between =
        length.unit == types::DurationUnit::kDays ? Op::kDaysBetween : Op::kMonthsBetween;
    const InstId stayed = context_.Add(between, length, {since_, as_of_}, span);
    const InstId least =
        context_.Const(length, *check::ConstantWord(context_.program, stay.length, length));
    InstId condition = Bool(Op::kLt, {stayed, least}, span);
    if (!stay.except.empty()) {
      Codes except;
      for (const ast::Name& name : stay.except) {
        except.push_back(CodeOf(name));
      }
      const InstId goes_on = Bool(Op::kNot, {Is(computed_, except, span)}, span);
      condition = Bool(Op::kAnd, {goes_on, condition}, span);
    }
    condition = Bool(Op::kAnd, {Is(previous_, {CodeOf(stay.stage)}, span), condition}, span);
    Add("minimum_stay", Bool(Op::kAnd, {moves_, condition}, span), span,
        {previous_, since_, Held(1)});
  }

  void AddStages() {
    for (const ast::Stage& stage : decl_.stages) {
      const int64_t code = CodeOf(stage.name);
      const InstId own = context_.Const(stage_, code);
      const bool last = &stage == &decl_.stages.back();
      const InstId stays =
          Bool(Op::kAnd, {known_, Bool(Op::kEq, {previous_, own}, stage.span)}, stage.span);
      const InstId since =
          context_.Add(Op::kSelect, Type::Date(), {stays, since_, as_of_}, stage.span);
      Add(stage.name.text, last ? InstId() : Bool(Op::kEq, {computed_, own}, stage.span),
          stage.span, {own, since, context_.Missing(held_by_, stage.span)});
      list_.rules.back().condition_span = {};
      list_.rules.back().reason = ReasonIndex(context_, stage.because);
    }
  }

  InstId Held(int64_t code) { return context_.Const(held_by_, code); }

  void Add(std::string name, InstId condition, Span span, Items values) {
    ir::Rule rule;
    rule.name = std::move(name);
    rule.condition = condition;
    rule.values = std::move(values);
    rule.span = rule.condition_span = span;
    list_.rules.push_back(std::move(rule));
  }

  Context& context_;
  const ast::LifecycleDecl& decl_;
  const Type stage_, held_by_;
  InstId as_of_, known_, previous_, since_, computed_, moves_;
  ir::FirstMatch list_;
};

}  // namespace

ir::FirstMatch LowerMoves(Context& context, const check::Decision& decision,
                          const ast::LifecycleDecl& decl) {
  return MoveLowerer(context, decision, decl).Run();
}

}  // namespace sextant::lower
