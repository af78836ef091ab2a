// SPDX-License-Identifier: Apache-2.0
// Random walks over matters in a store, through the actions that the server uses, against the loop's simple model.
// GUATU_WALK_STEPS sets another number of steps; the million runs under the label slow. A long walk goes on in a fresh
// store after every so many steps, when all of the store has been held against the model and the rules: its cost stays
// that of its steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "engine/loop/model_test.hpp"
#include "feature/matter/check_actions.hpp"
#include "feature/matter/course_actions.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/kinds_test.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::matter {
namespace {

using loop::Act;
using ::testing::IsEmpty;

const db::Actor kWalker{"walker", ""};

class Walk {
 public:
  explicit Walk(std::uint64_t seed) : random_(seed), database_(db::testing::open_store(directory_.path())) {
    rules_.kinds = kinds();
    rules_.calendar = calendar_of_2026();
    rules_.kinds.push_back(strict_kind());
    auto tx = *database_.begin(kWalker, Instant(date_of(2026, 1, 1)));
    std::vector<unit::Unit> units;
    for (const char* id : {"U01", "U02", "U03", "U04", "U09"}) {
      units.emplace_back();
      units.back().id.value = units.back().name = id;
    }
    unit::save(tx, units);
    for (const char* id : {"U01", "U03"}) {
      signings_.push_back({{id}, {"section"}, {}, {"head"}});
      db::put(tx, signing_table(), signings_.back());
    }
    Matter other;
    other.id.value = "W-0";
    other.kind = "meeting";
    save(tx, std::vector<Matter>{other});
    tx.journal({"test.filled", "", "{}"});
    tx.commit();
  }

  // One matter from its draft on.
  void walk(int steps) {
    ++number_;
    today_ = date_of(2026, 1, 1) + std::chrono::days(pick(270));
    kind_ = &rules_.kinds[pick(rules_.kinds.size())];
    model_ = loop::Model{};
    version_ = 0;
    const bool is_brought = once_in(3);
    is_acted_on_ = !is_brought;
    if (is_brought) bring();
    if (!is_brought && !create()) return;
    for (int i = 0; i < steps && !(model_.over && once_in(4)) && !::testing::Test::HasFailure(); ++i) step();
    if (!::testing::Test::HasFailure()) look();
  }

  void look_at_all() {
    const auto reader = database_.reader();
    EXPECT_THAT(find_disagreements(reader, rules_, today_), IsEmpty());
    for (const auto& row : db::load(reader, matter_table(), "ORDER BY id")) {
      const auto history = db::load_history(reader, matter_table(), row.id.value);
      ASSERT_EQ(history.back().row, row) << row.id.value;  // the state is the last version
      std::optional<Date> original;
      for (const auto& version : history) {
        if (original) {
          ASSERT_EQ(version.row->original_due, original) << row.id.value;
        }
        original = version.row->original_due;
      }
      const auto tellers = tellers_of(reader, row.id);
      if (!row.acts) {  // W-0, and what was only brought: no workbook brings it to its end
        ASSERT_LE(row.state, State::completion_requested) << row.id.value;
        ASSERT_EQ(row.side_state, "") << row.id.value;
        continue;
      }
      const auto acts = db::load(reader, act_table(), "WHERE matter = :matter ORDER BY sequence", {{"matter", row.id}});
      ASSERT_EQ(static_cast<std::int64_t>(acts.size()), *row.acts);
      keep_promise(acts, tellers);
      keep_merged(reader, row.id);
      if (row.state >= State::done) {
        ASSERT_TRUE(std::ranges::any_of(acts, [](const ActDone& act) { return act.act == Act::confirm; }));
      }
    }
  }

  struct Tally {
    long taken = 0;
    int refused = 0;
    std::map<Act, int> accepted;
    int confirmed = 0;
    int told = 0;      // by a workbook, of a matter that was there
    int not_told = 0;  // refused

    void add(const Tally& other) {
      taken += other.taken;
      refused += other.refused;
      confirmed += other.confirmed;
      told += other.told;
      not_told += other.not_told;
      for (const auto& [act, count] : other.accepted) accepted[act] += count;
    }
  };
  Tally tally;

 private:
  static loop::Kind strict_kind() {
    loop::Kind strict = *loop::find_kind(kinds(), "meeting");
    strict.code = strict.word = "strict";
    strict.needs_publicity = strict.needs_call_back = strict.needs_report_up = strict.has_quarters = true;
    strict.levels = {"a", "b", "c"};
    strict.extension = {3, std::nullopt, 2, loop::Limit{{60, calendar::TermUnit::calendar_days}, 0}};
    return strict;
  }

