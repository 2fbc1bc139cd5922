#include "compiler/check/truth.h"

#include <algorithm>

#include "compiler/check/constant.h"

namespace sextant::check {
namespace {

using ast::BinaryOp;

// Which members a value of an enumeration can be, by code.
using Members = std::vector<bool>;

// Enough for conditions people write; those of programs are judged in linear time.
constexpr std::size_t kMostAssumed = 64;

// What `a op b` is when a - b lies in `difference`.
Truth Compare(BinaryOp op, const Interval& difference) {
  if (difference.empty()) {
    return Truth::kUnknown;  // of values that cannot be
  }
  const Int128 zero = 0;
  const bool negative = difference.high && *difference.high < zero;
  const bool positive = difference.low && *difference.low > zero;
  const bool at_most = difference.high && *difference.high <= zero;
  const bool at_least = difference.low && *difference.low >= zero;
  const auto pick = [](bool yes, bool no) {
    return yes ? Truth::kTrue : no ? Truth::kFalse : Truth::kUnknown;
  };
  switch (op) {
    case BinaryOp::kLess:
      return pick(negative, at_least);
    case BinaryOp::kLessEqual:
      return pick(at_most, positive);
    case BinaryOp::kGreater:
      return pick(positive, at_most);
    case BinaryOp::kGreaterEqual:
      return pick(at_least, negative);
    case BinaryOp::kEqual:
      return pick(at_most && at_least, negative || positive);
    case BinaryOp::kNotEqual:
      return pick(negative || positive, at_most && at_least);
    default:
      return Truth::kUnknown;
  }
}

Interval Difference(Context& c, ExprId a, ExprId b) {
  const auto meeting = MeetingOf(c.info(a).type, c.info(b).type);
  if (!meeting) {
    return {};
  }
  const Interval left = IntervalIn(c, a, *meeting);
  const Interval right = IntervalIn(c, b, *meeting);
  const auto minus = [](const std::optional<Int128>& x, const std::optional<Int128>& y) {
    return x && y ? CheckedSub(*x, *y) : std::nullopt;
  };
  return {minus(left.low, right.high), minus(left.high, right.low)};
}

Truth Not(Truth truth) {
  return truth == Truth::kUnknown ? truth : truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}
Truth Both(Truth a, Truth b) {
  if (a == Truth::kFalse || b == Truth::kFalse) {
    return Truth::kFalse;
  }
  return a == Truth::kTrue && b == Truth::kTrue ? Truth::kTrue : Truth::kUnknown;
}
Truth Either(Truth a, Truth b) {
  return Not(Both(Not(a), Not(b)));
}

// A name that means one value of the record wherever it stands.
bool IsNamed(Context& c, ExprId id) {
  const ast::ExprNode& node = c.tree.node(id);
  const ExprInfo& info = c.info(id);
  const bool name = std::holds_alternative<ast::NameExpr>(node) ||
                    std::holds_alternative<ast::MemberExpr>(node);
  return name && info.type.series == 0 && info.ref.kind != RefKind::kNone &&
         info.ref.kind != RefKind::kMember && info.ref.kind != RefKind::kItem &&
         info.ref.kind != RefKind::kRowField;
}

// Nothing for a value that is of no enumeration.
std::optional<Members> MembersOf(Context& c, ExprId id) {
  const ExprInfo& info = c.info(id);
  if (info.type.kind != Kind::kEnum || info.type.series > 0) {
    return std::nullopt;
  }
  const bool constant = info.ref.kind == RefKind::kMember;
  Members members(c.program.enums.get(info.type.enumeration).members.size(), !constant);
  if (constant) {
    members[info.ref.part] = true;
    return members;
  }
  for (const Assumed& assumed : c.assumed) {
    const bool same = SameRef(assumed.ref, info.ref) && assumed.members.size() == members.size();
    for (std::size_t i = 0; same && i < members.size(); ++i) {
      members[i] = members[i] && assumed.members[i];
    }
  }
  return members;
}

std::size_t CountOf(const Members& members) {
  return static_cast<std::size_t>(std::count(members.begin(), members.end(), true));
}

// Whether the value is one of `listed`.
Truth IsAmong(const Members& value, const Members& listed) {
  bool all = true, any = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    all = all && (!value[i] || listed[i]);
    any = any || (value[i] && listed[i]);
  }
  return CountOf(value) == 0 ? Truth::kUnknown
         : all               ? Truth::kTrue
         : any               ? Truth::kUnknown
                             : Truth::kFalse;
}

Truth OfEqual(Context& c, const ast::BinaryExpr& binary) {
  const auto left = MembersOf(c, binary.left);
  const auto right = MembersOf(c, binary.right);
  if (!left || !right || left->size() != right->size()) {
    return Compare(BinaryOp::kEqual, Difference(c, binary.left, binary.right));
  }
  const Truth among = IsAmong(*left, *right);
  return among == Truth::kTrue && CountOf(*right) > 1 ? Truth::kUnknown : among;
}

// The members a list names. `whole`: it names nothing else, such as a parameter.
struct Listed {
  Members members;
  bool whole = true;
};
Listed ListedIn(Context& c, const ast::InExpr& in, std::size_t count) {
  Listed listed{Members(count, false), true};
  for (const ExprId item : in.items) {
    const auto members = IsConstant(c.program, item) ? MembersOf(c, item) : std::nullopt;
    if (members && members->size() == count) {
      listed.members[c.info(item).ref.part] = true;
    } else {
      listed.whole = false;
    }
  }
  return listed;
}

Truth OfIn(Context& c, const ast::InExpr& in) {
  Truth inside = Truth::kFalse;
  if (const auto value = MembersOf(c, in.value)) {
    const Listed listed = ListedIn(c, in, value->size());
    inside = IsAmong(*value, listed.members);
    inside = inside == Truth::kFalse && !listed.whole ? Truth::kUnknown : inside;
  } else {
    for (const ExprId item : in.items) {
      inside = Either(inside, Compare(BinaryOp::kEqual, Difference(c, in.value, item)));
    }
  }
  return in.negated ? Not(inside) : inside;
}

Truth OfInRange(Context& c, const ast::InRangeExpr& in) {
  const Truth inside = Both(Compare(BinaryOp::kGreaterEqual, Difference(c, in.value, in.low)),
                            Compare(BinaryOp::kLessEqual, Difference(c, in.value, in.high)));
  return in.negated ? Not(inside) : inside;
}

// What is known of names where a condition holds, or where it does not.
class Assuming {
 public:
  Assuming(Context& context, ExprId condition, bool holds)
      : c_(context), before_(context.assumed.size()) {
    Assume(condition, holds);
  }
  ~Assuming() {
    c_.assumed.erase(c_.assumed.begin() + static_cast<std::ptrdiff_t>(before_), c_.assumed.end());
  }
  Assuming(const Assuming&) = delete;
  Assuming& operator=(const Assuming&) = delete;

