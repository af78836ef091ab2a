// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/notice.hpp"

#include <algorithm>

#include "engine/report/markdown.hpp"
#include "feature/light/light_board.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Snapshot;
using report::Fact;
using report::Facts;
using report::Record;
using report::Records;

void add(Record& record, const std::string& name, const std::string& id, report::Value value) {
  record.fields[name] = Fact{id + "/" + name, std::move(value)};
}

// Sector or whole: plan, done, share, gap, rest and the pace that is left.
void add_money(Record& record, const std::string& id, const SectorSum& sum) {
  add(record, "n", id, report::count_of(sum.projects));
  add(record, "plan", id, report::money_of(sum.year_plan));
  add(record, "done", id, report::money_of(sum.actual));
  add(record, "rest", id, report::money_of(sum.sprint.remaining));
  if (sum.sprint.needed_per_month)
    add(record, "need", id, report::money_of(*sum.sprint.needed_per_month));
  else
    add(record, "need", id, report::money_of(Money()));
  const Ratio done = sum.year_plan.is_zero() ? Ratio() : ratio_of(sum.actual, sum.year_plan);
  const Ratio expected = sum.year_plan.is_zero() ? Ratio() : ratio_of(sum.plan, sum.year_plan);
  add(record, "p", id, report::share_of(done));
  add(record, "d", id, report::points_of(done - expected));
}

Records light_records(const PackFacts& facts) {
  Records records;
  for (const auto& count : facts.counts) {
    if (count.projects == 0) continue;
    Record record;
    add(record, "word", "light/" + count.style->code, count.style->word);
    add(record, "n", "light/" + count.style->code, report::count_of(count.projects));
    records.push_back(std::move(record));
  }
  return records;
}

Records sector_records(const PackFacts& facts) {
  Records records;
  // The last sum is all of them together.
  for (std::size_t i = 0; i + 1 < facts.sectors.size(); ++i) {
    Record record;
    add(record, "sector", "sector/" + facts.sectors[i].sector, facts.sectors[i].sector);
    add_money(record, "sector/" + facts.sectors[i].sector, facts.sectors[i]);
    records.push_back(std::move(record));
  }
  return records;
}

std::string without_full_stop(std::string text) {
  for (const std::string_view stop : {"。", "."})
    while (text.ends_with(stop)) text.erase(text.size() - stop.size());
  return text;
}

Records red_records(const Snapshot& snapshot, const PackFacts& facts) {
  Records records;
  for (const auto* project : facts.red) {
    Record record;
    const std::string id = "project/" + project->id.value;
    add(record, "name", id, project->name);
    add(record, "unit", id, snapshot.unit_name(project->responsible));
    add(record, "reason", id, without_full_stop(reason_of(snapshot, *snapshot.find_light(project->id.value))));
    add(record, "note", id, without_full_stop(project->note));
    records.push_back(std::move(record));
  }
  return records;
}

Records missing_records(const Snapshot& snapshot, const PackFacts& facts) {
  Records records;
  for (const auto& missing : facts.missing)
    for (const auto* project : missing.projects) {
      Record record;
      add(record, "name", "project/" + project->id.value, project->name);
      add(record, "unit", "project/" + project->id.value, snapshot.unit_name(missing.unit));
      records.push_back(std::move(record));
    }
  return records;
}

Records changed_records(const Snapshot& snapshot, const PackFacts& facts) {
  Records records;
  for (const auto& change : facts.changes) {
    Record record;
    const std::string id = "project/" + change.project->id.value;
    add(record, "name", id, change.project->name);
    add(record, "before", id, style_word(snapshot, change.before));
    add(record, "now", id, style_word(snapshot, change.after));
    records.push_back(std::move(record));
  }
  return records;
}

Records adjusted_records(const Snapshot& snapshot, const PackFacts& facts) {
  Records records;
  for (const auto& adjusted : facts.adjusted) {
    Record record;
    const indicator::Indicator& indicator = *adjusted.indicator;
    const std::string id = "target/" + cycle::key_of(*adjusted.target);
    add(record, "unit", id, snapshot.unit_name(adjusted.target->unit));
    add(record, "name", id, indicator.name);
    add(record, "before", id, target_text(indicator, adjusted.before.level, adjusted.before.growth));
    add(record, "now", id, target_text(indicator, adjusted.target->level, adjusted.target->growth));
    add(record, "number", id, adjustment_text(adjusted));
    records.push_back(std::move(record));
  }
  return records;
}

