#pragma once

#include <deque>
#include <initializer_list>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "runtime/vector/layout.h"
#include "runtime/vector/operand.h"

namespace sextant::vector {

// A column that a call does not use.
inline constexpr uint32_t kNoColumn = UINT32_MAX;

// The calls of a program and what they refer to. Registers are numbered as they come, each written
// by the call that makes it; see registers.h for where they lie.
struct Draft {
  Layout layout;
  std::vector<Call> once;          // what reads no record
  std::vector<Call> calls;         // for every block
  std::vector<Element> registers;  // from Layout::FirstRegister() on
  std::deque<std::vector<uint32_t>> lists;
  std::deque<std::vector<int64_t>> data;
};

// Writes calls. What is known without running is not called: constants are folded, masks that are
// all or none disappear.
class Builder {
 public:
  Builder(const Primitives& primitives, const Layout& layout) : primitives_(primitives) {
    draft_.layout = layout;
  }

  const Primitives& primitives() const { return primitives_; }
  const Layout& layout() const { return draft_.layout; }
  Draft Take() { return std::move(draft_); }

  // While one of these lives, calls are made once and not for every block.
  class Once {
   public:
    explicit Once(Builder& builder)
        : builder_(builder), outer_(std::exchange(builder.once_, true)) {}
    ~Once() { builder_.once_ = outer_; }
    Once(const Once&) = delete;
    Once& operator=(const Once&) = delete;

   private:
    Builder& builder_;
    bool outer_;
  };

  // --- calls. Operands become the columns or constants that the function takes them as.
  struct Operands {
    Operand a{}, b{}, c{};
  };
  // A new call that writes a new register.
  Operand Make(Function run, Element element, const Operands& operands);
  // The last call, to add what is not usual; until the next one is made.
  Call& last() { return (once_ ? draft_.once : draft_.calls).back(); }
  // A second register that the last call writes: rows it marks.
  Operand AlsoMarks();
  // A call that writes a column there is.
  void MakeInto(Function run, uint32_t column, const Operands& operands);
  // What the last call reads beyond its operands.
  void GiveData(std::vector<int64_t> data);
  void GiveList(const std::vector<Operand>& columns);

  // The operand as a column: constants are laid out once.
  Operand AsColumn(const Operand& operand);

  // --- booleans
  Operand Not(const Operand& a);
  Operand And(const Operand& a, const Operand& b);
  Operand Or(const Operand& a, const Operand& b);
  Operand AndNot(const Operand& a, const Operand& b);  // a & ~b
  Operand OrNot(const Operand& a, const Operand& b);   // a | ~b

  // --- values
  Operand Compare(Relation relation, const Operand& a, const Operand& b);
  Operand Choose(const Operand& condition, const Operand& a, const Operand& b);
  // b if it is less (greater) than a, else a
  Operand Extreme(bool greatest, const Operand& a, const Operand& b);
  // Writes a into a register where the condition holds; nothing else may read it later as it was.
  void Overwrite(const Operand& to, const Operand& condition, const Operand& a);
  // A copy in a register of its own.
  Operand Fresh(const Operand& a);
  // Of two sets all members.
  Operand Unite(const Operand& a, const Operand& b);
  // The same value in another element; booleans become 0 and 1.
  Operand Convert(const Operand& a, Element element);
  // entries[index]; an index outside takes any entry.
  Operand LookUp(const Operand& index, std::vector<int64_t> entries, Element element);
  // Rows in which an exact number lies outside low..high.
  Operand Outside(const Operand& a, int64_t low, int64_t high);

 private:
  Operand NewRegister(Element element);
  Call& Add(Function run);
  Operand ChooseBits(const Operand& condition, const Operand& a, const Operand& b);
  Operand CompareBits(Relation relation, const Operand& a, const Operand& b);
  Operand Join(Joint joint, const Operand& a, const Operand& b);

  const Primitives& primitives_;
  Draft draft_;
  bool once_ = false;
  std::map<std::pair<Element, int64_t>, Operand> laid_out_;
};

}  // namespace sextant::vector
