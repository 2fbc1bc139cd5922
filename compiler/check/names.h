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
  std::string whole = "";  // as declared: with the prefix of its file

  // A list whose rows were not found, which has been reported.
  bool is_broken_list() const { return ref.kind == RefKind::kNone && what == "a list"; }
};

// The program's one name space, and beside it the lets of each strategy, which only that strategy
// sees. A local let may not take a name of the program (no shadowing), but two strategies may use
// the same one.
class Names {
 public:
  explicit Names(const std::vector<ast::FileScope>& files) : files_(files) {}

  // Adds a name; `owner` is the decision whose strategy holds it, or -1. If the name is taken,
  // nothing is added and the symbol that has it is returned.
  const Symbol* Declare(const std::string& name, Symbol symbol, int32_t owner = -1);

  // What `name` means inside the strategy of decision `owner` (-1: outside of all), or null. A name
  // as written is looked for from the file where it stands; a text is a whole name, prefix and all.
  Symbol* Find(const ast::Name& name, int32_t owner);
  Symbol* Find(const std::string& name, int32_t owner);
  // The name with the prefix of its file: what it is declared as.
  std::string Whole(const ast::Name& name) const;
  // Whether the name is that of an import of the file where it stands.
  bool IsImport(const ast::Name& name) const;
  // Every name by which the program's own file reads what is declared as `name`, other than
  // `whole`.
  std::vector<std::string> OtherNames(const ast::Name& name, const std::string& whole);
  // A decision whose strategy has a let of that name, or -1.
  int32_t OwnerOfLocal(const std::string& name) const;
  // Every name of a value that can be read there, for `did you mean`; none if there are very many.
  std::vector<std::string> Visible(int32_t owner) const;

 private:
  const ast::FileScope* FileOf(const ast::Name& name) const;
  const ast::FileScope::Import* ImportOf(const ast::Name& name) const;
  // What one of the files declares under that name, or null.
  Symbol* FindIn(const std::vector<ast::FileScope::Joined>& files, const std::string& name);

  using Scope = std::unordered_map<std::string, Symbol>;
  const std::vector<ast::FileScope>& files_;
  Scope top_;
  std::map<int32_t, Scope> locals_;
};

// Words that stand for something wherever they are written, so nothing may be named by them.
bool IsReserved(std::string_view word);

}  // namespace sextant::check
