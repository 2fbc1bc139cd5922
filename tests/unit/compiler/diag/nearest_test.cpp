#include <catch2/catch.hpp>

#include "compiler/diag/diagnostic.h"

namespace sextant::diag {
namespace {

const std::vector<std::string> kWords = {"when", "utilisation", "Relationship", "额度上限", "then"};

TEST_CASE("a typing mistake finds its word") {
  CHECK(Nearest("wehn", kWords) == "when");
  CHECK(Nearest("utilisaton", kWords) == "utilisation");
  CHECK(Nearest("utilizations", kWords) == "utilisation");
  CHECK(Nearest("relationship", kWords) == "Relationship");
  CHECK(Nearest("额度上线", kWords) == "额度上限");
}

TEST_CASE("words that are far off find nothing") {
  CHECK(Nearest("age", kWords).empty());
  CHECK(Nearest("we", kWords).empty());
  CHECK(Nearest("", kWords).empty());
  CHECK(Nearest("utter", kWords).empty());
  CHECK(Nearest(std::string(100'000, 'x'), kWords).empty());
  CHECK(Nearest("when", {}).empty());
}

TEST_CASE("the nearest of several wins, the first on a tie") {
  CHECK(Nearest("growing", {"growth", "growng", "growings"}) == "growng");
  CHECK(Nearest("tHen", {"when", "then"}) == "then");
}

TEST_CASE("names that share a part with the word are related") {
  using Names = std::vector<std::string>;
  const Names names = {"credit_limit", "cash_limit", "days_past_due", "average", "monthly_income",
                       "月收入", "额度上限"};
  CHECK(Related("limit", names) == Names{"cash_limit", "credit_limit"});
  CHECK(Related("limit_credit", names) == Names{"credit_limit"});
  CHECK(Related("overdue_days", names) == Names{"days_past_due"});
  CHECK(Related("收入", names) == Names{"月收入"});
  CHECK(Related("mont", names) == Names{"monthly_income"});
  CHECK(Related("age", names).empty());
  CHECK(Related("x_y", names).empty());
  CHECK(Related("", names).empty());
  CHECK(DidYouMean("limit", names) == "did you mean `cash_limit` or `credit_limit`?");
  CHECK(DidYouMean("avrage", names) == "did you mean `average`?");
  CHECK(DidYouMean("age", names).empty());
}

TEST_CASE("bytes that are not text are compared as they are") {
  CHECK(Nearest("whe\xff", kWords) == "when");
}

}  // namespace
}  // namespace sextant::diag