 private:
  void Assume(ExprId id, bool holds);
  void AssumeBinary(const ast::BinaryExpr& binary, bool holds);
  void AssumeCompared(BinaryOp op, ExprId a, ExprId b);
  void AssumeOrder(BinaryOp op, ExprId named, ExprId other);
  void AssumeIn(const ast::InExpr& in, bool holds);
  void AssumeMembers(ExprId named, Members members, bool are) {
    if (!are) {
      members.flip();
    }
    c_.assumed.push_back({c_.info(named).ref, {}, std::move(members)});
  }

  Context& c_;
  std::size_t before_;
};

// From the right: a long chain leans to the left.
void Assuming::Assume(ExprId id, bool holds) {
  if (!id.valid() || c_.assumed.size() >= kMostAssumed) {
    return;
  }
  const ast::ExprNode& node = c_.tree.node(id);
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    if (unary->op == ast::UnaryOp::kNot) {
      Assume(unary->operand, !holds);
    }
  } else if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    AssumeBinary(*binary, holds);
  } else if (const auto* in = std::get_if<ast::InExpr>(&node)) {
    AssumeIn(*in, holds != in->negated);
  } else if (const auto* range = std::get_if<ast::InRangeExpr>(&node)) {
    if (holds != range->negated) {
      AssumeCompared(BinaryOp::kLessEqual, range->value, range->high);
      AssumeCompared(BinaryOp::kGreaterEqual, range->value, range->low);
    }
  } else if (c_.info(id).type.kind == Kind::kBool && IsNamed(c_, id)) {
    const Int128 word = holds ? 1 : 0;
    c_.assumed.push_back({c_.info(id).ref, {word, word}, {}});
  }
}