  std::size_t pick(std::size_t below) { return random_() % below; }
  bool once_in(std::size_t n) { return pick(n) == 0; }
  std::string unit() { return "U0" + std::to_string(1 + pick(4)); }
  Id<Matter> id() const { return {"W-" + std::to_string(number_)}; }
  Instant now() const { return Instant(today_) + std::chrono::hours(4); }

  Party anybody() {
    Party party;
    party.account = "p" + std::to_string(pick(10));
    if (once_in(9)) party.on_behalf_of = "p" + std::to_string(pick(10));
    if (!once_in(3)) party.own_unit = Id<unit::Unit>{once_in(2) ? "U09" : unit()};
    if (once_in(3)) party.works_for = {unit()};
    party.is_office = once_in(3);
    party.is_verifier = once_in(3);
    if (once_in(6)) party.instructs = {unit()};
    if (once_in(3)) party.signs_as = {unit(), once_in(2) ? "section" : "head"};
    if (once_in(8)) party.verifies_for = {"U09"};
    return party;
  }

  // Who could do it, as far as the model knows.
  Party suited(char role, const std::string& act) {
    Party party = anybody();
    party.is_office = party.is_verifier = false;
    if (role == 'o') party.is_office = true;
    if (role == 'v' || act.starts_with("decide") || act.starts_with("settle")) {
      party.account = "judge" + std::to_string(pick(3));
      party.on_behalf_of.clear();
      party.own_unit = Id<unit::Unit>{"U09"};
      party.is_verifier = role == 'v';
    }
    if (role == 'b') party.instructs = {model_.lead};
    if (role == 'l') party.works_for = {model_.lead};
    if (role == 'a' && !model_.assists.empty()) party.works_for = {model_.assists.begin()->first};
    if (role == 's' && !model_.waiting.empty()) {
      party.account = "s" + std::to_string(pick(20));
      party.signs_as = {model_.waiting.begin()->first,
                        std::string(code_of(model_.waiting.begin()->second.left.front()))};
    }
    return party;
  }

  void fill(loop::Request& request) {
    request.text = once_in(12) ? "" : "t";
    request.reason = once_in(12) ? "" : "r";
    if (once_in(2)) request.date = today_ + std::chrono::days(static_cast<int>(pick(60)) - 4);
    if (model_.due && once_in(2)) request.date = *model_.due + std::chrono::days(static_cast<int>(pick(20)) - 2);
    if (!once_in(12)) request.verdict = once_in(3) ? loop::Verdict::refused : loop::Verdict::granted;
    if (!kind_->grades.empty() && !once_in(8)) request.grade = kind_->grades[pick(kind_->grades.size())].code;
    if (!once_in(12)) request.lead = loop::UnitId{unit()};
    for (std::size_t n = pick(3); n > 0; --n) request.assisting.push_back({unit()});
    if (once_in(9)) request.verifier = loop::UnitId{once_in(3) ? unit() : "U09"};
    if (!once_in(6)) request.target = loop::MatterId{other_matter()};
    if (once_in(3)) request.quarters = loop::quarter_targets(2026, {"a", "", "c", "d"});
    if (once_in(4)) request.quarter = 1 + static_cast<int>(pick(4));
  }

  // Itself, a part of it, one that was walked before, one that waits for ever.
  std::string other_matter() {
    if (once_in(4)) return id().value;
    const auto parts =
        db::load(database_.reader(), course_table(), "WHERE parent = :parent ORDER BY id", {{"parent", id()}});
    if (!parts.empty() && once_in(2)) return parts[pick(parts.size())].id.value;
    return "W-" + std::to_string(once_in(2) ? 0 : pick(static_cast<std::size_t>(number_)));
  }

  bool takes_over(const std::string& target) const {
    static const std::set<std::string> kOver{"撤销", "合并", "中止"};
    auto found = find_matter(database_.reader(), {target});
    if (!found || found->row.state >= State::done || kOver.contains(found->row.side_state)) return false;
    while (found->row.parent) {
      if (*found->row.parent == id()) return false;
      found = find_matter(database_.reader(), *found->row.parent);
    }
    return true;
  }

