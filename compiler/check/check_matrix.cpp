#include <algorithm>
#include <map>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/members.h"
#include "compiler/check/steps.h"

namespace sextant::check {
namespace {

// One side of the grid: every member of the axis once, and `missing` exactly if it may be missing.
void CheckAxis(Context& context, const Decision& decision, ExprId axis,
               const std::vector<ast::Name>& heads, const std::string& side) {
  const Type type = RequireSingle(context, axis, CheckExpr(context, axis));
  if (type.is_error()) {
    return;
  }
  if (!MemberCover::HasMembers(type)) {
    context.Report(Diag::kAxisType, context.span(axis), {context.Describe(type)})
        .Hint("divide it into members first: `band Name = " + context.Text(axis) +
              " { low below …; high otherwise }`");
    return;
  }
  MemberCover cover(context, type, "the " + side + "s of " + Backticked(decision.name));
  for (const ast::Name& head : heads) {
    cover.Name(head);
  }
  const std::string what = Backticked(decision.name);
  const std::vector<std::string> left = cover.Left();
  if (!left.empty()) {
    context
        .Report(Diag::kNotCovered, context.span(axis),
                {what, context.Quote(axis) + " = " + ListText(left)})
        .Hint("add a " + side + " for each of them");
  }
  CheckMissingHandled(context, axis, type, what, context.span(axis), cover.missing(),
                      "add a " + side + " named `missing`");
}

// Several axes down: every combination of their members once.
class Combinations {
 public:
  Combinations(Context& context, const Decision& decision, const ast::MatrixDecl& decl)
      : context_(context), decision_(decision), axes_(decl.outer) {
    axes_.push_back(decl.down);
    for (const ExprId axis : axes_) {
      members_.push_back(MembersOf(axis));
    }
  }

  void Check(const ast::MatrixDecl& decl) {
    for (const ast::MatrixDecl::Row& row : decl.rows) {
      std::vector<ast::Name> heads = row.outer;
      heads.push_back(row.head);
      Name(heads, row.span);
    }
    if (fine_) {
      ReportLeft();
    }
  }

 private:
  std::vector<std::string> MembersOf(ExprId axis) {
    const Type type = RequireSingle(context_, axis, CheckExpr(context_, axis));
    std::vector<std::string> members;
    if (type.kind == Kind::kBool) {
      members = {"false", "true"};
    } else if (type.kind == Kind::kEnum) {
      members = context_.program.enums.get(type.enumeration).members;
    } else if (!type.is_error()) {
      context_.Report(Diag::kAxisType, context_.span(axis), {context_.Describe(type)})
          .Hint("divide it into members first, with `band`");
    }
    fine_ = fine_ && !members.empty();
    if (type.optional) {
      members.push_back("missing");
    }
    return members;
  }

  void Name(const std::vector<ast::Name>& heads, Span span) {
    std::vector<std::string> names;
    fine_ = fine_ && heads.size() == axes_.size();
    for (std::size_t i = 0; i < heads.size() && i < axes_.size() && fine_; ++i) {
      names.push_back(heads[i].text);
      const auto& members = members_[i];
      if (std::find(members.begin(), members.end(), heads[i].text) == members.end()) {
        fine_ = false;
        context_
            .Report(Diag::kUnknownMember, heads[i].span,
                    {heads[i].text, "the axis " + context_.Quote(axes_[i])})
            .Hint(DidYouMean(heads[i].text, members, "it can be " + ListText(members)));
      }
    }
    const auto [first, added] = named_.emplace(names, span);
    if (fine_ && !added) {
      context_
          .Report(Diag::kListedTwice, span,
                  {Joined(names), "the rows of " + Backticked(decision_.name)})
          .Label(first->second, "first here")
          .Hint("leave one of them out");
    }
  }

  static std::string Joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
      text += (text.empty() ? "" : ", ") + name;
    }
    return text;
  }

  void ReportLeft() {
    std::vector<std::string> left;
    std::vector<std::size_t> at(axes_.size());
    for (bool more = true; more;) {
      std::vector<std::string> names;
      for (std::size_t i = 0; i < at.size(); ++i) {
        names.push_back(members_[i][at[i]]);
      }
      if (!named_.contains(names)) {
        left.push_back(Joined(names));
      }
      std::size_t i = at.size();
      for (; i > 0 && ++at[i - 1] == members_[i - 1].size(); --i) {
        at[i - 1] = 0;
      }
      more = i > 0 && left.size() < 20;
    }
    if (!left.empty()) {
      context_
          .Report(Diag::kNotCovered, decision_.span, {Backticked(decision_.name), ListText(left)})
          .Hint("add a row for each of them");
    }
  }

  Context& context_;
  const Decision& decision_;
  std::vector<ExprId> axes_;
  std::vector<std::vector<std::string>> members_;
  std::map<std::vector<std::string>, Span> named_;
  bool fine_ = true;
};

void CheckQuadrant(Context& context, const Decision& decision, const ast::MatrixDecl& decl) {
  if (decl.rows.size() == 2 && decl.columns.size() == 2 && decl.outer.empty()) {
    return;
  }
  context
      .Report(
          Diag::kQuadrantShape, decision.span,
          {decision.name, Counted(decl.rows.size(), "row"), Counted(decl.columns.size(), "column")})
      .Hint("write `matrix` instead of `quadrant` for other sizes");
}

}  // namespace

void CheckMatrix(Context& context, const Decision& decision, const ast::MatrixDecl& decl) {
  std::vector<ast::Name> rows;
  for (const ast::MatrixDecl::Row& row : decl.rows) {
    rows.push_back(row.head);
  }
  if (decl.outer.empty()) {
    CheckAxis(context, decision, decl.down, rows, "row");
  } else {
    Combinations(context, decision, decl).Check(decl);
  }
  CheckAxis(context, decision, decl.across, decl.columns, "column");
  if (decl.quadrant) {
    CheckQuadrant(context, decision, decl);
  }
}

}  // namespace sextant::check
