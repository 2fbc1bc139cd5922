#include "runtime/io/pipeline.h"

#include <mutex>

#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;

namespace {

const char* const kStrategy = R"(
record Customer key id {
  id    : text
  limit : money EUR at least 0 EUR
  late  : integer in 0..100 optional
}
let lateness = late otherwise 0
strategy Line -> { action : one of { keep, cut }, line : money EUR } first match {
  rule cut when lateness > 30 then action = cut, line = limit / 2 rounded down to 1 EUR because R1 "late"
  otherwise then action = keep, line = limit because R0 "fine"
}
output { id, limit, late, Line }
)";

// 1,000 customers; every 7th has a limit that is no number.
std::string Book() {
  std::string text = "id,limit,late\n";
  for (int i = 1; i <= 1000; ++i) {
    text += "C" + std::to_string(i) + (i % 7 == 0 ? ",oops," : "," + std::to_string(i) + ".25,") +
            (i % 4 == 0 ? "" : std::to_string(i % 60)) + "\n";
  }
  return text;
}

class Pipeline {
 public:
  Pipeline() : compiled_(test::Compiled(kStrategy)) {
    auto bindings = interp::Bind(*compiled_->module, {});
    REQUIRE(bindings);
    auto engine = engine::MakeEngine(engine::EngineKind::kInterpreter, *compiled_->module,
                                     compiled_->sources, *bindings);
    REQUIRE(engine);
    engine_ = std::move(*engine);
  }

  io::RunOptions Options(const std::string& data) const {
    io::RunOptions options;
    options.input.module = &*compiled_->module;
    options.input.path = data;
    options.engine = engine_.get();
    return options;
  }

 private:
  std::unique_ptr<driver::Compilation> compiled_;
  std::unique_ptr<engine::Engine> engine_;
};

}  // namespace

TEST_CASE("decisions and rejects keep the order of the input and add up") {
  Pipeline pipeline;
  test::TempFolder folder;
  io::RunOptions options = pipeline.Options(folder.Write("book.csv", Book()));
  options.decisions = folder / "decisions.csv";
  options.rejects = folder / "rejects.csv";
  const auto result = io::Run(options);
  REQUIRE(result);
  CHECK(result->records == 1000);
  CHECK(result->rejected == 142);
  CHECK(result->reject_lines == 142);
  CHECK(result->decided == 858);
  const std::string decisions = test::Slurp(options.decisions);
  CHECK(decisions.starts_with(
      "id,limit,late,Line.action,Line.line,Line.reason\nC1,1.25,1,keep,1.25,R0\n"));
  CHECK(decisions.find("\nC31,31.25,31,cut,15.00,R1\nC32,32.25,,keep,32.25,R0\n") !=
        std::string::npos);
  CHECK(decisions.find("C7,") == std::string::npos);
  const std::string rejects = test::Slurp(options.rejects);
  CHECK(rejects.starts_with("key,row,where,rule,code,message,line,found\nC7,7,limit,,malformed,"));
  CHECK(rejects.ends_with(",oops\n"));
}

TEST_CASE("outputs are the same bytes for any number of threads and size of batches") {
  Pipeline pipeline;
  test::TempFolder folder;
  const std::string data = folder.Write("book.csv", Book());
  for (const char* extension : {".csv", ".parquet", ".arrow", ".ndjson"}) {
    std::vector<std::string> seen;
    for (const int threads : {1, 2, 5}) {
      for (const int64_t rows : {10, 64, 4096}) {
        io::RunOptions options = pipeline.Options(data);
        options.threads = threads;
        options.input.batch_rows = rows;
        options.decisions = folder / ("d" + std::string(extension));
        options.rejects = folder / ("r" + std::string(extension));
        REQUIRE(io::Run(options));
        seen.push_back(test::Slurp(options.decisions) + test::Slurp(options.rejects));
      }
    }
    INFO(extension);
    CHECK(std::count(seen.begin(), seen.end(), seen[0]) == static_cast<int64_t>(seen.size()));
  }
}

