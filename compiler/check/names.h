#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/check/program.h"

namespace sextant::check {

// A declared name. `ref` is kNone for what is no value: the record and the sources.
struct Symbol {
  Ref ref;
  source::Span span;
  std::string what;  // "a field", "the record"
  bool used = false;

  // A list whose rows were not found, which has been reported.
  bool is_broken_list() const { return ref.kind == RefKind::kNone && what == "a list"; }
};

// The program's one name space, and beside it the lets of each strategy, which only that strategy
// sees. A local let may not take a name of the program (no shadowing), but two strategies may use
// the same one.
class Names {
 public:
  // Adds a name; `owner` is the decision whose strategy holds it, or -1. If the name is taken,
  // nothing is added and the symbol that has it is returned.
  const Symbol* Declare(const std::string& name, Symbol symbol, int32_t owner = -1);

  // What `name` means inside the strategy of decision `owner` (-1: outside of all), or null.
  Symbol* Find(const std::string& name, int32_t owner);
  // A decision whose strategy has a let of that name, or -1.
  int32_t OwnerOfLocal(const std::string& name) const;
  // Every name of a value that can be read there, for `did you mean`; none if there are very many.
  std::vector<std::string> Visible(int32_t owner) const;

 private:
  using Scope = std::unordered_map<std::string, Symbol>;
  Scope top_;
  std::map<int32_t, Scope> locals_;
};

// Words that stand for something wherever they are written, so nothing may be named by them.
bool IsReserved(std::string_view word);

}  // namespace sextant::check
