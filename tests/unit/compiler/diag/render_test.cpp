#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "compiler/diag/diagnostic.h"

namespace sextant::diag {
namespace {

source::Span Find(const source::Manager& sources, source::FileId file, std::string_view what) {
  const auto at = static_cast<uint32_t>(sources.text(file).find(what));
  return {file, at, at + static_cast<uint32_t>(what.size())};
}

TEST_CASE("a finding is shown with its line and carets") {
  source::Manager sources;
  const source::FileId file = sources.Add("book.sxt", "let a = 1\n  when utilisaton > 5\n");
  Sink sink;
  const Diagnostic& made =
      sink.Report(Diag::kUnexpectedToken, Find(sources, file, "utilisaton"), {"`x`", "a name"})
          .Here("here")
          .Hint("did you mean `utilisation`?");
  CHECK(Render(made, sources) ==
        "error[E0101]: found `x`, expected a name\n"
        " --> book.sxt:2:8\n"
        "  |\n"
        "2 |   when utilisaton > 5\n"
        "  |        ^^^^^^^^^^ here\n"
        "  = help: did you mean `utilisation`?\n");
}

TEST_CASE("two places on one line share their rows") {
  source::Manager sources;
  const source::FileId file = sources.Add("f", "amount + rate\n");
  Sink sink;
  const Diagnostic& made = sink.Report(Diag::kEmptyFile, Find(sources, file, "+"))
                               .Label(Find(sources, file, "amount"), "money")
                               .Label(Find(sources, file, "rate"), "a rate");
  CHECK(Render(made, sources) ==
        "error[E0001]: the file holds no declaration\n"
        " --> f:1:8\n"
        "  |\n"
        "1 | amount + rate\n"
        "  | ------ ^ ---- a rate\n"
        "  | money\n");
}

TEST_CASE("places on several lines stand in one excerpt, dots between distant ones") {
  source::Manager sources;
  const source::FileId file = sources.Add("f", "one\ntwo\nthree\nfour\nfive\nsix\n");
  Sink sink;
  const Diagnostic& made = sink.Report(Diag::kEmptyFile, Find(sources, file, "three"))
                               .Label(Find(sources, file, "one"), "first")
                               .Label(Find(sources, file, "six"), "last");
  CHECK(Render(made, sources) ==
        "error[E0001]: the file holds no declaration\n"
        " --> f:3:1\n"
        "  |\n"
        "1 | one\n"
        "  | --- first\n"
        "2 | two\n"
        "3 | three\n"
        "  | ^^^^^\n"
        "...\n"
        "6 | six\n"
        "  | --- last\n");
}

TEST_CASE("a place in another file has its own excerpt") {
  source::Manager sources;
  const source::FileId a = sources.Add("a", "here\n");
  const source::FileId b = sources.Add("b", "\nthere\n");
  Sink sink;
  const Diagnostic& made =
      sink.Report(Diag::kEmptyFile, {a, 0, 4}).Label(Find(sources, b, "there"), "as well");
  CHECK(Render(made, sources) ==
        "error[E0001]: the file holds no declaration\n"
        " --> a:1:1\n"
        "  |\n"
        "1 | here\n"
        "  | ^^^^\n"
        " ::: b:2:1\n"
        "  |\n"
        "2 | there\n"
        "  | ----- as well\n");
}

TEST_CASE("wide characters take two columns, tabs one blank") {
  source::Manager sources;
  const source::FileId file = sources.Add("f", "\t额度 > 5\n");
  Sink sink;
  const std::string text = Render(sink.Report(Diag::kEmptyFile, Find(sources, file, ">")), sources);
  CHECK(text.find("1 |  额度 > 5\n  |       ^\n") != std::string::npos);
  CHECK(text.find("f:1:5") != std::string::npos);
}

TEST_CASE("what cannot be printed is shown as an escape") {
  source::Manager sources;
  const source::FileId file = sources.Add("f\x1b[2J", "a\x1b[31m\xff\u202Eb\n");
  Sink sink;
  const std::string text =
      Render(sink.Report(Diag::kEmptyFile, Find(sources, file, "b")).Hint("\x07"), sources);
  CHECK(text.find("1 | a\\x1b[31m\\xff\\u{202e}b\n") != std::string::npos);
  CHECK(text.find("  | " + std::string(21, ' ') + "^\n") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
}

TEST_CASE("a long line is cut around the carets") {
  source::Manager sources;
  const source::FileId file =
      sources.Add("f", std::string(500, 'a') + "HERE" + std::string(500, 'b') + "\n");
  Sink sink;
  const std::string text =
      Render(sink.Report(Diag::kEmptyFile, Find(sources, file, "HERE")), sources);
  CHECK(text.find("1 | …" + std::string(40, 'a') + "HERE" + std::string(56, 'b') + "…\n") !=
        std::string::npos);
  CHECK(text.find("  | " + std::string(41, ' ') + "^^^^\n") != std::string::npos);
}

TEST_CASE("a line of megabytes is cut before it is measured") {
  source::Manager sources;
  std::string line;
  for (int i = 0; i < 1'000'000; ++i) {
    line += "额";
  }
  const source::FileId file = sources.Add("f", line + "HERE" + line);
  Sink sink;
  const Diagnostic& made =
      sink.Report(Diag::kEmptyFile, Find(sources, file, "HERE")).Label({file, 0, 3}, "far away");
  const std::string text = Render(made, sources);
  CHECK(text.size() < 2000);
  CHECK(text.find("额额HERE额额") != std::string::npos);
  CHECK(text.find("^^^^") != std::string::npos);
}

TEST_CASE("colours are only used when asked for") {
  source::Manager sources;
  const source::FileId file = sources.Add("f", "x\n");
  Sink sink;
  const Diagnostic& made = sink.Report(Diag::kEmptyFile, {file, 0, 1});
  CHECK(Render(made, sources, false).find('\x1b') == std::string::npos);
  CHECK(Render(made, sources, true).find("\x1b[1;31merror[E0001]") != std::string::npos);
}

TEST_CASE("JSON has every part") {
  source::Manager sources;
  const source::FileId file = sources.Add("f", "one\ntwo \xff\n");
  Sink sink;
  const Diagnostic& made = sink.Report(Diag::kEmptyFile, Find(sources, file, "two"))
                               .Here("here")
                               .Label({file, 0, 3}, "there")
                               .Hint("bad byte \xff");
  const auto json = nlohmann::json::parse(RenderJson(made, sources));
  CHECK(json["code"] == "E0001");
  CHECK(json["severity"] == "error");
  CHECK(json["file"] == "f");
  CHECK(json["line"] == 2);
  CHECK(json["column"] == 1);
  CHECK(json["end_line"] == 2);
  CHECK(json["end_column"] == 4);
  CHECK(json["label"] == "here");
  CHECK(json["labels"][0]["message"] == "there");
  CHECK(json["labels"][0]["line"] == 1);
  CHECK(json["hint"] == "bad byte \uFFFD");
}

TEST_CASE("no bytes and no spans are too odd to render") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) {
      text += static_cast<char>(random() % 256);
    }
    source::Manager sources;
    const source::FileId file = sources.Add(text, text);
    const auto span = [&] {
      const uint32_t begin = random() % 61;
      return source::Span{file, begin, begin + static_cast<uint32_t>(random() % (61 - begin))};
    };
    Sink sink;
    const Diagnostic& made =
        sink.Report(Diag::kUnexpectedToken, span(), {text, text}).Label(span(), text).Hint(text);
    CHECK_FALSE(Render(made, sources, true).empty());
    CHECK(nlohmann::json::accept(RenderJson(made, sources)));
  }
}

}  // namespace
}  // namespace sextant::diag
