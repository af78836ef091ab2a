// SPDX-License-Identifier: Apache-2.0
// Random walks over the loop against the simple model, with a fixed seed: what is legal agrees step by step, and three
// promises hold whatever anybody does.
#include <gtest/gtest.h>

#include <fmt/core.h>

#include <cstdlib>
#include <random>
#include <set>

#include "engine/loop/model_test.hpp"
#include "engine/loop/story_test.hpp"

namespace guatu::loop {
namespace {

class Walker {
 public:
  explicit Walker(std::uint64_t seed) : random_(seed) { kinds_ = walked_kinds(); }

  // One matter from its draft on, at most so many requests; soon left alone when it was withdrawn or merged.
  void walk(int steps) {
    course_ = Course{};
    course_.id.value = "M1";
    model_ = Model{};
    parts_over_.clear();
    kind_ = &kinds_[pick(kinds_.size())];
    today_ = day("2026-01-01") + std::chrono::days(pick(270));
    has_chains_ = pick(4) == 0;
    for (int i = 0; i < steps && !(model_.over && once_in(6)) && !::testing::Test::HasFailure(); ++i) step();
  }

  long taken = 0;
  std::map<Act, int> accepted;
  std::map<State, int> reached;
  int refused = 0;
  int closed_again = 0;

 private:
  // The built-in ones, and three that between them use what those do not.
  static std::vector<Kind> walked_kinds() {
    auto kinds = built_in_kinds();
    Kind stopping = *find_kind(kinds, "petition");
    stopping.code = "stopping";
    stopping.suspended_time = SuspendedTime::moves_due;
    stopping.standing = calendar::Standing::internal;
    stopping.levels = {"a", "b"};
    kinds.push_back(stopping);
    Kind strict = *find_kind(kinds, "meeting");
    strict.code = "strict";
    strict.needs_publicity = strict.needs_call_back = strict.needs_report_up = true;
    strict.extension = {3, std::nullopt, 2, Limit{{60, calendar::TermUnit::calendar_days}, 0}};
    kinds.push_back(strict);
    return kinds;
  }

  std::size_t pick(std::size_t below) { return random_() % below; }
  bool once_in(std::size_t n) { return pick(n) == 0; }
  std::string unit() { return "U0" + std::to_string(1 + pick(4)); }

  // Persons are few and move between units, so that they meet what they worked on from another chair.
  Actor anybody() {
    Actor actor;
    actor.person.value = "p" + std::to_string(pick(10));
    if (!once_in(5)) actor.unit = UnitId{once_in(4) ? "U09" : unit()};
    if (once_in(9)) actor.on_behalf_of = PersonId{"p" + std::to_string(pick(10))};
    actor.is_office = once_in(3);
    actor.is_verifier = once_in(3);
    actor.is_leader = once_in(6);
    if (once_in(3)) actor.sign_level = kSignLevels[pick(3)].value;
    return actor;
  }

  Actor suited(const std::string& roles, const std::string& act) {
    Actor actor = anybody();
    actor.is_office = actor.is_verifier = actor.is_leader = false;
    const char role = roles[pick(roles.size())];
    if (role == 'o') actor.is_office = true;
    if (role == 'v') actor.is_verifier = true;
    if (role == 'b') actor.is_leader = true;
    if (role == 'v' || act.starts_with("decide") || act.starts_with("settle")) {
      actor.person.value = "judge" + std::to_string(pick(3));
      actor.on_behalf_of.reset();
      actor.unit = UnitId{"U09"};
    }
    if (role == 'l') actor.unit = UnitId{model_.lead};
    if (role == 'a' && !model_.assists.empty()) actor.unit = UnitId{model_.assists.begin()->first};
    if (role == 's' && !model_.waiting.empty()) {
      actor.unit = UnitId{model_.waiting.begin()->first};
      actor.sign_level = model_.waiting.begin()->second.left.front();
    }
    return actor;
  }