  bool create() {
    Wish first;
    first.request.act = Act::draft;
    fill(first.request);
    Matter row;
    row.id = id();
    row.kind = kind_->code;
    row.text = "w";
    const Party party = suited('o', "draft");
    auto tx = *database_.begin({party.account, party.on_behalf_of}, now());
    const auto made = create_matter(tx, rules_, party, row, {first});
    first.request.actor = *actor_for(loop::Course{}, Act::draft, party, std::nullopt, {});
    const bool legal = model_.step(first.request, *kind_, rules_.calendar, today_, {}, 0);
    EXPECT_EQ(made.has_value(), legal) << (made ? "" : made.error().problems.front().code);
    if (!made || !legal) return false;
    tx.commit();
    version_ = made->matter.version;
    return true;
  }

  // ---- what workbooks bring ----

  // A matter that begins in a register of the office.
  void bring() {
    static constexpr State kBegun[] = {State::registered, State::assigned, State::accepted,
                                       State::working,    State::reported, State::completion_requested};
    Matter row;
    row.id = id();
    row.kind = kind_->code;
    row.text = "w";
    row.lead = Id<unit::Unit>{unit()};
    if (const std::string other = unit(); other != row.lead->value && once_in(2)) row.assisting = {{other}};
    row.registered_on = row.assigned_on = today_;
    row.original_due = row.due = today_ + std::chrono::days(5 + static_cast<int>(pick(40)));
    row.state = kBegun[pick(std::size(kBegun))];
    put_as("office", row);
    version_ = 1;
    model_.original = model_.due = row.due;
    model_.round_began = model_.last = model_.step_since = today_;
    note_duty(row);
    model_.listed = kind_->is_listed;
  }

  // The workbook comes again, and says something else of it.
  void bring_again() {
    const Matter before = find_matter(database_.reader(), id())->row;
    Matter told = before;
    told.text = once_in(2) ? "w" : "w2";
    if (once_in(2)) told.state = loop::kStates[pick(std::size(loop::kStates))].value;
    if (once_in(3)) told.latest_report = "r" + std::to_string(pick(9));
    if (once_in(3)) told.reported_on = today_;
    if (once_in(8)) told.side_state = once_in(2) ? "撤销" : "中止";
    if (once_in(8)) told.done_on = today_;
    if (once_in(8)) told.verifier = Id<unit::Unit>{"U09"};
    if (once_in(8)) told.original_due = today_ + std::chrono::days(60);
    const std::string teller = "p" + std::to_string(pick(10));
    if (before.acts) {  // its course is kept here: whatever is told moves nothing, which look() sees
      put_as(teller, told);
    } else if (may_be_told(before, told)) {
      ASSERT_TRUE(check_change(before, told)) << code_of(before.state) << " " << code_of(told.state);
      put_as(teller, told);
      note_told(before, told, teller);
      ++tally.told;
    } else {
      ASSERT_FALSE(check_change(before, told)) << code_of(before.state) << " " << code_of(told.state);
      ++tally.not_told;
    }
    version_ = find_matter(database_.reader(), id())->version;
  }

  static bool may_be_told(const Matter& before, const Matter& told) {
    static const std::set<std::string_view> kTold{"assigned", "accepted", "reassignment_asked",
                                                  "working",  "reported", "completion_requested"};
    const bool may_be_there = told.state == before.state || kTold.contains(code_of(told.state));
    return may_be_there && told.side_state == before.side_state && told.done_on == before.done_on &&
           told.verifier == before.verifier && told.original_due == before.original_due;
  }

  void note_duty(const Matter& row) {
    model_.state = code_of(row.state);
    if (row.state < State::assigned) return;
    model_.lead = row.lead->value;
    model_.assists.clear();
    for (const auto& one : row.assisting) model_.assists[one.value] = {};
    model_.assigned_on = row.assigned_on;
  }

  void note_told(const Matter& before, const Matter& told, const std::string& teller) {
    note_duty(told);
    if (told.reported_on) model_.last = model_.step_since = *told.reported_on;
    if (told.state == before.state && told.latest_report == before.latest_report &&
        told.reported_on == before.reported_on)
      return;
    model_.persons.insert(teller);
    model_.units.insert(told.lead->value);
  }

  void put_as(const std::string& who, const Matter& row) {
    auto tx = *database_.begin({who, ""}, now());
    save(tx, std::vector<Matter>{row});
    tx.journal({"test.brought", row.id.value, "{}"});
    tx.commit();
  }

  // By the versions alone: who said that it has come further, before anybody acted.
  static std::set<std::string> tellers_of(const db::Reader& reader, const Id<Matter>& id) {
    std::set<std::string> tellers;
    std::optional<Matter> before;
    for (const auto& [version, author] : db::load_told_history(reader, matter_table(), id.value)) {
      if (version.row->acts) break;
      if (before && (version.row->state != before->state || version.row->latest_report != before->latest_report ||
                     version.row->reported_on != before->reported_on))
        tellers.insert(author.actor);
      before = version.row;
    }
    return tellers;
  }

