// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/snapshot_actions.hpp"

#include <algorithm>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/course_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/journal_read.hpp"

namespace guatu::cycle {
namespace {

Result<PreviousCycle> load_previous(const db::Reader& reader, const blob::BlobStore& blobs, const Cycle* before) {
  if (before == nullptr || before->snapshot.empty()) return PreviousCycle{};
  GUATU_TRY(const Snapshot snapshot, load_snapshot(reader, blobs, before->id));
  return remember(snapshot, before->snapshot);
}

// Figures that are not released by the cut-off stay out, also out of the file.
std::vector<indicator::Observation> released_by(std::vector<indicator::Observation> observations, Instant cut_off,
                                                int first_year) {
  std::erase_if(observations, [&](const indicator::Observation& observation) {
    return !observation.released_on || !indicator::is_released(observation, cut_off) ||
           observation.last.year() < first_year;
  });
  return observations;
}

std::vector<AgendaItem> agenda_of(const std::vector<AgendaItem>& agenda, const Cycle* cycle) {
  std::vector<AgendaItem> items;
  if (cycle == nullptr) return items;
  std::copy_if(agenda.begin(), agenda.end(), std::back_inserter(items),
               [&](const AgendaItem& item) { return item.cycle == cycle->id; });
  return items;
}

void load_registers(const db::Reader& reader, Snapshot& snapshot) {
  snapshot.units = unit::load_units(reader);
  snapshot.indicators.indicators = indicator::load_indicators(reader);
  snapshot.indicators.targets = indicator::load_targets(reader);
  snapshot.indicators.month_shares = indicator::load_month_shares(reader);
  snapshot.indicators.observations =
      released_by(indicator::load_observations(reader), snapshot.frozen_at, snapshot.month.year() - 1);
  snapshot.portfolio = lights::load_portfolio(reader);
  snapshot.matters = matter::load_matters(reader);
}

// A damaged one is `guatu check`'s to name; it stops no meeting.
std::optional<FrozenCheckpoint> load_checkpoint(const db::Reader& reader) {
  const auto note = db::last_checkpoint(reader);
  if (!note) return std::nullopt;
  const auto checkpoint = journal::read_checkpoint(*note);
  if (!checkpoint) return std::nullopt;
  return FrozenCheckpoint{static_cast<std::int64_t>(checkpoint->size), crypto::to_hex(checkpoint->root),
                          checkpoint->origin};
}

// An agenda that nobody entered begins with last time's items.
void fill_agenda(db::Tx& tx, const Cycle& cycle) {
  const auto agenda = load_agenda(tx);
  if (!agenda_of(agenda, &cycle).empty()) return;
  const auto cycles = load_cycles(tx);
  save(tx, opening_agenda(cycle, agenda_of(agenda, cycle_before(cycles, cycle)), matter::load_matters(tx)));
}

void journal_step(db::Tx& tx, const Cycle& cycle) {
  JsonWriter json;
  json.begin_object().member("cycle", cycle.id.value).member("state", code_of(cycle.state));
  if (!cycle.snapshot.empty()) json.member("snapshot", cycle.snapshot);
  json.end_object();
  tx.journal({"cycle." + std::string(code_of(cycle.state)), cycle.id.value, json.take()});
}

}  // namespace

Result<Cycle> find_cycle(const db::Reader& reader, const Id<Cycle>& id) {
  for (auto& cycle : load_cycles(reader))
    if (cycle.id == id) return std::move(cycle);
  return refuse(ErrorKind::not_found, "", "cycle.unknown", {{"value", id.value}});
}

Result<Cycle> advance(db::Tx& tx, const Id<Cycle>& id, Step step) {
  GUATU_TRY(const Cycle cycle, find_cycle(tx, id));
  GUATU_TRY(const Cycle after, take_step(cycle, step, tx.today()));
  save(tx, std::vector<Cycle>{after});
  if (step == Step::open) fill_agenda(tx, after);
  journal_step(tx, after);
  return after;
}

Result<Snapshot> assemble(const db::Reader& reader, const blob::BlobStore& blobs, const Cycle& cycle,
                          const SnapshotStamp& stamp) {
  Snapshot snapshot;
  snapshot.cycle = cycle;
  snapshot.position = stamp.position;
  snapshot.frozen_at = stamp.at;
  snapshot.day = stamp.day;
  const auto plan = cadence::load_plan(reader).row;
  snapshot.month = cadence::load_figures_due(reader).month_at(meeting_day(cycle).value_or(stamp.day));
  snapshot.figures_due_day = plan.figures_due_day;
  snapshot.tolerance = plan.tolerance;
  snapshot.program_version = stamp.program_version;
  GUATU_TRY(const lights::RuleInForce rule, lights::load_rule_in_force(reader, snapshot.day));
  snapshot.rule_name = rule.rules.name;
  snapshot.rule_title = rule.rules.title;
  snapshot.rule_version = rule.rules.version;
  snapshot.rule_text = rule.adoption.text;
  load_registers(reader, snapshot);
  const lights::Board board(rule.rules, snapshot.portfolio, snapshot.month, snapshot.day);
  const auto notes = project::load_notes_in_force(reader, snapshot.day);
  snapshot.lights = freeze_lights(board, lights::ShownLights(board, notes));
  snapshot.styles = freeze_styles(rule.rules);
  snapshot.checkpoint = load_checkpoint(reader);
  const auto cycles = load_cycles(reader);
  const auto agenda = load_agenda(reader);
  const Cycle* before = cycle_before(cycles, cycle);
  GUATU_TRY(snapshot.previous, load_previous(reader, blobs, before));
  snapshot.agenda = agenda_of(agenda, &cycle);
  snapshot.last_agenda = agenda_of(agenda, before);
  return snapshot;
}

Result<FrozenCycle> freeze(db::Tx& tx, const blob::BlobStore& blobs, const Id<Cycle>& id,
                           std::string_view program_version) {
  GUATU_TRY(const Cycle cycle, find_cycle(tx, id));
  GUATU_TRY(Cycle after, take_step(cycle, Step::freeze, tx.today()));
  GUATU_TRY(const Snapshot snapshot,
            assemble(tx, blobs, after, {tx.entry_position(), tx.now(), tx.today(), std::string(program_version)}));
  FrozenCycle frozen;
  frozen.bytes = to_json(snapshot);
  // The file is on the disk before the row that names it.
  GUATU_TRY(frozen.digest, blobs.put(frozen.bytes));
  after.snapshot = frozen.digest;
  save(tx, std::vector<Cycle>{after});
  journal_step(tx, after);
  frozen.cycle = std::move(after);
  return frozen;
}

Result<Snapshot> load_snapshot(const db::Reader& reader, const blob::BlobStore& blobs, const Id<Cycle>& id) {
  GUATU_TRY(const Cycle cycle, find_cycle(reader, id));
  if (cycle.snapshot.empty())
    return refuse(ErrorKind::conflict, "", "cycle.not_frozen",
                  {{"value", id.value}, {"state", std::string(chinese_of(cycle.state))}});
  GUATU_TRY(const std::string bytes, blobs.read(cycle.snapshot));
  return snapshot_from_json(bytes);
}

}  // namespace guatu::cycle