Facts notice_facts(const Snapshot& snapshot, const PackFacts& facts) {
  Facts all;
  const std::string id = "snapshot";
  const auto count = [&](const char* name, std::size_t number) {
    add(all, name, id, report::count_of(static_cast<std::int64_t>(number)));
  };
  add_money(all, id, facts.sectors.back());
  const auto* home = facts.home ? snapshot.find_unit(*facts.home) : nullptr;
  add(all, "area", id, std::string(home != nullptr && home->kind == unit::UnitKind::city ? "市" : "区"));
  count("month", static_cast<std::size_t>(snapshot.month.number()));
  count("months_left", static_cast<std::size_t>(12 - snapshot.month.number()));
  count("due_day", static_cast<std::size_t>(snapshot.figures_due_day));
  count("reported", facts.sectors.back().actual.is_zero() ? 0U : 1U);
  add(all, "rule", id, snapshot.rule_title);
  add(all, "worst", id, snapshot.styles.empty() ? std::string() : snapshot.styles.front().word);
  count("changes", facts.changes.size());
  count("adjusted", facts.adjusted.size());
  Records missing = missing_records(snapshot, facts);
  count("missing", missing.size());
  add(all, "missing_projects", id, std::move(missing));
  std::size_t overdue = 0;
  for (const auto& unit : facts.overdue) overdue += unit.matters.size();
  count("overdue", overdue);
  count("overdue_units", facts.overdue.size());
  count("open",
        static_cast<std::size_t>(std::count_if(snapshot.matters.begin(), snapshot.matters.end(), matter::is_running)));
  count("hard",
        static_cast<std::size_t>(std::count_if(facts.sprint.begin(), facts.sprint.end(), [](const SprintRow& row) {
          return row.sprint.outlook == figures::SprintOutlook::beyond_best_month;
        })));
  add(all, "lights", id, light_records(facts));
  add(all, "sectors", id, sector_records(facts));
  add(all, "red", id, red_records(snapshot, facts));
  count("red_count", facts.red.size());
  add(all, "changed", id, changed_records(snapshot, facts));
  add(all, "adjusted_targets", id, adjusted_records(snapshot, facts));
  const Date held = snapshot.cycle.held_on.value_or(snapshot.day);
  add(all, "issuer", id, district_name(snapshot, facts) + "重点项目调度办公室");
  add(all, "dated", id, format_date(held));
  add(all, "year", id, std::to_string(snapshot.month.year()));
  return all;
}

document::Alignment alignment_of(wallchart::CellKind kind) {
  switch (kind) {
    case wallchart::CellKind::number:
    case wallchart::CellKind::progress:
    case wallchart::CellKind::rise:
    case wallchart::CellKind::fall:
      return document::Alignment::right;
    case wallchart::CellKind::text:
      return document::Alignment::left;
    default:
      return document::Alignment::centre;
  }
}

std::string cell_text(const Snapshot& snapshot, const wallchart::Cell& cell) {
  if (cell.kind == wallchart::CellKind::light) return marked_word(snapshot, cell);
  if (cell.kind == wallchart::CellKind::light_change)
    return style_word(snapshot, cell.text) + "→" + style_word(snapshot, cell.detail);
  return cell.text;
}

document::Table table_of(const Snapshot& snapshot, const wallchart::DataTable& source) {
  document::Table table;
  table.unit = source.note == "亿元" ? "单位：亿元" : std::string();
  for (const auto& column : source.columns)
    table.columns.push_back({column.title, alignment_of(column.kind), std::max(column.width_share, 1)});
  for (const auto& row : source.rows) {
    document::Row shown;
    for (const auto& cell : row.cells) shown.cells.push_back(cell_text(snapshot, cell));
    table.rows.push_back(std::move(shown));
  }
  return table;
}

// The pack's own tables, by the names the template knows them under.
void add_tables(const Snapshot& snapshot, const wallchart::PackView& page, Facts& facts) {
  constexpr std::pair<const char*, const char*> kTables[] = {
      {"projects", "project_table"}, {"indicators", "indicator_table"}, {"overdue", "overdue_table"}};
  for (const auto& [section_id, name] : kTables)
    for (const auto& section : page.sections)
      if (section.id == section_id)
        add(facts, name, "snapshot", table_of(snapshot, std::get<wallchart::DataTable>(section.blocks.front())));
}

}  // namespace

Result<Notice> make_notice(const Snapshot& snapshot, const PackFacts& facts, const Masthead& masthead,
                           std::string_view notice_template) {
  Notice notice;
  Facts values = notice_facts(snapshot, facts);
  add_tables(snapshot, make_page(snapshot, facts, masthead), values);
  GUATU_TRY(notice.text, report::fill_template(notice_template, "notice.md", values));
  GUATU_TRY(notice.document, report::parse_markdown(notice.text.text, "notice.md"));
  notice.document.sealing = document::Sealing::unsealed;
  notice.document.provenance = {masthead.digest, masthead.program_version, snapshot.frozen_at};
  return notice;
}

}  // namespace guatu::bulletin