  std::pair<Wish, Party> next() {
    Wish wish;
    fill(wish.request);
    const auto& rows = loop::model_rows().find(model_.state)->second;
    const auto* chosen = &rows[pick(rows.size())];
    if (once_in(5) || model_.over) {
      wish.request.act = loop::kActs[pick(std::size(loop::kActs))].value;
      fill_parts(wish);
      return {wish, anybody()};
    }
    if (once_in(2))
      for (const auto& one : rows)
        if (one.target != model_.state && one.act != "relapse" && once_in(2)) chosen = &one;
    static const std::set<std::string> kEndings{"withdraw", "merge", "suspend"};
    if (kEndings.contains(chosen->act) && !once_in(6)) chosen = &rows.front();
    std::string act = chosen->act;
    char role = chosen->roles[pick(chosen->roles.size())];
    if (!model_.waiting.empty() && once_in(2)) act = "sign", role = 's';
    if (model_.suspended_since && once_in(2)) act = "resume", role = 'o';
    wish.request.act = *from_code<Act>(act);
    fill_parts(wish);
    return {wish, suited(role, act)};
  }

  // Parts are given to units of their own, so that they are assigned whatever else the walk does.
  void fill_parts(Wish& wish) {
    if (wish.request.act != Act::split || !once_in(2)) return;
    wish.request.parts.push_back({{unit()}, model_.due ? std::nullopt : std::optional(today_)});
  }

  void step() {
    ++tally.taken;
    today_ += std::chrono::days(once_in(3) ? pick(4) : 0);
    finish_a_part();
    // Before anybody acts workbooks are what moves it, and afterwards they move nothing.
    if (!is_acted_on_ && !once_in(4)) return bring_again();
    if (once_in(12)) bring_again();
    if (::testing::Test::HasFailure()) return;
    auto [wish, party] = next();
    auto handled = *load_handled(database_.reader(), id(), rules_.kinds, today_);
    const auto actor = actor_for(handled.course, wish.request.act, party, std::nullopt, signings_);
    ASSERT_TRUE(actor);
    loop::Request modelled = wish.request;
    modelled.actor = *actor;
    if (modelled.target && modelled.target->value == id().value)
      modelled.target->value = "M1";  // as the model calls it
    std::vector<loop::SignLevel> chain;
    for (const auto& signing : signings_)
      if (actor->unit && actor->unit->value == signing.unit.value) chain = signing.chain();
    const std::size_t parts_open = count_open_parts();
    const bool merges_elsewhere =
        wish.request.act == Act::merge && wish.request.target && wish.request.target->value != id().value;
    const bool is_taken_over = !merges_elsewhere || takes_over(wish.request.target->value);
    auto tx = *database_.begin({party.account, party.on_behalf_of}, now());
    const auto done = act_on(tx, rules_, party, id(), wish, version_);
    const std::string before = model_.state;
    loop::Model after = model_;
    const bool legal = after.step(modelled, *kind_, rules_.calendar, today_, chain, parts_open);
    if (!is_taken_over) {
      ASSERT_FALSE(done) << "merged into " << wish.request.target->value;
      return;
    }
    // What the store asks beyond the loop: the other matter is there, the parts can be given out.
    if (!done && is_of_the_store(done.error())) return;
    ASSERT_EQ(done.has_value(), legal) << code_of(wish.request.act) << " in " << before << " of " << kind_->code << ": "
                                       << (done ? "accepted" : done.error().problems.front().code);
    if (!done) {
      ++tally.refused;
      return;
    }
    model_ = std::move(after);
    tx.commit();
    version_ = done->matter.version;
    is_acted_on_ = true;
    ++tally.accepted[wish.request.act];
    if (wish.request.act == Act::confirm) ++tally.confirmed;
  }

  static bool is_of_the_store(const Error& error) {
    const std::string& code = error.problems.front().code;
    return code == "matter.unknown_target" || code == "loop.due_missing" || code == "loop.due_beyond_limit" ||
           code == "loop.due_passed" || code == "loop.unit_on_duty" || code == "calendar.provisional";
  }

  std::size_t count_open_parts() const {
    std::size_t open = 0;
    for (const auto& part :
         db::load(database_.reader(), course_table(), "WHERE parent = :parent ORDER BY id", {{"parent", id()}}))
      if (!loop::is_over(part)) ++open;
    return open;
  }

