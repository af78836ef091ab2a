// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/desk_actions.hpp"

#include <algorithm>
#include <utility>

#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/matter/number.hpp"

namespace guatu::matter {
namespace {

std::vector<Signing> signings_of(const db::Reader& reader, const loop::Course& course) {
  std::vector<Signing> signings;
  for (const auto& held : course.held)
    if (held.request.actor.unit)
      if (auto signing = db::find(reader, signing_table(), *held.request.actor.unit))
        signings.push_back(std::move(*signing));
  return signings;
}

std::vector<loop::SignLevel> chain_of(const db::Reader& reader, const std::optional<loop::UnitId>& unit) {
  if (!unit) return {};
  const auto signing = db::find(reader, signing_table(), *unit);
  return signing ? signing->chain() : std::vector<loop::SignLevel>{};
}

std::vector<bool> parts_over(const db::Reader& reader, const loop::Course& whole) {
  std::vector<bool> over;
  if (whole.parts == 0) return over;
  for (const auto& part :
       db::load(reader, course_table(), "WHERE parent = :parent ORDER BY id", {{"parent", whole.id}}))
    over.push_back(loop::is_over(part));
  // One that was taken back with its act would otherwise keep the whole open, or the engine from looking.
  over.resize(static_cast<std::size_t>(whole.parts), true);
  return over;
}

bool carries_text(loop::Act act) {
  return act == loop::Act::report || act == loop::Act::merge_replies || act == loop::Act::request_completion;
}

}  // namespace

Result<loop::Event> Desk::decide(const Case& matter, const Wish& wish, loop::Request& asked) const {
  asked = wish.request;
  GUATU_TRY(asked.actor, actor_for(matter.course, asked.act, party_, wish.unit, signings_of(tx_, matter.course)));
  return loop::decide(
      matter.course, asked,
      {tx_.today(), *matter.kind, rules_.calendar, chain_of(tx_, asked.actor.unit), parts_over(tx_, matter.course)});
}

Result<void> Desk::step(Case& matter, const Wish& wish) {
  loop::Request asked;
  GUATU_TRY(loop::Event event, decide(matter, wish, asked));
  const loop::Course before = std::exchange(matter.course, event.after);
  matter.row.acts = matter.row.acts.value_or(0) + 1;
  show(matter.row, matter.course, *matter.kind);
  db::put(tx_, act_table(), told_of(event, asked, *matter.row.acts));
  const auto effect = effect_of(event);
  if (effect && carries_text(*effect)) {
    note_report(matter, event.request);
    if (event.request.actor.unit == matter.course.lead) matter.row.latest_report = event.request.text;
  }
  if (effect == loop::Act::call_back) matter.row.satisfaction = event.request.grade;
  note_extension(before, event);
  if (effect == loop::Act::split) return make_parts(matter, wish, before.parts + 1);
  return {};
}

void Desk::note_report(const Case& matter, const loop::Request& request) {
  Report report;
  report.matter = matter.row.id;
  report.sequence = next_report_sequence(tx_, report.matter);
  report.reported_on = tx_.today();
  report.unit = register_unit(request.actor.unit);
  report.text = request.text;
  report.progress_word = request.grade;
  db::put(tx_, matter_report_table(), report);
}

// The register's line of an extension: asked, and what became of it.
void Desk::note_extension(const loop::Course& before, const loop::Event& event) {
  const loop::Course& after = event.after;
  if (before.extension == after.extension) return;
  const Id<Matter> id = register_id(after.id);
  if (before.extension) {
    auto line = db::find(tx_, extension_table(), id, before.extension->asked_on).value_or(Extension{});
    line.matter = id;
    line.asked_on = before.extension->asked_on;
    const bool is_decided = effect_of(event) == loop::Act::decide_extension;
    const bool is_granted = is_decided && event.request.verdict == loop::Verdict::granted;
    line.decision = is_granted ? "同意" : is_decided ? "不同意" : "已失效";
    if (is_granted) line.due_asked = after.due;  // less may be granted than was asked for; the act says what was
    line.decided_on = event.on;
    line.decided_by = tx_.actor().name;
    db::put(tx_, extension_table(), line);
  }
  if (after.extension)
    db::put(tx_, extension_table(),
            Extension{id, after.extension->asked_on, register_unit(event.request.actor.unit), before.due,
                      after.extension->due_asked, "待批", std::nullopt, "", after.extension->reason});
}

Result<void> Desk::make_parts(const Case& whole, const Wish& wish, int first) {
  for (std::size_t i = 0; i < wish.request.parts.size(); ++i) {
    const loop::PartPlan& plan = wish.request.parts[i];
    Case part{whole.row, {}, whole.kind};
    part.row.id.value = part_number(whole.row.id.value, first + static_cast<int>(i));
    if (find_matter(tx_, part.row.id))
      return refuse(ErrorKind::conflict, "parts", "matter.number_taken", {{"value", part.row.id.value}});
    if (i < wish.part_texts.size() && !wish.part_texts[i].empty()) part.row.text = wish.part_texts[i];
    part.row.acts.reset();
    part.row.latest_report.clear();
    part.row.satisfaction.clear();
    part.row.warning.clear();
    part.row.started_by = party_.account;
    part.course = loop::part_of(whole.course, loop_id(part.row.id), tx_.today());
    Wish assign;
    assign.request.act = loop::Act::assign;
    assign.request.lead = plan.lead;
    assign.request.date = plan.due;
    // A whole that is late already gives its parts today.
    if (!plan.due && whole.course.due) assign.request.date = std::max(*whole.course.due, tx_.today());
    GUATU_CHECK(step(part, assign));
    GUATU_CHECK(save(part, std::nullopt));
  }
  return {};
}

Result<std::int64_t> Desk::save(const Case& matter, std::optional<std::int64_t> expected_version) {
  GUATU_TRY(const std::int64_t version, expected_version
                                            ? db::put_if(tx_, matter_table(), matter.row, *expected_version)
                                            : db::put_new(tx_, matter_table(), matter.row));
  db::put(tx_, course_table(), matter.course);
  GUATU_TRY(const auto asks, asks_of(matter.course, matter.kind, rules_.calendar));
  replace_duties(tx_, matter.row, asks);
  return version;
}

void replace_duties(db::Tx& tx, const Matter& row, const std::vector<Ask>& asks) {
  db::put(tx, duty_table(), placed(load_duties_on(tx, row.id), duty_rows(row, asks)));
}

}  // namespace guatu::matter
