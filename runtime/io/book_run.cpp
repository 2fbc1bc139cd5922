#include "runtime/io/book_run.h"

#include <chrono>
#include <exception>

#include <fmt/format.h>

#include "runtime/io/decision_table.h"

namespace sextant::io {
namespace {

// Chunks on the way beyond those being decided: enough that neither end waits for the other.
constexpr int64_t kSpareChunks = 3;

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Error Thrown(const std::exception& exception) {
  return Error{fmt::format("the run failed: {}", exception.what()), ""};
}

}  // namespace

// What a worker keeps from chunk to chunk.
struct WorkerState {
  std::unique_ptr<Decoder> decoder;
  BoundBatch bound;
  abi::DecisionBatch decided;
  DecisionTable decisions;
  RejectTable rejects;

  WorkerState(const Reader& reader, const ir::Module& module)
      : decoder(reader.MakeDecoder()), decisions(module), rejects(module) {}
};

BookRun::BookRun(const RunOptions& options, Plan plan)
    : options_(options),
      plan_(std::move(plan)),
      conveyor_(WorkerCount(options.threads) + kSpareChunks) {}

BookRun::~BookRun() {
  Stop();
}

void BookRun::Stop() {
  conveyor_.Stop();
  ledger_.Stop();
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

Status BookRun::Open(const FileKind& kind) {
  const bool threads = WorkerCount(options_.threads) > 1;
  Result<std::unique_ptr<ListJoin>> lists = ListJoin::Open(options_.input, *plan_.layout, kind);
  if (!lists) {
    return lists.error();
  }
  lists_ = std::move(*lists);
  Result<std::unique_ptr<Reader>> reader =
      OpenReader(plan_, {options_.input.path, kind, options_.input.batch_rows, threads});
  if (!reader) {
    return reader.error();
  }
  reader_ = std::move(*reader);
  if (!options_.decisions.empty()) {
    auto writer = TableWriter::Create(options_.decisions, DecisionSchema(*plan_.module), threads);
    if (!writer) {
      return writer.error();
    }
    decisions_ = std::move(*writer);
  }
  if (!options_.rejects.empty()) {
    auto writer = TableWriter::Create(options_.rejects, RejectSchema(), threads);
    if (!writer) {
      return writer.error();
    }
    rejects_ = std::move(*writer);
  }
  return {};
}

void BookRun::ReadAll() {
  try {
    for (;;) {
      Result<std::unique_ptr<Chunk>> chunk = reader_->Next();
      if (chunk.ok() && *chunk == nullptr) {
        break;
      }
      const bool failed = !chunk.ok();
      if (!conveyor_.Put(std::move(chunk)) || failed) {
        break;
      }
    }
  } catch (const std::exception& exception) {
    conveyor_.Put(Thrown(exception));
  }
  conveyor_.End();
}

void BookRun::DecideAll(int worker) {
  WorkerState state(*reader_, *plan_.module);
  while (auto item = conveyor_.Take()) {
    DecidedChunk out;
    if (!item->second.ok()) {
      out.error = item->second.error();
    } else {
      try {
        if (!Decide(worker, item->first, **item->second, state, out)) {
          return;
        }
      } catch (const std::exception& exception) {
        out.error = Thrown(exception);
      }
    }
    conveyor_.Finish(item->first, std::move(out));
  }
}

bool BookRun::Decide(int worker, int64_t number, Chunk& chunk, WorkerState& state,
                     DecidedChunk& out) {
  const std::optional<DecodeError> error = state.decoder->Decode(chunk, state.bound);
  abi::InputBatch& batch = state.bound.batch;
  const std::optional<int64_t> first_row = ledger_.FirstRow(number, batch.rows);
  if (!first_row) {
    return false;
  }
  if (error) {
    out.error = RecordError(options_.input.path, *first_row + error->row, *error);
    return true;
  }
  batch.first_row = *first_row;
  if (lists_ != nullptr) {
    lists_->Attach(state.bound);
  }
  options_.engine->Decide(batch, state.decided);
  if (options_.observe) {
    options_.observe(worker, batch, state.decided);
  }
  out.records = batch.rows;
  out.rejected = state.decided.rejected_rows;
  out.reject_lines = static_cast<int64_t>(state.decided.rejects.size());
  if (decisions_ != nullptr) {
    out.decisions = decisions_->Encode(state.decisions.Fill(batch, state.decided));
  }
  if (rejects_ != nullptr && out.reject_lines > 0) {
    out.rejects = rejects_->Encode(state.rejects.Fill(batch, state.decided));
  }
  return true;
}

Status BookRun::Write(DecidedChunk& chunk) {
  if (chunk.decisions != nullptr) {
    if (Status status = decisions_->Write(std::move(chunk.decisions)); !status) {
      return status;
    }
  }
  return chunk.rejects != nullptr ? rejects_->Write(std::move(chunk.rejects)) : Status();
}

Status BookRun::WriteAll(RunResult& result) {
  constexpr double kReportEvery = 0.1;  // seconds
  Clock::time_point reported = Clock::now();
  while (std::optional<DecidedChunk> chunk = conveyor_.Next()) {
    if (options_.cancel != nullptr && options_.cancel->load()) {
      return Error{"interrupted; no output was written", ""};
    }
    if (chunk->error) {
      return *chunk->error;
    }
    result.records += chunk->records;
    result.rejected += chunk->rejected;
    result.reject_lines += chunk->reject_lines;
    if (Status status = Write(*chunk); !status) {
      return status;
    }
    if (options_.progress && SecondsSince(reported) >= kReportEvery) {
      reported = Clock::now();
      Report(result);
    }
  }
  return {};
}

void BookRun::Report(const RunResult& result) const {
  options_.progress({result.records, reader_->bytes_read(), reader_->total_bytes()});
}

// Both files are complete before either gets its name.
Status BookRun::Finish() {
  for (TableWriter* writer : {decisions_.get(), rejects_.get()}) {
    if (Status status = writer == nullptr ? Status() : writer->Close(); !status) {
      return status;
    }
  }
  for (TableWriter* writer : {decisions_.get(), rejects_.get()}) {
    if (Status status = writer == nullptr ? Status() : writer->Commit(); !status) {
      return status;
    }
  }
  return {};
}

Result<RunResult> BookRun::Run() {
  const Clock::time_point start = Clock::now();
  RunResult result;
  result.source = plan_.layout->name;
  threads_.emplace_back([this] { ReadAll(); });
  for (int worker = 0; worker < WorkerCount(options_.threads); ++worker) {
    threads_.emplace_back([this, worker] { DecideAll(worker); });
  }
  Status status = WriteAll(result);
  Stop();
  if (status.ok()) {
    status = Finish();
  }
  if (!status) {
    return status.error();
  }
  result.decided = result.records - result.rejected;
  result.bytes = reader_->bytes_read();
  result.seconds = SecondsSince(start);
  if (lists_ != nullptr) {
    result.lists = lists_->counts();
  }
  if (options_.progress) {
    Report(result);
  }
  return result;
}

}  // namespace sextant::io
