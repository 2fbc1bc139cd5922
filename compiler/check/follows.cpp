#include "compiler/check/follows.h"

#include "compiler/ast/walk.h"

namespace sextant::check {
namespace {

Span SpanOf(const ast::TypeExpr& type, const ast::Name& name) {
  return type.span.valid() ? source::Join(name.span, type.span) : name.span;
}

class Follower {
 public:
  explicit Follower(Context& context) : c_(context) {}

  bool Follows(ExprId id) {
    if (!id.valid() || c_.info(id).type.is_error() || Declared(c_.info(id).ref)) {
      return true;
    }
    bool follows = false;
    ast::ForEachOperand(c_.tree.node(id),
                        [&](ExprId operand) { follows = follows || Follows(operand); });
    return follows;
  }

  bool IsWrong(Span span) const { return span.valid() && c_.sink.has_error_in(span); }

 private:
  // Whether what the name stands for is declared with an error.
  bool Declared(const Ref& ref) {
    switch (ref.kind) {
      case RefKind::kLet:
        return OfLet(ref.index);
      case RefKind::kField:
        return OfField(c_.program.fields[ref.index]);
      case RefKind::kParam:
        return OfParam(c_.program.params[ref.index]);
      default:
        return false;
    }
  }

  bool OfLet(uint32_t index) {
    if (!seen_.insert(index).second) {
      return false;
    }
    const Let& let = c_.program.lets[index];
    return !let.value.valid() || IsWrong(source::Join(let.span, c_.span(let.value))) ||
           Follows(let.value);
  }

  bool OfField(const Field& field) const {
    for (const ast::Decl& decl : c_.tree.decls) {
      const auto* record = std::get_if<ast::RecordDecl>(&decl.node);
      for (std::size_t i = 0; record != nullptr && i < record->fields.size(); ++i) {
        const ast::FieldItem& item = record->fields[i];
        if (item.name.span == field.span) {
          return IsWrong(SpanOf(item.type, item.name));
        }
      }
    }
    return false;
  }

  bool OfParam(const Param& param) const {
    for (const ast::Decl& decl : c_.tree.decls) {
      const auto* written = std::get_if<ast::ParamDecl>(&decl.node);
      if (written != nullptr && written->name.span == param.span) {
        return IsWrong(decl.span);
      }
    }
    return false;
  }

  Context& c_;
  std::set<uint32_t> seen_;  // lets
};

// The whole of what is being checked; a let of a strategy belongs to it.
Span BodyOf(const Context& context) {
  const auto of_decision = [&](std::size_t index) {
    return context.tree.decls[context.program.decisions[index].decl].span;
  };
  if (context.place.owner >= 0) {
    return of_decision(static_cast<std::size_t>(context.place.owner));
  }
  if (context.open.empty()) {
    return {};
  }
  const Ref& open = context.open.back();
  if (open.kind == RefKind::kDecision) {
    return of_decision(open.index);
  }
  const Let& let = context.program.lets[open.index];
  return let.value.valid() ? source::Join(let.span, context.span(let.value)) : let.span;
}

}  // namespace

bool FollowsError(Context& context, ExprId id) {
  Follower follower(context);
  return context.sink.has_errors() && (follower.IsWrong(BodyOf(context)) || follower.Follows(id));
}

}  // namespace sextant::check
