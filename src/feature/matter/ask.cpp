// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/ask.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace guatu::matter {
namespace {

using loop::Act;
using loop::Course;
using loop::DutyKind;
using loop::Role;

constexpr Act act_for(DutyKind duty) {
  switch (duty) {
    case DutyKind::accept:
      return Act::accept;
    case DutyKind::feedback:
    case DutyKind::reply:
    case DutyKind::quarter:
      return Act::report;
    case DutyKind::done:
      return Act::request_completion;
    default:
      return Act::draft;
  }
}

class Asks {
 public:
  Asks(const Course& course, const loop::Kind* kind, std::vector<loop::Duty> duties)
      : course_(course), kind_(kind), duties_(std::move(duties)) {}

  std::vector<Ask> all() && {
    if (course_.ending) return {};
    if (loop::is_suspended(course_)) {
      ask_office(Act::resume, course_.suspensions.back().since, std::nullopt);
      return std::move(asks_);
    }
    if (course_.extension) ask_office(Act::decide_extension, course_.extension->asked_on, DutyKind::decide_extension);
    ask_for_step();
    for (const auto& held : course_.held) ask_signer(held);
    return std::move(asks_);
  }

 private:
  const loop::Duty* duty(DutyKind kind) const {
    const auto found = std::ranges::find(duties_, kind, &loop::Duty::kind);
    return found == duties_.end() ? nullptr : &*found;
  }

  // The limit of the duty; where there is none, the day by which the whole must be done.
  void add(Ask ask, const loop::Duty* limit) {
    ask.due = limit != nullptr ? std::optional(limit->due) : course_.due;
    ask.certainty = limit != nullptr ? limit->certainty : course_.due_certainty;
    if (limit != nullptr) ask.quarter = limit->quarter;
    asks_.push_back(ask);
  }
  void ask_office(Act act, const std::optional<Date>& since, std::optional<DutyKind> limit) {
    add({.act = act, .role = Role::office, .since = since}, limit ? duty(*limit) : nullptr);
  }
  void ask_verifier(Act act) {
    add({.act = act, .role = Role::verifier, .unit = course_.verifier, .since = course_.step_since},
        duty(DutyKind::verify));
  }

  void ask_signer(const loop::Held& held) {
    const auto signed_so_far = held.signatures.size();
    add({.act = Act::sign,
         .role = Role::signer,
         .unit = held.request.actor.unit,
         .level = held.chain[signed_so_far],
         .since = signed_so_far == 0 ? held.prepared_on : held.signatures.back().on},
        nullptr);
  }

  bool has_held(const loop::UnitId& unit) const {
    return std::ranges::any_of(course_.held, [&](const loop::Held& held) { return held.request.actor.unit == unit; });
  }

  // What the lead is asked for first: its next limit, or the next step.
  void ask_lead(Act step) {
    if (!course_.lead || has_held(*course_.lead)) return;
    Ask ask{.act = step, .role = Role::lead, .unit = course_.lead, .since = course_.step_since};
    const auto next = std::ranges::find_if(duties_, [&](const loop::Duty& one) { return one.unit == course_.lead; });
    if (next == duties_.end()) return add(ask, nullptr);
    const bool asks_for_end = next->kind == DutyKind::done && course_.state == State::accepted;  // first it works
    if (step != Act::accept && step != Act::work && !asks_for_end) ask.act = act_for(next->kind);
    add(ask, &*next);
  }

  void ask_assisting() {
    for (const auto& one : course_.assisting) {
      if (one.replied_on || has_held(one.unit)) continue;
      const auto next = std::ranges::find_if(duties_, [&](const loop::Duty& duty) { return duty.unit == one.unit; });
      add({.act = one.accepted_on ? Act::report : Act::accept,
           .role = Role::assisting,
           .unit = one.unit,
           .since = one.accepted_on ? one.accepted_on : course_.assigned_on},
          next == duties_.end() ? nullptr : &*next);
    }
  }

  void ask_for_step() {
    switch (course_.state) {
      case State::draft:
        return ask_office(Act::enter, course_.drafted_on, DutyKind::enter);
      case State::registered:
        return ask_office(Act::assign, course_.step_since, std::nullopt);
      case State::assigned:
        ask_lead(Act::accept);
        return ask_assisting();
      case State::reassignment_asked:
        return ask_office(Act::settle_reassignment, course_.step_since, DutyKind::settle);
      case State::accepted:
      case State::working:
      case State::reported:
        ask_lead(course_.reported_on ? Act::request_completion : Act::report);
        return ask_assisting();
      case State::returned:
        ask_lead(Act::work);
        return ask_assisting();
      case State::completion_requested:
        return ask_verifier(Act::verify);
      case State::verifying:
        return ask_verifier(Act::confirm);
      case State::done:
      case State::publicised:
        return ask_to_close();
      case State::closed:
      case State::archived:
        return;
    }
  }