TEST_CASE("a run without outputs shows every batch to the observer") {
  Pipeline pipeline;
  test::TempFolder folder;
  io::RunOptions options = pipeline.Options(folder.Write("book.csv", Book()));
  options.input.batch_rows = 50;
  options.threads = 3;
  std::mutex mutex;
  int64_t rows = 0;
  int64_t first_rows = 0;
  options.observe = [&](int worker, const abi::InputBatch& batch,
                        const abi::DecisionBatch& decisions) {
    const std::lock_guard lock(mutex);
    CHECK((worker >= 0 && worker < io::WorkerCount(3)));
    CHECK(batch.rows == decisions.rows);
    rows += batch.rows;
    first_rows += batch.first_row == 1 ? 1 : 0;
  };
  int64_t told = 0;
  options.progress = [&told](const io::Progress& progress) { told = progress.records; };
  REQUIRE(io::Run(options));
  CHECK(rows == 1000);
  CHECK(first_rows == 1);
  CHECK(told == 1000);
  CHECK(folder.Names() == std::vector<std::string>{"book.csv"});
}

TEST_CASE("a run that fails leaves no output behind") {
  Pipeline pipeline;
  test::TempFolder folder;
  io::RunOptions options = pipeline.Options(folder.Write("book.csv", Book() + "C1001,5\n"));
  options.input.batch_rows = 20;
  options.threads = 4;
  options.decisions = folder.Write("decisions.csv", "old");
  options.rejects = folder / "rejects.parquet";
  const auto ragged = io::Run(options);
  REQUIRE(!ragged);
  CHECK(ragged.error().message.find(
            "record 1001: has 2 cells where the line of column names has 3") != std::string::npos);
  CHECK(test::Slurp(options.decisions) == "old");
  CHECK(!std::filesystem::exists(options.rejects));

  options.input.path = folder.Write("book.csv", Book());
  options.decisions = "/dev/full";
  const auto full = io::Run(options);
  REQUIRE(!full);
  CHECK(full.error().message == "cannot write /dev/full: No space left on device");
  CHECK(!std::filesystem::exists(options.rejects));

  const std::atomic<bool> cancel{true};
  options.decisions = folder / "decisions.csv";
  options.cancel = &cancel;
  const auto cancelled = io::Run(options);
  REQUIRE(!cancelled);
  CHECK(cancelled.error().message.find("interrupted") == 0);
  CHECK(test::Slurp(options.decisions) == "old");
}

TEST_CASE("a run never writes over its input, nor two outputs into one file") {
  Pipeline pipeline;
  test::TempFolder folder;
  io::RunOptions options = pipeline.Options(folder.Write("book.csv", Book()));
  options.decisions = folder / "./book.csv";
  CHECK(io::Run(options).error().message.find("is an input") != std::string::npos);
  options.decisions = folder / "x.csv";
  options.rejects = folder / "x.csv";
  CHECK(io::Run(options).error().message.find("would both go to") != std::string::npos);
}

TEST_CASE("records are found by key and by number") {
  const auto compiled = test::Compiled(kStrategy);
  test::TempFolder folder;
  io::InputOptions options;
  options.module = &*compiled->module;
  options.path = folder.Write("book.csv", Book());
  options.batch_rows = 30;
  auto input = io::Input::Open(options);
  REQUIRE(input);
  const auto found = io::FindKey(**input, *compiled->module, "C700");
  REQUIRE(found);
  REQUIRE(found->has_value());
  CHECK((*found)->batch->first_row + (*found)->row == 700);
  auto again = io::Input::Open(options);
  const auto numbered = io::FindRow(**again, 999);
  REQUIRE(numbered->has_value());
  CHECK(io::KeyText(*compiled->module, *(*numbered)->batch, (*numbered)->row) == "C999");
  CHECK(!io::FindRow(**again, 5000)->has_value());
}