BinaryOp Opposite(BinaryOp op) {
  switch (op) {
    case BinaryOp::kLess:
      return BinaryOp::kGreaterEqual;
    case BinaryOp::kLessEqual:
      return BinaryOp::kGreater;
    case BinaryOp::kGreater:
      return BinaryOp::kLessEqual;
    case BinaryOp::kGreaterEqual:
      return BinaryOp::kLess;
    default:
      return op == BinaryOp::kEqual ? BinaryOp::kNotEqual : BinaryOp::kEqual;
  }
}

// `b op a` for `a op b`.
BinaryOp Mirrored(BinaryOp op) {
  switch (op) {
    case BinaryOp::kLess:
      return BinaryOp::kGreater;
    case BinaryOp::kLessEqual:
      return BinaryOp::kGreaterEqual;
    case BinaryOp::kGreater:
      return BinaryOp::kLess;
    case BinaryOp::kGreaterEqual:
      return BinaryOp::kLessEqual;
    default:
      return op;
  }
}

void Assuming::AssumeBinary(const ast::BinaryExpr& binary, bool holds) {
  switch (binary.op) {
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
      if (holds == (binary.op == BinaryOp::kAnd)) {
        Assume(binary.right, holds);
        Assume(binary.left, holds);
      }
      return;
    case BinaryOp::kImplies:
      if (!holds) {
        Assume(binary.right, false);
        Assume(binary.left, true);
      }
      return;
    case BinaryOp::kAdd:
    case BinaryOp::kSubtract:
    case BinaryOp::kMultiply:
    case BinaryOp::kDivide:
      return;
    default:
      AssumeCompared(holds ? binary.op : Opposite(binary.op), binary.left, binary.right);
  }
}

// That `a op b` holds.
void Assuming::AssumeCompared(BinaryOp op, ExprId a, ExprId b) {
  if (!a.valid() || !b.valid()) {
    return;
  }
  if (const auto members = MembersOf(c_, b)) {
    const bool equality = op == BinaryOp::kEqual || op == BinaryOp::kNotEqual;
    if (equality && CountOf(*members) == 1 && IsNamed(c_, a)) {
      AssumeMembers(a, *members, op == BinaryOp::kEqual);
    }
    return;
  }
  AssumeOrder(op, a, b);
  AssumeOrder(Mirrored(op), b, a);
}

// Only where the name's own words are compared: no place of either side is lost.
void Assuming::AssumeOrder(BinaryOp op, ExprId named, ExprId other) {
  const Type type = c_.info(named).type;
  const auto meeting = MeetingOf(type, c_.info(other).type);
  const bool real = type.kind == Kind::kFloat;
  if (!meeting || meeting->floats != real || (!real && meeting->scale != type.scale) ||
      !IsNamed(c_, named)) {
    return;
  }
  const auto moved = [](const std::optional<Int128>& word, Int128 by) {
    return word ? CheckedAdd(*word, by) : std::nullopt;
  };
  const Interval reach = IntervalIn(c_, other, *meeting);
  Interval words;
  switch (op) {
    case BinaryOp::kLess:
      words.high = moved(reach.high, -1);
      break;
    case BinaryOp::kLessEqual:
      words.high = reach.high;
      break;
    case BinaryOp::kGreater:
      words.low = moved(reach.low, 1);
      break;
    case BinaryOp::kGreaterEqual:
      words.low = reach.low;
      break;
    case BinaryOp::kEqual:
      words = reach;
      break;
    default:
      return;
  }
  c_.assumed.push_back({c_.info(named).ref, words, {}});
}

