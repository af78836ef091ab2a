// SPDX-License-Identifier: Apache-2.0
// Stories of one matter for tests and golden cases, a line each:
//   kind meeting                        the template it follows
//   chain section,head                  signatures the acting unit asks for from here on; “chain -” for none
//   parts over,open                     how the matters it was split into stand
//   2026-02-09 office assign lead=U01 assisting=U02,U03
//   clock 2026-02-24                    both clocks; “duties 2026-02-24” what is owed
// People: office, verifier, leader, lead (of U01), assist (of U02), second (of U03), or name@unit with ! office, ?
// verifier, * leader, ^section its signature, /name on behalf of.
#pragma once

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "engine/calendar/calendar_toml.hpp"
#include "engine/loop/clock.hpp"
#include "engine/loop/decide.hpp"
#include "engine/loop/kind_toml.hpp"
#include "tests/support/golden.hpp"

namespace guatu::loop {

inline const calendar::Calendar& china() {
  static const calendar::Calendar kCalendar = [] {
    std::vector<calendar::PublishedYear> years;
    for (int year = 2025; year <= 2026; ++year) {
      const std::string name = "data/calendar/" + std::to_string(year) + ".toml";
      years.push_back(*calendar::parse_published_year(testing::read_whole(testing::source_path(name)), name));
    }
    return *calendar::Calendar::from(std::move(years));
  }();
  return kCalendar;
}

inline const std::vector<Kind>& built_in_kinds() {
  static const auto kKinds =
      *parse_kinds(testing::read_whole(testing::source_path("data/matter/kinds.toml")), "data/matter/kinds.toml");
  return kKinds;
}

inline Date day(std::string_view text) { return *parse_date(text); }

inline Actor actor_of(const std::string& word) {
  static const std::map<std::string, std::string> kPeople{{"office", "office@U00!"}, {"verifier", "vera@U00?"},
                                                          {"leader", "boss@U90*"},   {"lead", "lin@U01"},
                                                          {"assist", "an@U02"},      {"second", "bo@U03"}};
  const auto known = kPeople.find(word);
  const std::string text = known == kPeople.end() ? word : known->second;
  Actor actor;
  actor.person.value = text.substr(0, text.find_first_of("@!?*^/"));
  for (std::size_t at = actor.person.value.size(); at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("@!?*^/", at + 1), text.size());
    const std::string value = text.substr(at + 1, next - at - 1);
    if (text[at] == '@') actor.unit = UnitId{value};
    if (text[at] == '!') actor.is_office = true;
    if (text[at] == '?') actor.is_verifier = true;
    if (text[at] == '*') actor.is_leader = true;
    if (text[at] == '^') actor.sign_level = from_code<SignLevel>(value);
    if (text[at] == '/') actor.on_behalf_of = PersonId{value};
    at = next;
  }
  return actor;
}

inline std::vector<UnitId> units_of(const std::string& text) {
  std::vector<UnitId> units;
  for (const auto& one : split(text, ",")) units.push_back({one});
  return units;
}

inline void set_field(Request& request, const std::string& key, const std::string& value) {
  if (key == "text") request.text = value;
  if (key == "reason") request.reason = value;
  if (key == "date") request.date = day(value);
  if (key == "verdict") request.verdict = value == "granted" ? Verdict::granted : Verdict::refused;
  if (key == "grade") request.grade = value;
  if (key == "lead") request.lead = UnitId{value};
  if (key == "assisting") request.assisting = units_of(value);
  if (key == "verifier") request.verifier = UnitId{value};
  if (key == "target") request.target = MatterId{value};
  if (key == "quarter") request.quarter = std::stoi(value);
  if (key == "quarters") request.quarters = quarter_targets(std::stoi(value.substr(0, 4)), split(value.substr(5), ","));
  if (key == "parts")
    for (const auto& part : split(value, ",")) {
      const auto words = split(part, ":");
      request.parts.push_back({{words[0]}, words.size() > 1 ? std::optional(day(words[1])) : std::nullopt});
    }
}

inline std::string text_of(const Error& error) {
  std::string text = error.problems.front().code;
  for (const auto& [key, value] : error.problems.front().args) text += " " + key + "=" + value;
  return text;
}

inline std::string or_none(const std::optional<Date>& date) { return date ? format_date(*date) : "-"; }

class Story {
 public:
  Story() { course_.id.value = "M1"; }

