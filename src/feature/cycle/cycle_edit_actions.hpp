// SPDX-License-Identifier: Apache-2.0
// Planning and running cycles (调度周期维护): one by hand, the ones the plan asks for, the agenda, and each step over
// the version its clerk has seen, so that two who press at once take it once. Refuses api.no_such_record,
// store.row_exists, store.version_conflict, cycle.is_frozen, cycle.cut_off_after_meeting, cycle.no_such_matter, and
// what the steps refuse.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/cycle/paper.hpp"
#include "platform/db/page.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::cycle {

using Presets = std::span<const calendar::YearText>;

db::Page<Cycle> load_cycle_page(const db::Reader& reader, const db::PageQuery& query);
Result<db::Versioned<Cycle>> find_versioned_cycle(const db::Reader& reader, const Id<Cycle>& id);

// A cycle with what belongs to it.
struct CycleDetail {
  db::Versioned<Cycle> cycle;
  std::optional<Date> remind_on;
  Month month;  // of the figures it looks at
  std::optional<Id<Cycle>> previous;
  std::optional<Id<Cycle>> next;
  std::vector<AgendaItem> agenda;
  std::int64_t agenda_version = 0;
  std::vector<AgendaItem> last_agenda;
  std::map<std::string, matter::Matter> matters;  // that the agendas name
};
Result<CycleDetail> load_cycle_detail(const db::Reader& reader, const Id<Cycle>& id, Presets presets, Date today);
// The day on which units are reminded; none without a cut-off.
Result<std::optional<Date>> remind_on(const db::Reader& reader, const Cycle& cycle, Presets presets);

// An empty id and number are made of kind and day; no cut-off is the plan's.
Result<db::Versioned<Cycle>> create_cycle(db::Tx& tx, Cycle cycle, Presets presets);
// The cycles that the plan asks for from today until a day, beside those that are there; one journal entry.
Result<std::vector<Cycle>> plan_cycles(db::Tx& tx, Date until, Presets presets);
// The same as far ahead as the plan says; nothing until somebody saved a plan. How many were made.
Result<std::int64_t> plan_ahead(db::Tx& tx, Presets presets);
Result<db::Versioned<Cycle>> edit_cycle(db::Tx& tx, const Cycle& cycle, std::int64_t expected_version);
Result<void> set_agenda(db::Tx& tx, const Id<Cycle>& id, std::vector<AgendaItem> items, std::int64_t expected_version);

// What a step needs from outside.
struct StepParts {
  std::filesystem::path store;  // directory with the files
  std::string program_version;
  std::vector<Paper> papers;  // of a cycle that is published, from papers_to_publish()
};
Result<db::Versioned<Cycle>> take_step_of(db::Tx& tx, const Id<Cycle>& id, Step step, std::int64_t expected_version,
                                          const StepParts& parts);
// Rendering takes its time, so it happens before the transaction: of a frozen cycle its papers, else none. Refuses
// what the renderers refuse.
Result<std::vector<Paper>> papers_to_publish(const db::Reader& reader, const std::filesystem::path& store,
                                             const Id<Cycle>& id, const RenderPapers& render);
std::vector<StoredPaper> load_stored_papers(const db::Reader& reader, const Id<Cycle>& id);

// The frozen bytes, which are the file that the cycle names. Refuses cycle.not_frozen, blob.*.
Result<std::string> load_snapshot_bytes(const db::Reader& reader, const std::filesystem::path& store,
                                        const Id<Cycle>& id);

}  // namespace guatu::cycle