void Assuming::AssumeIn(const ast::InExpr& in, bool holds) {
  const auto value = in.value.valid() ? MembersOf(c_, in.value) : std::nullopt;
  if (!value || !IsNamed(c_, in.value)) {
    return;
  }
  const Listed listed = ListedIn(c_, in, value->size());
  if (listed.whole || !holds) {
    AssumeMembers(in.value, listed.members, holds);
  }
}

Truth OfBinary(Context& c, const ast::BinaryExpr& binary) {
  switch (binary.op) {
    case BinaryOp::kAnd: {
      const Truth left = TruthOf(c, binary.left);
      return left == Truth::kFalse ? left
                                   : Both(left, TruthWhere(c, binary.left, true, binary.right));
    }
    case BinaryOp::kOr: {
      const Truth left = TruthOf(c, binary.left);
      return left == Truth::kTrue ? left
                                  : Either(left, TruthWhere(c, binary.left, false, binary.right));
    }
    case BinaryOp::kImplies: {
      const Truth left = Not(TruthOf(c, binary.left));
      return left == Truth::kTrue ? left
                                  : Either(left, TruthWhere(c, binary.left, true, binary.right));
    }
    case BinaryOp::kEqual:
      return OfEqual(c, binary);
    case BinaryOp::kNotEqual:
      return Not(OfEqual(c, binary));
    default:
      return Compare(binary.op, Difference(c, binary.left, binary.right));
  }
}

Truth OfIf(Context& c, const ast::IfExpr& choice) {
  const Truth condition = TruthOf(c, choice.condition);
  const Truth yes = TruthWhere(c, choice.condition, true, choice.then_value);
  const Truth no = TruthWhere(c, choice.condition, false, choice.else_value);
  if (condition != Truth::kUnknown) {
    return condition == Truth::kTrue ? yes : no;
  }
  return yes == no ? yes : Truth::kUnknown;
}

Truth OfName(Context& c, ExprId id) {
  const Ref& ref = c.info(id).ref;
  for (const Assumed& assumed : c.assumed) {
    if (SameRef(assumed.ref, ref) && assumed.words.low) {
      return *assumed.words.low != 0 ? Truth::kTrue : Truth::kFalse;
    }
  }
  const auto let = ref.kind == RefKind::kLet ? c.let_truths.find(ref.index) : c.let_truths.end();
  return let == c.let_truths.end() ? Truth::kUnknown : let->second;
}

}  // namespace

Truth TruthOf(Context& context, ExprId condition) {
  if (!condition.valid() || context.info(condition).type != Type::Bool()) {
    return Truth::kUnknown;
  }
  const ast::ExprNode& node = context.tree.node(condition);
  if (const auto* literal = std::get_if<ast::BooleanExpr>(&node)) {
    return literal->value ? Truth::kTrue : Truth::kFalse;
  }
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    return Not(TruthOf(context, unary->operand));
  }
  if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    return OfBinary(context, *binary);
  }
  if (const auto* in = std::get_if<ast::InExpr>(&node)) {
    return OfIn(context, *in);
  }
  if (const auto* range = std::get_if<ast::InRangeExpr>(&node)) {
    return OfInRange(context, *range);
  }
  if (const auto* choice = std::get_if<ast::IfExpr>(&node)) {
    return OfIf(context, *choice);
  }
  return IsNamed(context, condition) ? OfName(context, condition) : Truth::kUnknown;
}

Truth TruthWhere(Context& context, ExprId other, bool holds, ExprId condition) {
  const Assuming assuming(context, other, holds);
  return TruthOf(context, condition);
}

bool IsWritten(const Context& context, ExprId condition) {
  return condition.valid() &&
         std::holds_alternative<ast::BooleanExpr>(context.tree.node(condition));
}

}  // namespace sextant::check