  void ask_to_close() {
    const auto waits = [&](bool needed, const std::optional<Date>& done) { return needed && !done; };
    Act act = Act::close;
    if (kind_ != nullptr && waits(kind_->needs_publicity && course_.state == State::done, std::nullopt))
      act = Act::publicise;
    else if (kind_ != nullptr && course_.state == State::done && waits(kind_->needs_report_up, course_.reported_up_on))
      act = Act::report_up;
    else if (kind_ != nullptr && waits(kind_->needs_call_back, course_.called_back_on))
      act = Act::call_back;
    ask_office(act, course_.step_since, act == Act::publicise ? std::optional(DutyKind::publicise) : std::nullopt);
  }

  const Course& course_;
  const loop::Kind* kind_;
  std::vector<loop::Duty> duties_;
  std::vector<Ask> asks_;
};

DutyRow duty_row(const Matter& row, const Ask& ask) {
  return {.matter = row.id,
          .audience = audience_of(ask),
          .act = ask.act,
          .unit = register_unit(ask.unit),
          .since = ask.since,
          .due = ask.due.value_or(kNoDue),
          .certainty = ask.certainty,
          .quarter = ask.quarter};
}

}  // namespace

Result<std::vector<Ask>> asks_of(const Course& course, const loop::Kind* kind, const calendar::Calendar& calendar) {
  static const loop::Kind kWithoutLimits;
  GUATU_TRY(auto duties, loop::open_duties(course, kind == nullptr ? kWithoutLimits : *kind, calendar));
  return Asks(course, kind, std::move(duties)).all();
}

std::vector<DutyRow> duty_rows(const Matter& row, const std::vector<Ask>& asks) {
  std::vector<DutyRow> rows;
  for (const Ask& ask : asks) {
    DutyRow duty = duty_row(row, ask);
    const auto same = std::ranges::find(rows, duty.audience, &DutyRow::audience);
    if (same == rows.end())
      rows.push_back(std::move(duty));
    else if (duty.due < same->due)
      *same = std::move(duty);
  }
  if (row.started_by)
    rows.push_back({.matter = row.id,
                    .audience = starter_audience(*row.started_by),
                    .act = std::nullopt,
                    .unit = std::nullopt,
                    .since = row.registered_on,
                    .due = row.due.value_or(kNoDue)});
  return rows;
}

std::vector<DutyRow> placed(std::vector<DutyRow> stored, const std::vector<DutyRow>& wanted) {
  std::vector<DutyRow> left;
  std::vector<DutyRow*> free;
  for (DutyRow& line : stored)
    if (std::ranges::find(wanted, line.audience, &DutyRow::audience) == wanted.end()) free.push_back(&line);
  for (const DutyRow& one : wanted) {
    const auto same = std::ranges::find(stored, one.audience, &DutyRow::audience);
    DutyRow* line = same == stored.end() ? nullptr : &*same;
    if (line == nullptr && !free.empty()) {
      line = free.front();
      free.erase(free.begin());
    }
    DutyRow row = one;
    row.slot = line == nullptr ? static_cast<std::int64_t>(stored.size() + left.size()) : line->slot;
    if (line == nullptr)
      left.push_back(std::move(row));
    else
      *line = std::move(row);
  }
  for (DutyRow* line : free) {
    DutyRow blank{};
    blank.matter = line->matter;
    blank.slot = line->slot;
    blank.due = kNoDue;
    *line = std::move(blank);
  }
  std::ranges::move(left, std::back_inserter(stored));
  return stored;
}

std::string audience_of(const Ask& ask) {
  switch (ask.role) {
    case Role::lead:
    case Role::assisting:
      return unit_audience(ask.unit->value);
    case Role::verifier:
      return ask.unit ? verifier_audience(ask.unit->value) : std::string(kVerifierAudience);
    case Role::signer:
      return signer_audience(ask.unit->value, *ask.level);
    case Role::office:
    case Role::leader:
      break;
  }
  return std::string(kOfficeAudience);
}

std::string unit_audience(std::string_view unit) { return "unit:" + std::string(unit); }
std::string signer_audience(std::string_view unit, loop::SignLevel level) {
  return "sign:" + std::string(code_of(level)) + ":" + std::string(unit);
}
std::string verifier_audience(std::string_view unit) { return "verifier:" + std::string(unit); }
std::string starter_audience(std::string_view account) { return "by:" + std::string(account); }

}  // namespace guatu::matter