  void fill(Request& request) {
    request.text = once_in(12) ? "" : "t";
    request.reason = once_in(12) ? "" : "r";
    if (once_in(2)) request.date = today_ + std::chrono::days(static_cast<int>(pick(60)) - 4);
    if (model_.due && once_in(2)) request.date = *model_.due + std::chrono::days(static_cast<int>(pick(20)) - 2);
    if (!once_in(12)) request.verdict = once_in(3) ? Verdict::refused : Verdict::granted;
    if (!kind_->grades.empty() && !once_in(8)) request.grade = kind_->grades[pick(kind_->grades.size())].code;
    if (once_in(40)) request.grade = "none";
    if (!once_in(12)) request.lead = UnitId{unit()};
    for (std::size_t n = pick(3); n > 0; --n) request.assisting.push_back({unit()});
    if (once_in(9)) request.verifier = UnitId{once_in(3) ? unit() : "U09"};
    if (!once_in(6)) request.target = MatterId{once_in(4) ? "M1" : "M2"};
    if (once_in(3)) request.quarters = quarter_targets(2026, {"a", "", "c", "d"});
    if (once_in(4)) request.quarter = 1 + static_cast<int>(pick(4));
    for (std::size_t n = pick(3); n > 0; --n)
      request.parts.push_back({{unit()}, once_in(2) ? request.date : std::nullopt});
  }

  Request next() {
    Request request;
    fill(request);
    const auto& rows = model_rows().find(model_.state)->second;
    const auto& row = rows[pick(rows.size())];
    if (once_in(4) || model_.over) {
      request.act = kActs[pick(std::size(kActs))].value;
      request.actor = anybody();
      return request;
    }
    // Half of the time whatever the state has, else what brings it on.
    const ModelRow* chosen = &row;
    if (once_in(2))
      for (const auto& one : rows)
        if (one.target != model_.state && one.act != "relapse" && once_in(2)) chosen = &one;
    if (!model_.waiting.empty() && once_in(2)) {
      request.act = Act::sign;
      request.actor = suited("s", "sign");
      return request;
    }
    static const std::set<std::string> kEndings{"withdraw", "merge", "suspend"};
    if (kEndings.contains(chosen->act) && !once_in(6)) chosen = &rows.front();
    if (model_.suspended_since && once_in(2)) {
      request.act = Act::resume;
      request.actor = suited("o", "resume");
      return request;
    }
    request.act = *from_code<Act>(chosen->act);
    request.actor = suited(chosen->roles, chosen->act);
    return request;
  }

  void step() {
    ++taken;
    today_ += std::chrono::days(once_in(3) ? pick(4) : 0);
    const Date on = once_in(60) ? today_ - std::chrono::days(5) : today_;
    std::vector<SignLevel> chain;
    if (has_chains_ && once_in(2)) chain = {SignLevel::section, SignLevel::head};
    for (std::size_t i = 0; i < parts_over_.size(); ++i)
      if (once_in(3)) parts_over_[i] = true;
    const auto open = static_cast<std::size_t>(std::ranges::count(parts_over_, false));
    const Request request = next();
    const auto event = decide(course_, request, {on, *kind_, china(), chain, parts_over_});
    const std::string before = model_.state;
    const bool legal = model_.step(request, *kind_, china(), on, chain, open);
    ASSERT_EQ(event.has_value(), legal) << code_of(request.act) << " in " << before << " of " << kind_->code << ": "
                                        << (event ? "accepted" : text_of(event.error()));
    if (!event) {
      ++refused;
      return;
    }
    ++accepted[request.act];
    keep_promises(*event);
    course_ = event->after;
    ++reached[course_.state];
    parts_over_.resize(static_cast<std::size_t>(course_.parts), false);
    compare();
  }

