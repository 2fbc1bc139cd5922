#include "runtime/io/book_run.h"

#include <chrono>
#include <exception>

#include <fmt/format.h>

#include "runtime/io/decision_table.h"
#include "runtime/io/state_rows.h"

namespace sextant::io {
namespace {

// Chunks on the way beyond those being decided: enough that nobody waits for the writer.
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
  std::vector<int64_t> matches;
  std::optional<StateRows> states;

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
  Result<std::unique_ptr<KeyJoin>> by_key = KeyJoin::Open(options_.input, *plan_.layout, kind);
  if (!by_key) {
    return by_key.error();
  }
  by_key_ = std::move(*by_key);
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
  if (!options_.state.empty() && state() != nullptr) {
    if (Status status = CheckStateFits(*plan_.module, *state(), options_.state); !status) {
      return status;
    }
    auto writer =
        TableWriter::Create(options_.state, StateSchema(*plan_.module, *state()), threads);
    if (!writer) {
      return writer.error();
    }
    states_ = std::move(*writer);
  }
  return {};
}

// The next chunk or, as the last item, why there is none. One thread at a time.
std::optional<Result<std::unique_ptr<Chunk>>> BookRun::Fetch() {
  if (read_all_) {
    return std::nullopt;
  }
  Result<std::unique_ptr<Chunk>> chunk = std::unique_ptr<Chunk>();
  try {
    chunk = reader_->Next();
  } catch (const std::exception& exception) {
    chunk = Thrown(exception);
  }
  read_all_ = !chunk.ok() || *chunk == nullptr;
  return chunk.ok() && read_all_ ? std::nullopt : std::optional(std::move(chunk));
}

void BookRun::DecideAll(int worker) {
  WorkerState state(*reader_, *plan_.module);
  if (states_ != nullptr) {
    state.states.emplace(*plan_.module, *this->state());
  }
  while (auto item = conveyor_.Take([this] { return Fetch(); })) {
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
  batch.source = plan_.SourceIndex();
  if (Status status = by_key_ ? by_key_->Apply(state.bound, state.matches) : Status(); !status) {
    out.error = status.error();
    return true;
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
  if (states_ != nullptr) {
    const TableData& rows = state.states->Fill(batch, state.decided, state.matches);
    out.state_rows = rows.rows;
    out.states = states_->Encode(rows);
  }
  return true;
}

Status BookRun::Write(DecidedChunk& chunk) {
  if (chunk.decisions != nullptr) {
    if (Status status = decisions_->Write(std::move(chunk.decisions)); !status) {
      return status;
    }
  }
  if (chunk.states != nullptr) {
    if (Status status = states_->Write(std::move(chunk.states)); !status) {
      return status;
    }
  }
  return chunk.rejects != nullptr ? rejects_->Write(std::move(chunk.rejects)) : Status();
}

// The states of keys that stand in no record, and of keys that stand in several.
Status BookRun::WriteRestOfStates(RunResult& result) {
  if (state() == nullptr) {
    return {};
  }
  StateTable& old = *state();
  for (int64_t row = 0; row < old.size(); ++row) {
    result.absent += old.seen(row) ? 0 : 1;
  }
  result.gone = old.UnseenByMember(*plan_.module);
  if (states_ == nullptr) {
    return {};
  }
  StateRows rest(*plan_.module, old);
  const TableData& rows = rest.FillRest();
  result.states += rows.rows;
  return states_->Write(states_->Encode(rows));
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
    result.states += chunk->state_rows;
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

template <class Step>
Status BookRun::ForEachWriter(Step step) {
  for (TableWriter* writer : {decisions_.get(), rejects_.get(), states_.get()}) {
    if (Status status = writer == nullptr ? Status() : step(*writer); !status) {
      return status;
    }
  }
  return {};
}

// All files are complete before any gets its name.
Status BookRun::Finish() {
  if (Status status = ForEachWriter([](TableWriter& writer) { return writer.Close(); }); !status) {
    return status;
  }
  return ForEachWriter([](TableWriter& writer) { return writer.Commit(); });
}

Result<RunResult> BookRun::Run() {
  const Clock::time_point start = Clock::now();
  RunResult result;
  result.source = plan_.layout->name;
  for (int worker = 0; worker < WorkerCount(options_.threads); ++worker) {
    threads_.emplace_back([this, worker] { DecideAll(worker); });
  }
  Status status = WriteAll(result);
  Stop();
  if (status.ok()) {
    status = WriteRestOfStates(result);
  }
  if (status.ok()) {
    status = Finish();
  }
  if (!status) {
    return status.error();
  }
  result.decided = result.records - result.rejected;
  result.bytes = reader_->bytes_read();
  result.seconds = SecondsSince(start);
  if (by_key_ != nullptr) {
    result.lists = by_key_->counts();
  }
  if (options_.progress) {
    Report(result);
  }
  return result;
}

}  // namespace sextant::io
