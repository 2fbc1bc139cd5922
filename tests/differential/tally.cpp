#include "tests/differential/tally.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <new>
#include <string>
#include <vector>

#include "compiler/support/check.h"

namespace sextant::differential {

Tally* MakeTally() {
  void* memory =
      mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  SEXTANT_CHECK(memory != MAP_FAILED, "no memory to share");
  return new (memory) Tally;
}

namespace {

std::string PrintConstructs(const Tally& tally) {
  std::vector<std::pair<uint64_t, std::string>> rows;
  std::string never;
  for (std::size_t i = 0; i < kConstructs; ++i) {
    const auto construct = static_cast<Construct>(i);
    if (construct == Construct::kList) {
      continue;
    }
    const uint64_t count = tally.constructs[i];
    rows.emplace_back(count, ConstructText(construct));
    if (count == 0) {
      never += fmt::format("{}`{}`", never.empty() ? "" : ", ", ConstructText(construct));
    }
  }
  std::ranges::stable_sort(rows, std::greater<>(), &std::pair<uint64_t, std::string>::first);
  std::string out = "constructs in the programs accepted:\n";
  for (const auto& [count, text] : rows) {
    out += fmt::format("{:>10}  {}\n", count, text);
  }
  return out + (never.empty() ? "every construct occurred\n" : "never: " + never + "\n");
}

std::string PrintDiags(const std::array<Counter, kDiags>& counts, const char* what) {
  std::string out;
  for (std::size_t i = 0; i < kDiags; ++i) {
    if (counts[i] > 0) {
      out += fmt::format(" {} {}", diag::Code(static_cast<diag::Diag>(i)), counts[i].load());
    }
  }
  return out.empty() ? "" : fmt::format("{}:{}\n", what, out);
}

double Percent(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::string PrintTally(const Tally& tally) {
  std::string out = PrintConstructs(tally);
  const uint64_t decided = tally.decided;
  const uint64_t programs = tally.programs, refused = tally.refused, records = tally.records;
  out += fmt::format("programs: {} accepted, {} refused ({:.2f}%)\n", programs, refused,
                     Percent(refused, programs + refused));
  out += fmt::format("and {} left out, because a condition in them decides nothing\n", decided);
  out += PrintDiags(tally.errors, "programs refused, by code");
  out += PrintDiags(tally.warnings, "programs warned of, by code");
  out += fmt::format("records: {} decided twice in {} batches, {} rejected ({:.1f}%)\n", records,
                     tally.batches.load(), tally.rejected.load(), Percent(tally.rejected, records));
  out += "rejects by kind:";
  for (std::size_t i = 0; i < kFaults; ++i) {
    out += fmt::format(" {} {}", abi::FaultCode(static_cast<abi::FaultKind>(i)),
                       tally.faults[i].load());
  }
  out += fmt::format("\ncolumns that say the same of every record: {:.1f}%\n",
                     Percent(tally.constant, tally.columns));
  return out + fmt::format("findings: {}\n", tally.findings.load());
}

}  // namespace sextant::differential
