#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/damage.h"
#include "compiler/check/interval.h"
#include "compiler/check/names.h"
#include "compiler/check/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/support/counted.h"

namespace sextant::check {

using ast::ExprId;
using diag::Diag;
using source::Span;
using types::EnumId;
using types::Kind;

// Something an earlier condition proved of a named value where an expression stands.
struct Fact {
  enum What : uint8_t { kKnown, kNotZero } what = kKnown;
  Ref ref;
};

// What is taken for granted of a named value while a condition is judged (truth.h): the words it
// can have, or the members of its enumeration.
struct Assumed {
  Ref ref;
  Interval words;
  std::vector<bool> members;  // by code; empty: any
};
enum class Truth : uint8_t { kUnknown, kTrue, kFalse };

// Where the expression being checked stands. Every definition starts with a fresh one.
struct Place {
  int32_t owner = -1;            // the decision whose strategy's lets are visible
  std::optional<Type> item;      // the type of `it`, inside `with`
  std::optional<uint32_t> list;  // whose row is looked at, inside `with`
  std::vector<Fact> facts;
  ExprId presumed;  // an operand of an expectation, which does not hold where it is missing
};

enum class Progress : uint8_t { kNew, kOpen, kDone };

// A name that was read as the member of an enumeration although something else has that name too.
struct TwoMeanings {
  ExprId expr;
  Ref declared;
  std::string what;
};

// Everything the parts of checking share during one run.
struct Context {
  Context(const ast::Tree& tree, const source::Manager& sources, diag::Sink& sink, Program& program)
      : tree(tree),
        sources(sources),
        sink(sink),
        program(program),
        names(tree.files),
        damage(sink, sources) {}

  const ast::Tree& tree;
  const source::Manager& sources;
  diag::Sink& sink;
  Program& program;

  Names names;
  Place place;
  Damage damage;
  int depth = 0;  // of nested expressions and of definitions checked on demand

  // By index of Program::lets and Program::decisions.
  std::vector<const ast::LetDecl*> let_decls;
  std::vector<Progress> let_progress, decision_progress;
  std::vector<std::optional<Interval>> let_intervals;
  std::map<uint32_t, Truth> let_truths;  // of conditions
  std::vector<Assumed> assumed;
  // The lets of each decision's strategy: from, up to but not including.
  std::vector<std::pair<uint32_t, uint32_t>> local_lets;
  std::map<std::string, uint32_t> effective;  // decisions of several versions, by name
  std::vector<Ref> open;  // definitions being checked, outermost first

  std::map<std::string, EnumId> enums;  // declared with `enum`, by name
  std::set<EnumId> ordered_enums;  // of bands, whose members compare by `<`
  std::vector<TwoMeanings> two_meanings;
  struct ReasonUse {
    std::string text;
    Span span;
  };
  std::map<std::string, ReasonUse> reasons;

  diag::Diagnostic& Report(Diag diag, Span span, std::vector<std::string> args = {}) {
    return sink.Report(diag, span, std::move(args));
  }

  // An expression that could not be parsed has no id; it is of the error type.
  ExprInfo& info(ExprId id) { return id.valid() ? program.exprs[id.index()] : no_info = {}; }
  Span span(ExprId id) const { return id.valid() ? tree.span(id) : Span{}; }

  // Further reports are only counted, so nothing is worth searching for a hint.
  bool IsQuiet() const { return sink.error_count() >= diag::Sink::kMaxErrors; }

  // The text of an expression on one line, as written.
  std::string Text(ExprId id) const;
  // The text in backticks, or "this value" when it is long.
  std::string Quote(ExprId id) const;
  // A type in words: "`money CNY`", "a number of days", "a member of `Risk`".
  std::string Describe(const Type& type) const;
  // "`Risk`" or "`{ raise, hold }`".
  std::string EnumText(EnumId id) const;

  bool IsOrdered(const Type& type) const;

  ExprInfo no_info;
};

std::string Backticked(const std::string& text);
// "did you mean `x`?", or `otherwise` when nothing is like it.
std::string DidYouMean(const std::string& word, const std::vector<std::string>& candidates,
                       std::string otherwise = "");
// "`a`, `b` and `c`"; a long list is cut.
std::string ListText(const std::vector<std::string>& names);
bool SameRef(const Ref& a, const Ref& b);

}  // namespace sextant::check