  void keep_promises(const Event& event) {
    const Course& after = event.after;
    // None loses the original due date.
    if (course_.original_due) {
      ASSERT_EQ(after.original_due, course_.original_due);
    }
    ASSERT_EQ(after.assigned_on.has_value() && !after.original_due, false);
    // A return never moves a deadline.
    if (event.act == Act::send_back) {
      ASSERT_EQ(after.due, course_.due);
    }
    // None is done or closed but by somebody whose person and unit never worked on it.
    if (event.to == State::done && event.from != State::done) {
      const Actor& by = event.request.actor;
      for (const auto& hand : after.hands) {
        ASSERT_NE(hand.person, by.person);
        ASSERT_NE(std::optional(hand.person), by.on_behalf_of);
        if (by.unit) {
          ASSERT_NE(hand.unit, by.unit);
        }
      }
    }
    if (!is_open(after.state)) {
      ASSERT_TRUE(after.verified_by);
      for (const auto& hand : after.hands) ASSERT_NE(hand.person, *after.verified_by);
    }
    // A relapse keeps the number and what was before.
    if (event.act == Act::relapse) {
      ASSERT_EQ(after.id, course_.id);
      ASSERT_EQ(after.earlier.size(), course_.earlier.size() + 1);
      ASSERT_EQ(after.earlier.back().verified_by, course_.verified_by);
    }
    if (event.to == State::closed && event.from != State::closed && !after.earlier.empty()) ++closed_again;
    if (course_.registered_on) {
      ASSERT_EQ(after.registered_on, course_.registered_on);
    }
  }

  void compare() const {
    ASSERT_EQ(code_of(course_.state), model_.state);
    ASSERT_EQ(course_.due, model_.due);
    ASSERT_EQ(course_.original_due, model_.original);
    ASSERT_EQ(course_.lead ? course_.lead->value : "", model_.lead);
    ASSERT_EQ(course_.assisting.size(), model_.assists.size());
    ASSERT_EQ(course_.step_since, model_.step_since);
    ASSERT_EQ(course_.ending.has_value(), model_.over);
    ASSERT_EQ(is_suspended(course_), model_.suspended_since.has_value());
    ASSERT_EQ(course_.is_listed, model_.listed);
    ASSERT_EQ(course_.held.size(), model_.waiting.size());
    ASSERT_EQ(course_.verified_by ? course_.verified_by->value : "", model_.verified_by);
    ASSERT_EQ(course_.extension.has_value(), model_.asked.has_value());
    ASSERT_EQ(course_.extensions, model_.granted);
    ASSERT_EQ(course_.level, model_.level);
    std::set<std::string> persons;
    for (const auto& hand : course_.hands) persons.insert(hand.person.value);
    ASSERT_EQ(persons, model_.persons);
  }

  std::mt19937_64 random_;
  std::vector<Kind> kinds_;
  Course course_;
  Model model_;
  std::vector<bool> parts_over_;
  const Kind* kind_ = nullptr;
  Date today_;
  bool has_chains_ = false;
};

// A million steps take some seconds; GUATU_WALK_STEPS sets another number and prints what was done how often.
TEST(LoopWalk, agrees_with_the_model_and_keeps_its_promises) {
  const char* const asked = std::getenv("GUATU_WALK_STEPS");
  const long total = asked == nullptr ? 1'000'000 : std::atol(asked);
  constexpr int kStepsOfAMatter = 100;
  Walker walker(20260921);
  while (walker.taken < total && !HasFailure()) walker.walk(kStepsOfAMatter);
  for (const auto& act : kActs) EXPECT_GE(walker.accepted[act.value], total / 5000) << act.code;
  for (const auto& state : kStates) EXPECT_GE(walker.reached[state.value], total / 5000) << state.code;
  EXPECT_GE(walker.closed_again, total / 5000);
  EXPECT_GE(walker.refused, total / 10);
  if (asked == nullptr) return;
  for (const auto& act : kActs) fmt::print("{} {}\n", act.code, walker.accepted[act.value]);
  fmt::print("refused {}, closed again {}\n", walker.refused, walker.closed_again);
}

}  // namespace
}  // namespace guatu::loop
