#include "runtime/vector/registers.h"

#include <array>

namespace sextant::vector {
namespace {

std::size_t RegisterBytes(Element element) {
  const std::size_t bytes =
      element == Element::kBits ? kBlockRows / 8 : kBlockRows * BytesOf(element);
  // Off the powers of two, or all columns would compete for the same lines of the cache.
  return bytes + 64;
}

class Assigner {
 public:
  explicit Assigner(Draft& draft)
      : draft_(draft), first_(draft.layout.FirstRegister()), registers_(draft.registers.size()) {}

  RegisterFile Run() {
    ForEachUse(draft_.once, [&](uint32_t number, uint32_t) {
      Assign(number);
      registers_[number].kept = true;
    });
    ForEachUse(draft_.calls,
               [&](uint32_t number, uint32_t call) { registers_[number].last_use = call; });
    for (uint32_t call = 0; call < draft_.calls.size(); ++call) {
      Visit(draft_.calls[call], [&](uint32_t number) { Assign(number); });
      // Not before: no call writes what it reads.
      Visit(draft_.calls[call], [&](uint32_t number) { Release(number, call); });
    }
    Renumber(draft_.once);
    Renumber(draft_.calls);
    for (std::vector<uint32_t>& list : draft_.lists) {
      for (uint32_t& column : list) {
        Renumber(column);
      }
    }
    return std::move(file_);
  }

 private:
  struct Register {
    bool assigned = false;
    bool kept = false;  // made once, or released
    uint32_t place = 0;
    uint32_t last_use = 0;
  };

  bool IsRegister(uint32_t column) const { return column != kNoColumn && column >= first_; }

  template <class Function>
  void Visit(const Call& call, const Function& visit) {
    const auto visit_register = [&](uint32_t column) {
      if (IsRegister(column)) {
        visit(column - first_);
      }
    };
    for (uint32_t column : {call.to, call.also, call.a, call.b, call.c}) {
      visit_register(column);
    }
    for (uint32_t i = 0; call.list != nullptr && i < call.count; ++i) {
      visit_register(call.list[i]);
    }
  }
  template <class Function>
  void ForEachUse(const std::vector<Call>& calls, const Function& visit) {
    for (uint32_t call = 0; call < calls.size(); ++call) {
      Visit(calls[call], [&](uint32_t number) { visit(number, call); });
    }
  }

  std::vector<uint32_t>& FreePlaces(uint32_t number) {
    return free_[BytesOf(draft_.registers[number])];
  }

  void Assign(uint32_t number) {
    Register& own = registers_[number];
    if (own.assigned) {
      return;
    }
    own.assigned = true;
    std::vector<uint32_t>& free = FreePlaces(number);
    if (!free.empty()) {
      own.place = free.back();
      free.pop_back();
      return;
    }
    own.place = static_cast<uint32_t>(file_.offsets.size());
    file_.offsets.push_back(file_.bytes);
    file_.bytes += RegisterBytes(draft_.registers[number]);
  }

  void Release(uint32_t number, uint32_t call) {
    Register& own = registers_[number];
    if (!own.kept && own.last_use == call) {
      own.kept = true;  // a call may name a column twice
      FreePlaces(number).push_back(own.place);
    }
  }

  void Renumber(uint32_t& column) const {
    if (IsRegister(column)) {
      column = first_ + registers_[column - first_].place;
    }
  }
  void Renumber(std::vector<Call>& calls) const {
    for (Call& call : calls) {
      for (uint32_t* column : {&call.to, &call.also, &call.a, &call.b, &call.c}) {
        Renumber(*column);
      }
    }
  }

  Draft& draft_;
  uint32_t first_;
  std::vector<Register> registers_;
  std::array<std::vector<uint32_t>, 9> free_;  // by bytes of an element
  RegisterFile file_;
};

}  // namespace

RegisterFile AssignRegisters(Draft& draft) {
  return Assigner(draft).Run();
}

}  // namespace sextant::vector