  // What the line gives: “working due 2026-03-01 …”, or the refusal with its arguments.
  std::string tell(const std::string& line) {
    const auto words = split(line, " ");
    if (words.empty() || words[0].starts_with("#")) return "";
    if (words[0] == "kind") return set_kind(words[1]);
    if (words[0] == "chain") return set_chain(words[1]);
    if (words[0] == "parts") return set_parts(words[1]);
    if (words[0] == "clock") return clocks(day(words[1]));
    if (words[0] == "duties") return duties();
    Request request;
    request.actor = actor_of(words[1]);
    const auto act = from_code<Act>(words[2]);
    if (!act) return "no such act: " + words[2];
    request.act = *act;
    for (std::size_t i = 3; i < words.size(); ++i) {
      const auto mark = words[i].find('=');
      set_field(request, words[i].substr(0, mark), words[i].substr(mark + 1));
    }
    return take(request, day(words[0]));
  }
  // Every line in turn; a refusal is a failure. Lines are separated by line breaks or ;
  Story& must(const std::string& lines) {
    for (const auto& line : split(lines, "\n;")) {
      if (trim(line).empty()) continue;
      const std::string told = tell(line);
      EXPECT_FALSE(told.starts_with("loop.") || told.starts_with("calendar.") || told.starts_with("no such"))
          << line << " -> " << told;
    }
    return *this;
  }
  // The code of the refusal; empty when it was accepted.
  std::string code(const std::string& line) {
    const std::string told = tell(line);
    const bool refused = told.starts_with("loop.") || told.starts_with("calendar.");
    return refused ? told.substr(0, told.find(' ')) : "";
  }
  const Course& course() const { return course_; }
  Course& course() { return course_; }
  const Event& event() const { return *event_; }
  const Kind& kind() const { return *find_kind(built_in_kinds(), kind_); }

 private:
  std::string take(const Request& request, Date today) {
    const auto event = decide(course_, request, {today, kind(), china(), chain_, parts_});
    if (!event) return text_of(event.error());
    event_ = *event;
    course_ = event->after;
    if (request.act == Act::split) parts_.resize(static_cast<std::size_t>(course_.parts), false);
    std::string told{code_of(course_.state)};
    if (course_.due) told += " due " + format_date(*course_.due);
    if (course_.due != course_.original_due) told += " originally " + or_none(course_.original_due);
    if (event->held && !event->signed_act) told += ", waits for signatures";
    return told;
  }
  std::string set_kind(const std::string& word) {
    kind_ = word;
    return "";
  }
  std::string set_chain(const std::string& word) {
    chain_.clear();
    if (word != "-")
      for (const auto& level : split(word, ",")) chain_.push_back(*from_code<SignLevel>(level));
    return "";
  }
  std::string set_parts(const std::string& word) {
    parts_.clear();
    for (const auto& one : split(word, ",")) parts_.push_back(one == "over");
    return "";
  }
  std::string clocks(Date today) const {
    const auto step = step_clock(course_, kind(), china(), today);
    if (!step) return text_of(step.error());
    std::string told;
    if (*step)
      told += "step " + std::string(code_of((*step)->step)) + " " + std::to_string((*step)->days) + "d suspended " +
              std::to_string((*step)->suspended_days) + " due " + or_none((*step)->due) + " overdue " +
              std::to_string((*step)->overdue_days) +
              ((*step)->certainty == calendar::Certainty::provisional ? " provisional" : "");
    if (const auto whole = whole_clock(course_, today))
      told += " | whole since " + format_date(whole->since) + " " + std::to_string(whole->days) + "d suspended " +
              std::to_string(whole->suspended_days) + " due " + or_none(whole->due) + " overdue " +
              std::to_string(whole->overdue_days) + " originally " + or_none(whole->original_due) + " overdue " +
              std::to_string(whole->original_overdue_days);
    return told;
  }
  std::string duties() const {
    const auto owed = open_duties(course_, kind(), china());
    if (!owed) return text_of(owed.error());
    std::string told;
    for (const auto& duty : *owed)
      told += std::string(told.empty() ? "" : ", ") + std::string(code_of(duty.kind)) +
              (duty.quarter > 0 ? std::to_string(duty.quarter) : "") + " " + (duty.unit ? duty.unit->value : "-") +
              " " + format_date(duty.due) + (duty.certainty == calendar::Certainty::provisional ? " provisional" : "");
    return told.empty() ? "nothing" : told;
  }

  Course course_;
  std::string kind_ = "meeting";
  std::vector<SignLevel> chain_;
  std::vector<bool> parts_;
  std::optional<Event> event_;
};

// The plain way of a meeting item up to a state, by the usual people, from 2026-03-02 (a Monday) on.
inline std::string way_to(State state) {
  static const std::pair<State, const char*> kWay[] = {
      {State::draft, "2026-03-02 office draft"},
      {State::registered, "2026-03-02 office register"},
      {State::assigned, "2026-03-02 office assign lead=U01"},
      {State::accepted, "2026-03-03 lead accept"},
      {State::working, "2026-03-03 lead work"},
      {State::reported, "2026-03-04 lead report text=begun"},
      {State::completion_requested, "2026-03-05 lead request_completion text=all"},
      {State::verifying, "2026-03-06 verifier verify"},
      {State::done, "2026-03-09 verifier confirm text=seen"},
      {State::closed, "2026-03-10 office close"},
      {State::archived, "2026-03-11 office archive"}};
  std::string lines;
  State upto = state;
  if (state == State::reassignment_asked) upto = State::assigned;
  if (state == State::returned) upto = State::verifying;
  if (state == State::publicised) upto = State::done;
  for (const auto& [reached, line] : kWay) {
    lines += std::string(line) + "\n";
    if (reached == upto) break;
  }
  if (state == State::reassignment_asked) lines += "2026-03-02 lead ask_reassignment reason=other\n";
  if (state == State::returned) lines += "2026-03-09 verifier send_back reason=half\n";
  if (state == State::publicised) lines += "2026-03-10 office publicise\n";
  return lines;
}

}  // namespace guatu::loop
