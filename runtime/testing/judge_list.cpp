#include "runtime/testing/judge_list.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "runtime/interp/wording.h"

namespace sextant::testing {
namespace {

interp::Value ValueAt(const abi::OutputBuffer& column, uint32_t place) {
  const std::byte* values = column.values(place);
  return column.storage == abi::Storage::kFloat64
             ? interp::Value::OfReal(*reinterpret_cast<const double*>(values))
             : interp::Value::OfWord(abi::WholeAt(values, column.storage, 0));
}

// One column over its only record.
class ListReader {
 public:
  ListReader(const ir::Module& module, const ir::OutputColumn& output,
             const abi::OutputBuffer& column, interp::Evaluator& evaluator)
      : module_(module), output_(output), evaluator_(evaluator) {
    for (uint32_t place = 0; place < column.places() && column.IsValid(0, place); ++place) {
      items_.push_back(ValueAt(column, place));
    }
  }

  bool Is(const std::vector<ir::Given>& wanted) const {
    return std::ranges::equal(
        items_, wanted,
        [this](const interp::Value& item, const ir::Given& cell) { return Same(item, cell); });
  }
  bool Has(const ir::Given& wanted) const {
    return std::ranges::any_of(items_,
                               [&](const interp::Value& item) { return Same(item, wanted); });
  }

  // "[travel_cover, deposit]"
  std::string Text() const {
    std::string text;
    for (const interp::Value& item : items_) {
      text += (text.empty() ? "" : ", ") + ItemText(item);
    }
    return "[" + text + "]";
  }

 private:
  bool Same(const interp::Value& item, const ir::Given& cell) const {
    switch (output_.type.kind) {
      case types::Kind::kText:  // reasons too
        return TextOf(item) == cell.text;
      case types::Kind::kFloat:
        return item.real == std::bit_cast<double>(cell.word);
      default:
        return item.word == cell.word;
    }
  }
  std::string TextOf(const interp::Value& item) const {
    return ir::IsReason(output_) ? module_.reasons[static_cast<std::size_t>(item.word)].code
                                 : std::string(evaluator_.TextOf(item.word));
  }
  std::string ItemText(const interp::Value& item) const {
    return output_.type.kind == types::Kind::kText
               ? TextOf(item)
               : interp::ValueText(evaluator_, output_.type, item);
  }

  const ir::Module& module_;
  const ir::OutputColumn& output_;
  interp::Evaluator& evaluator_;
  std::vector<interp::Value> items_;
};

}  // namespace

std::string ListFailure(const ir::TestCase& test, const ir::ListExpectation& expected,
                        const abi::OutputBuffer& column, interp::Evaluator& evaluator) {
  const ir::OutputColumn& output = test.module.outputs[static_cast<std::size_t>(expected.column)];
  const ListReader list(test.module, output, column, evaluator);
  const bool holds = expected.has ? list.Has(expected.items.front()) : list.Is(expected.items);
  return holds != expected.negated ? ""
                                   : fmt::format("found `{}` = {}", expected.name, list.Text());
}

}  // namespace sextant::testing
