#include "compiler/opt/passes.h"

#include <catch2/catch.hpp>

#include "compiler/driver/compile.h"
#include "compiler/ir/builder.h"

using namespace sextant;

namespace {

// The lines of the printed module that say how it decides: rules, lets and outputs.
std::string Decisions(const ir::Module& module) {
  const std::string text = ir::Print(module);
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    const bool wanted = line.starts_with("  ") || line.starts_with("let ");
    lines += wanted ? line + "\n" : "";
    at = end + 1;
  }
  return lines;
}

// What `%12` of the printed module is: the line without its number.
std::string Line(const ir::Module& module, const std::string& id) {
  const std::string text = ir::Print(module);
  const std::size_t at = text.find(id + " = ");
  return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

ir::Module Compiled(const std::string& body) {
  const auto made = driver::CompileText("made.sxt", R"(record C key id {
  id     : integer
  age    : integer in 18..100
  due    : integer in 0..90
  any    : integer
  pd     : float in 0..1
  income : money EUR optional
}

)" + body);
  INFO(body);
  REQUIRE(made->module.has_value());
  return *made->module;
}

}  // namespace

TEST_CASE("What ranges decide becomes a constant") {
  ir::Module module = Compiled("let low = due < 91\nlet high = pd > 2\noutput { id, low, high }\n");
  opt::FoldByRanges(module);
  CHECK(Line(module, "%2") == "%2 = const boolean true");
  CHECK(Decisions(module).find("let 0 low = %2") == 0);
}

TEST_CASE("The larger of two values whose ranges do not meet is one of them") {
  ir::Module module = Compiled("let above = largest of { age - 10, 0 }\noutput { id, above }\n");
  opt::FoldByRanges(module);
  CHECK(Decisions(module) == "let 0 above = %2\n");
  CHECK(Line(module, "%2").starts_with("%2 = sub number(0) %0, %1"));
}

TEST_CASE("What may fault stays, whatever it would come to") {
  ir::Module module = Compiled(
      "let odd = 1 / any >= 0 and due >= 0\nlet far = any * any * any < 0 and due > 90\n"
      "output { id, odd, far }\n");
  const std::string before = Decisions(module);
  opt::FoldByRanges(module);
  // `due >= 0` holds, so the first is its other side; the second never holds, but its product may
  // overflow first.
  CHECK(Decisions(module).find("let 1 far") != std::string::npos);
  const std::size_t far = Decisions(module).find("let 1 far = ") + 12;
  const std::string id = Decisions(module).substr(far, Decisions(module).find('\n', far) - far);
  CHECK(Line(module, id).find("= and boolean") != std::string::npos);
}

TEST_CASE("Conditions that the rules before imply are dropped, and rules they rule out") {
  const ir::Module module = opt::Optimised(Compiled(R"(lifecycle Stage first match {
  stage late    when due > 30
  stage young   when due <= 30 and age < 25
  stage never   when due > 40 and age < 30
  stage rich    when age >= 25 and income is known and income > 5_000 EUR
  stage old     when age >= 60 and due < 31
  stage middle  otherwise
}

output { id, Stage }
)"));
  const std::string decisions = Decisions(module);
  INFO(ir::Print(module));
  CHECK(ir::Verify(module).empty());
  CHECK(decisions.find("stage never") == std::string::npos);
  const auto condition = [&](const std::string& stage) {
    const std::size_t at = decisions.find("stage " + stage + " when ") + stage.size() + 12;
    return Line(module, decisions.substr(at, decisions.find(' ', at) - at));
  };
  CHECK(condition("young").find("lt boolean") != std::string::npos);
  CHECK(condition("old").find("not boolean") != std::string::npos);
  CHECK(condition("rich").find("and boolean") != std::string::npos);
}

TEST_CASE("A rule that always holds ends its list") {
  const ir::Module module = opt::Optimised(Compiled(R"(strategy S -> integer first match {
  rule a when age < 40 then 1
  rule b when age >= 40 and pd < 0.5 then 2
  rule c when age >= 40 and not (pd < 0.5) then 3
  otherwise then 4
}

output { id, S }
)"));
  const std::string decisions = Decisions(module);
  CHECK(decisions.find("rule c when always") != std::string::npos);
  CHECK(decisions.find("otherwise") == std::string::npos);
}

TEST_CASE("A condition that may fault is asked although a later one never holds") {
  const ir::Module module = opt::Optimised(Compiled(R"(strategy S -> integer first match {
  rule a when due > 30 then 1
  rule b when 100 / any > 3 and due > 40 then 2
  otherwise then 4
}

output { id, S }
)"));
  CHECK(Decisions(module).find("rule b when %") != std::string::npos);
}

TEST_CASE("A number that is rounded and then written with more places is rounded once") {
  const ir::Module module = opt::Optimised(
      Compiled("let rest = (if income is known then income else 0 EUR) / 3\n"
               "let whole = rest rounded down to 100 EUR\n"
               "let line : money EUR = whole\noutput { id, line }\n"));
  INFO(ir::Print(module));
  CHECK(ir::Verify(module).empty());
  CHECK(ir::Print(module).find("round money EUR(2) down to 10000") != std::string::npos);
}