  void finish_a_part() {
    if (!once_in(3)) return;
    for (const auto& part :
         db::load(database_.reader(), course_table(), "WHERE parent = :parent ORDER BY id", {{"parent", id()}})) {
      if (loop::is_over(part)) continue;
      Party office;
      office.account = "office";
      office.is_office = true;
      Wish wish;
      wish.request.act = Act::withdraw;
      wish.request.reason = "r";
      auto tx = *database_.begin(kWalker, now());
      const auto found = find_matter(tx, register_id(part.id));
      ASSERT_TRUE(act_on(tx, rules_, office, found->row.id, wish, found->version));
      tx.commit();
      return;
    }
  }

  void look() const {
    const auto handled = *load_handled(database_.reader(), id(), rules_.kinds, today_);
    ASSERT_EQ(code_of(handled.matter.row.state), model_.state);
    ASSERT_EQ(handled.matter.row.due, model_.due);
    ASSERT_EQ(handled.matter.row.original_due, model_.original);
    ASSERT_EQ(handled.course.held.size(), model_.waiting.size());
    ASSERT_EQ(handled.course.verified_by ? handled.course.verified_by->value : "", model_.verified_by);
    std::set<std::string> persons;
    for (const auto& hand : handled.course.hands) persons.insert(hand.person.value);
    ASSERT_EQ(persons, model_.persons);
  }

  // What was merged is found by following it, and never comes back to itself.
  static void keep_merged(const db::Reader& reader, const Id<Matter>& id) {
    std::set<std::string> seen{id.value};
    for (auto course = db::find(reader, course_table(), id); course && course->ending && course->ending->into;
         course = db::find(reader, course_table(), register_id(*course->ending->into)))
      ASSERT_TRUE(seen.insert(course->ending->into->value).second) << id.value;
  }

  // Told by the acts alone: whoever confirmed had done nothing for a unit before, nor told it for one in a workbook.
  static void keep_promise(const std::vector<ActDone>& acts, std::set<std::string> workers) {
    static const std::set<Act> kWork{
        Act::accept,        Act::ask_reassignment,   Act::work, Act::report, Act::merge_replies,
        Act::ask_extension, Act::request_completion, Act::sign};
    bool is_verified = false;
    for (const auto& act : acts) {
      if (kWork.contains(act.act)) workers.insert(act.person);
      if (act.act == Act::confirm) {
        ASSERT_FALSE(workers.contains(act.person)) << act.matter.value;
        ASSERT_FALSE(workers.contains(act.on_behalf_of)) << act.matter.value;
        is_verified = true;
      }
      if (act.act == Act::relapse || act.act == Act::instruct) is_verified = is_verified && act.before == act.after;
      if (act.act == Act::close) {
        ASSERT_TRUE(is_verified) << act.matter.value;
      }
    }
  }

  std::mt19937_64 random_;
  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  Rulebook rules_;
  std::vector<Signing> signings_;
  loop::Model model_;
  const loop::Kind* kind_ = nullptr;
  Date today_;
  int number_ = 0;
  std::int64_t version_ = 0;
  bool is_acted_on_ = false;
};

TEST(MatterWalk, agrees_with_the_model_and_keeps_its_promises) {
  const char* const asked = std::getenv("GUATU_WALK_STEPS");
  const long usual = db::testing::on_postgres() ? 2'000 : 10'000;  // there every question is a journey
  const long total = asked == nullptr ? usual : std::atol(asked);
  constexpr long kStepsOfAStore = 20'000;
  Walk::Tally all;
  for (std::uint64_t seed = 20260921; all.taken < total && !HasFailure(); ++seed) {
    Walk walk(seed);
    const long wanted = std::min(kStepsOfAStore, total - all.taken);
    while (walk.tally.taken < wanted && !HasFailure()) walk.walk(100);
    walk.look_at_all();
    all.add(walk.tally);
    if (asked != nullptr) std::printf("%ld steps, %d refused, %d verified\n", all.taken, all.refused, all.confirmed);
  }
  EXPECT_GE(all.confirmed, total / 2000);
  EXPECT_GE(all.refused, total / 10);
  EXPECT_GE(all.told, total / 1000);
  EXPECT_GE(all.not_told, total / 1000);
  for (const auto& act : loop::kActs)
    EXPECT_GE(all.accepted[act.value] + (act.value == Act::draft ? 1 : 0), 1) << act.code;
}

}  // namespace
}  // namespace guatu::matter
