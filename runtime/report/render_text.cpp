#include <algorithm>

#include <fmt/format.h>

#include "compiler/support/counted.h"
#include "compiler/support/dates.h"
#include "runtime/report/figures.h"
#include "runtime/report/summary.h"

namespace sextant::report {
namespace {

// A line of the report: a name at the left, a count and a share at the right.
struct Line {
  std::string name;
  std::string figure;
  std::string share;
};

struct Section {
  std::string title;
  std::vector<Line> lines;
};

std::string Padded(const std::string& text, std::size_t width) {
  const std::size_t taken = DisplayWidth(text);
  return taken >= width ? text : text + std::string(width - taken, ' ');
}

std::string PaddedLeft(const std::string& text, std::size_t width) {
  const std::size_t taken = DisplayWidth(text);
  return taken >= width ? text : std::string(width - taken, ' ') + text;
}

std::string Shortest(double value) {
  return fmt::format("{}", value);
}

Section RecordsSection(const Totals& totals) {
  return {"Records",
          {{"read", Grouped(totals.records), ""},
           {"decided", Grouped(totals.decided), Share(totals.decided, totals.records)},
           {"rejected", Grouped(totals.rejected), Share(totals.rejected, totals.records)}}};
}

Section RejectsSection(const Totals& totals) {
  Section section{"Rejected for", {}};
  for (const auto& [place, count] : totals.rejects) {
    section.lines.push_back(
        {place.first + ": " + place.second, Grouped(count), Share(count, totals.records)});
  }
  return section;
}

Section CountsSection(const ir::Module& module, const Totals& totals, std::size_t column) {
  const ColumnSummary& summary = totals.columns[column];
  Section section{module.outputs[column].name, {}};
  const std::vector<Member> members = MembersOf(module, column);
  constexpr std::size_t kManyRows = 50;  // of more, those that no record has are left out
  const bool rows = MeasureOf(module, column) == Measure::kRows;
  for (const Member& member : members) {
    const int64_t count = summary.counts[member.index];
    if (rows && count == 0 && members.size() > kManyRows) {
      continue;
    }
    const std::string name = member.text.empty() ? member.name : member.name + "  " + member.text;
    section.lines.push_back({name, Grouped(count), Share(count, totals.decided)});
  }
  if (summary.missing > 0) {
    section.lines.push_back(
        {"(none)", Grouped(summary.missing), Share(summary.missing, totals.decided)});
  }
  return section;
}

// The smallest, the largest, and for exact figures their sum and mean.
std::vector<Line> MeasuredLines(const types::Type& type, const ColumnSummary& summary,
                                Measure measure) {
  if (summary.known == 0) {
    return {};
  }
  if (measure == Measure::kReal) {
    return {{"smallest", Shortest(*summary.real_low), ""},
            {"largest", Shortest(*summary.real_high), ""}};
  }
  if (measure == Measure::kDates) {
    return {{"earliest", FormatDate(static_cast<int32_t>(*summary.low)), ""},
            {"latest", FormatDate(static_cast<int32_t>(*summary.high)), ""}};
  }
  return {{"sum", Figure(type, summary.sum), ""},
          {"mean", Mean(type, summary.sum, summary.values), ""},
          {"smallest", Figure(type, *summary.low), ""},
          {"largest", Figure(type, *summary.high), ""}};
}

Section MeasuredSection(const ir::Module& module, const Totals& totals, std::size_t column) {
  const ir::OutputColumn& output = module.outputs[column];
  const ColumnSummary& summary = totals.columns[column];
  const bool money = output.type.kind == types::Kind::kMoney;
  Section section{
      money ? fmt::format("{} ({})", output.name, output.type.currency.text()) : output.name, {}};
  section.lines = MeasuredLines(output.type, summary, MeasureOf(module, column));
  if (summary.missing > 0 || summary.known == 0) {
    section.lines.push_back(
        {"(none)", Grouped(summary.missing), Share(summary.missing, totals.decided)});
  }
  return section;
}

Section ListSection(const RunFacts::ListRows& list) {
  return {
      fmt::format("Rows of {} ({})", list.list, list.source),
      {{"read", Grouped(list.rows), ""},
       {"without a record", Grouped(list.without_record), Share(list.without_record, list.rows)}}};
}

Section MigrationSection(const ir::Module& module, const Totals& totals, std::size_t state) {
  Section section{MigrationName(module, state) + ", from the period before", {}};
  for (const Move& move : MovesOf(module, state, totals.migrations[state])) {
    const std::string from = move.from.empty() ? "(new)" : move.from;
    const std::string to = move.to.empty() ? "(gone)" : move.to;
    section.lines.push_back({from + " → " + to, Grouped(move.records),
                             move.to.empty() ? "" : Share(move.records, totals.decided)});
  }
  return section;
}

std::vector<Section> SectionsOf(const ir::Module& module, const Totals& totals,
                                const RunFacts& facts) {
  std::vector<Section> sections{RecordsSection(totals)};
  for (const RunFacts::ListRows& list : facts.lists) {
    sections.push_back(ListSection(list));
  }
  if (!totals.rejects.empty()) {
    sections.push_back(RejectsSection(totals));
  }
  for (std::size_t i = 0; i < module.outputs.size(); ++i) {
    const Measure measure = MeasureOf(module, i);
    if (measure == Measure::kMembers || measure == Measure::kReasons || measure == Measure::kRows) {
      sections.push_back(CountsSection(module, totals, i));
    } else if (measure != Measure::kNone) {
      sections.push_back(MeasuredSection(module, totals, i));
    }
  }
  for (std::size_t i = 0; i < totals.migrations.size(); ++i) {
    if (Section section = MigrationSection(module, totals, i); !section.lines.empty()) {
      sections.push_back(std::move(section));
    }
  }
  return sections;
}

std::string SpeedLine(const Totals& totals, const RunFacts& facts) {
  if (facts.seconds <= 0) {
    return "";
  }
  const auto rate = static_cast<int64_t>(static_cast<double>(totals.records) / facts.seconds);
  return fmt::format("\n{} {} in {:.2f} s: {} a second\n", Grouped(totals.records),
                     Plural(totals.records, "record"), facts.seconds, Grouped(rate));
}

}  // namespace

std::string RenderText(const ir::Module& module, const Totals& totals, const RunFacts& facts) {
  const std::vector<Section> sections = SectionsOf(module, totals, facts);
  std::size_t name_width = 0;
  std::size_t figure_width = 0;
  for (const Section& section : sections) {
    for (const Line& line : section.lines) {
      name_width = std::max(name_width, DisplayWidth(line.name));
      figure_width = std::max(figure_width, line.figure.size());
    }
  }
  std::string text = fmt::format("{} over {}", facts.strategy, facts.data);
  text += facts.source.empty() ? "\n" : fmt::format(" (source {})\n", facts.source);
  for (const Section& section : sections) {
    text += fmt::format("\n{}\n", section.title);
    for (const Line& line : section.lines) {
      std::string row =
          "  " + Padded(line.name, name_width) + "  " + PaddedLeft(line.figure, figure_width);
      text += line.share.empty() ? row + "\n" : row + "  " + PaddedLeft(line.share, 6) + "\n";
    }
  }
  return text + SpeedLine(totals, facts);
}

}  // namespace sextant::report
