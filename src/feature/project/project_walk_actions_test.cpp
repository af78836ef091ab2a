// SPDX-License-Identifier: Apache-2.0
// Random walks over projects with a fixed seed: against a simple model that keeps what was said and by whom, over the
// rules alone; and over a store, where every state row has to equal its last version.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

#include "feature/project/adjustment_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/project/project_edit_actions.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/project/project_store.hpp"
#include "feature/project/report_actions.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::project {
namespace {

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

long steps_to_take() {
  const char* wanted = std::getenv("GUATU_WALK_STEPS");
  return wanted == nullptr ? 1'000'000 : std::atol(wanted);
}

// One project's life over the rules, beside what a clerk would have written on paper.
class Walker {
 public:
  explicit Walker(std::uint64_t seed) : random_(seed) { begin(); }

  void step() {
    if (once_in(400)) begin();
    if (once_in(5)) today_ += std::chrono::days(pick(20));
    if (today_ > date_of(2027, 6, 1)) begin();
    switch (pick(4)) {
      case 0:
        return report();
      case 1:
        return change_milestone();
      case 2:
        return ask_or_decide();
      default:
        return move();
    }
  }

  long accepted = 0;
  long corrections = 0;
  long approvals = 0;
  long baselines = 0;

 private:
  struct Paper {  // the model
    std::map<Month, std::vector<Money>> said;
    std::vector<std::optional<Date>> promised;
    std::optional<Money> plan;
  };

  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  bool once_in(std::int64_t n) { return pick(n) == 0; }
  std::string person() { return "p" + std::to_string(pick(3)); }

  void begin() {
    today_ = date_of(2026, 1, 10);
    project_ = {};
    project_.id.value = "P";
    project_.stage = Stage::continuing;
    year_ = {};
    year_.year = 2026;
    year_.year_plan = yuan(100);
    reports_.clear();
    finished_on_.reset();
    milestone_ = {};
    milestone_.name = "封顶";
    milestone_.baseline = date_of(2026, 6, 30);
    requests_.clear();
    paper_ = {};
    paper_.promised = {milestone_.baseline};
    paper_.plan = yuan(100);
  }

  void report() {
    MonthReport report;
    report.month = Month(2026, static_cast<int>(pick(12)) + 1);
    report.actual = yuan(pick(4) - (once_in(9) ? 2 : 0));
    if (once_in(2)) report.reason = "更正";
    ReportFacts facts{project_, year_, finished_on_, reports_[report.month], newest_month({year_}), today_};
    auto& said = paper_.said[report.month];
    const bool ahead = report.month > Month::of(today_);
    const bool over = is_finished(project_.stage) && (!finished_on_ || *finished_on_ < report.month.first_day());
    const bool lawful = !ahead && !report.actual.is_negative() &&
                        (said.empty() ? !over : !report.reason.empty() && said.back() != report.actual);
    const Money actual = report.actual;
    const Month month = report.month;
    const auto reported = decide_report(facts, report);
    ASSERT_EQ(reported.has_value(), lawful) << format_month(month) << " on " << format_date(today_);
    if (!reported) return;
    ++accepted;
    if (!said.empty()) ++corrections;
    said.push_back(actual);
    for (const auto& one : reported->reports) reports_[month].push_back(one);
    year_ = reported->year;
    // Whatever was said of a month is there, in order, and the figure is the last word.
    ASSERT_EQ(reports_[month].size(), said.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
      ASSERT_EQ(reports_[month][i].actual, said[i]);
      ASSERT_EQ(reports_[month][i].sequence, static_cast<std::int64_t>(i) + 1);
      ASSERT_EQ(reports_[month][i].reason.empty(), i == 0);
    }
    ASSERT_EQ(year_.actual[static_cast<std::size_t>(month.number() - 1)], said.back());
  }

  void change_milestone() {
    MilestoneEdit edit{milestone_, once_in(2) ? "31号" : "", once_in(2) ? "汛期" : ""};
    if (once_in(2)) edit.milestone.baseline = date_of(2026, 6, 30) + std::chrono::days(pick(3));
    edit.milestone.entered = today_ + std::chrono::days(pick(9));
    if (once_in(3)) edit.milestone.actual = today_ + std::chrono::days(pick(3) - 1);
    const Editor editor = once_in(2) ? Editor::unit : Editor::office;
    const auto changed = decide_milestone(milestone_, edit, editor, today_);
    const bool moves = edit.milestone.baseline != milestone_.baseline;
    const bool ahead = edit.milestone.actual && *edit.milestone.actual > today_;
    const bool lawful =
        !ahead && (!moves || (editor == Editor::office && !edit.approval_number.empty() && !edit.reason.empty()));
    ASSERT_EQ(changed.has_value(), lawful);
    if (!changed) return;
    ++accepted;
    ASSERT_EQ(changed->baseline.has_value(), moves);
    if (moves) {
      ++baselines;
      ASSERT_EQ(changed->baseline->before, paper_.promised.back());  // the chain of promises has no hole
      paper_.promised.push_back(changed->baseline->after);
    }
    milestone_ = changed->milestone;
    milestone_.actual.reset();
  }

  void ask_or_decide() {
    if (once_in(2)) {
      AdjustmentRequest request;
      request.kind = static_cast<AdjustmentKind>(pick(4));
      request.year = 2026;
      if (once_in(2)) request.year_plan_after = yuan(pick(200));
      request.asked_by = person();
      request.reason = "x";
      if (!check_request(request, requests_)) return;
      requests_.push_back(request);
      ++accepted;
      return;
    }
    if (requests_.empty()) return;
    AdjustmentRequest& request = requests_[static_cast<std::size_t>(pick(static_cast<std::int64_t>(requests_.size())))];
    const Decision decision{once_in(2) ? RequestState::approved : RequestState::refused, once_in(3) ? "" : "88号", ""};
    const std::string decider = person();
    const auto decided = decide_request(request, year_, decision, decider, today_);
    const bool lawful = request.state == RequestState::asked && decider != request.asked_by &&
                        (decision.state == RequestState::refused || !decision.approval_number.empty());
    ASSERT_EQ(decided.has_value(), lawful);
    if (!decided) return;
    ++accepted;
    ASSERT_NE(decided->request.asked_by, decided->request.decided_by);
    if (decided->adjustment) {
      ++approvals;
      const auto before = request.kind == AdjustmentKind::added ? std::nullopt : paper_.plan;
      ASSERT_EQ(decided->adjustment->year_plan_before, before);
      if (request.year_plan_after) paper_.plan = request.year_plan_after;
    }
    ASSERT_EQ(decided->year.year_plan, paper_.plan);  // nobody else changes it
    if (decided->stage) project_.stage = *decided->stage;
    year_ = decided->year;
    request = decided->request;
  }

  void move() {
    const auto to = static_cast<Stage>(pick(9));
    const Date on = today_ + std::chrono::days(pick(4) - 2);
    const auto checked = check_stage_move(project_, to, on, today_);
    ASSERT_EQ(checked.has_value(), to != project_.stage && on <= today_);
    if (!checked) return;
    ++accepted;
    if (!is_finished(to))
      finished_on_.reset();
    else if (!is_finished(project_.stage))
      finished_on_ = on;
    project_.stage = to;
  }

  std::mt19937_64 random_;
  Date today_{};
  Project project_;
  ProjectYear year_;
  std::map<Month, std::vector<MonthReport>> reports_;
  std::optional<Date> finished_on_;
  Milestone milestone_;
  std::vector<AdjustmentRequest> requests_;
  Paper paper_;
};

TEST(ProjectWalk, agrees_with_the_model_and_loses_nothing_that_was_said) {
  Walker walker(20260921);
  const long steps = steps_to_take();
  for (long i = 0; i < steps && !HasFailure(); ++i) walker.step();
  // The walk went where there is something to see.
  EXPECT_GT(walker.accepted, steps / 5);
  EXPECT_GT(walker.corrections, steps / 200);
  EXPECT_GT(walker.approvals, steps / 400);
  EXPECT_GT(walker.baselines, steps / 200);
}

class StoreWalk {
 public:
  explicit StoreWalk(unsigned seed = 20260921) : random_(seed), database_(db::testing::open_store(directory_.path())) {}

  // The number of steps that were accepted.
  long walk(long steps) {
    long accepted = 0;
    Date day = date_of(2026, 1, 10);
    for (long step = 0; step < steps; ++step) {
      if (pick(3) == 0) day = std::min(day + std::chrono::days(1), date_of(2027, 6, 1));
      accepted += as("p" + std::to_string(pick(3)), day, [&](db::Tx& tx) { return acts_at_random(tx, step); }) ? 1 : 0;
    }
    return accepted;
  }

  // Runs `act` as somebody on a day; what is refused leaves nothing.
  template <class Act>
  bool as(const std::string& who, Date day, const Act& act) {
    auto tx = *database_.begin({who, ""}, Clock::fixed(day));
    const bool is_accepted = act(tx);
    if (is_accepted) tx.commit();
    return is_accepted;
  }
  db::Reader reader() const { return database_.reader(); }

  void look_at_all() {
    expect_state_is_the_last_version(project_table());
    expect_state_is_the_last_version(project_year_table());
    expect_state_is_the_last_version(milestone_table());
    expect_state_is_the_last_version(adjustment_table());
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  // Whether it was accepted.
  bool acts_at_random(db::Tx& tx, long step) {
    Project fresh;
    fresh.id.value = "P" + std::to_string(pick(4));
    fresh.name = "项目";
    const auto project = find_project(tx, fresh.id);
    if (!project || pick(20) == 0) return create_project(tx, fresh).has_value();
    const Id<Project>& id = project->row.id;
    switch (pick(7)) {
      case 0: {
        Project edited = project->row;
        edited.cluster = "集群" + std::to_string(pick(3));
        return edit_project(tx, edited, project->version - (pick(4) == 0 ? 1 : 0)).has_value();
      }
      case 1:
        return reports(tx, id);
      case 2: {
        const YearPlan plan{yuan(pick(9)), std::vector<std::optional<Money>>(12), pick(2) == 0 ? "调整" : ""};
        return plan_year(tx, id, 2026, plan, find_year(tx, id, 2026)->version).has_value();
      }
      case 3:
        return add_milestone(tx, {id, 0, "节点", {}, {}, {}, {}}).has_value();
      case 4: {
        const auto rows = load_milestone_rows(tx, id);
        if (rows.empty()) return false;
        const auto& last = rows.back().milestone;
        return withdraw_milestone(tx, id, last.row.sequence, "x", last.version).has_value();
      }
      case 5:
        return asks(tx, id);
      default:
        return decides(tx, id, step);
    }
  }

  bool reports(db::Tx& tx, const Id<Project>& id) {
    MonthReport report;
    report.month = Month(2026, pick(12) + 1);
    report.actual = yuan(pick(5));
    report.reason = pick(2) == 0 ? "更正" : "";
    report.progress_text = pick(2) == 0 ? "二层" : "";
    return report_month(tx, id, report).has_value();
  }

  bool asks(db::Tx& tx, const Id<Project>& id) {
    AdjustmentRequest request;
    request.project = id;
    request.kind = static_cast<AdjustmentKind>(pick(4));
    request.year = 2026;
    if (pick(2) == 0) request.year_plan_after = yuan(pick(9));
    request.reason = "x";
    return ask_adjustment(tx, request).has_value();
  }

  bool decides(db::Tx& tx, const Id<Project>& id, long step) {
    const auto requests = load_requests(tx, id);
    if (requests.empty()) return false;
    const auto& request = requests[static_cast<std::size_t>(pick(static_cast<int>(requests.size())))];
    const auto state = pick(3) == 0 ? RequestState::refused : RequestState::approved;
    return decide_adjustment(tx, id, request.row.sequence, {state, std::to_string(step) + "号", ""}, request.version)
        .has_value();
  }

  template <class Row>
  void expect_state_is_the_last_version(const db::Table<Row>& table) {
    const auto reader = database_.reader();
    std::vector<db::Cell> cells(table.shape().columns.size());
    std::vector<std::string> scratch(cells.size());
    for (const auto& row : db::load(reader, table)) {
      table.encode(row, cells, scratch);
      const std::string id = db::row_id(table.shape(), cells);
      const auto history = db::load_history(reader, table, id);
      ASSERT_FALSE(history.empty());
      ASSERT_TRUE(history.back().row) << id;
      EXPECT_EQ(db::change_content(table, &*history.back().row, row), R"({"before":{},"after":{}})") << id;
      for (std::size_t i = 0; i < history.size(); ++i)
        ASSERT_EQ(history[i].version, static_cast<std::int64_t>(i) + 1) << id;
    }
  }

  std::mt19937 random_;
  db::testing::TemporaryDirectory directory_;
  db::Database database_;
};

// GUATU_WALK_STEPS asks for more steps; they are taken in fresh stores one after the other, so that each costs the
// same.
TEST(ProjectStoreWalk, state_rows_are_their_last_versions) {
  const char* const asked = std::getenv("GUATU_WALK_STEPS");
  const long total = asked == nullptr ? 600 : std::atol(asked);
  constexpr long kStepsOfAStore = 5'000;
  long accepted = 0;
  unsigned seed = 20260921;
  for (long taken = 0; taken < total && !::testing::Test::HasFailure(); ++seed) {
    const long steps = std::min(kStepsOfAStore, total - taken);
    StoreWalk store(seed);
    accepted += store.walk(steps);
    store.look_at_all();
    taken += steps;
    if (taken < 600) continue;
    EXPECT_GT(load_adjustments(store.reader()).size(), 3U);
    EXPECT_GT(load_milestones(store.reader()).size(), 3U);
    if (asked != nullptr) std::printf("%ld steps, %ld accepted\n", taken, accepted);
  }
  EXPECT_GT(accepted, total / 4);
}

// An adjustment that was approved is one entry, and one entry is taken back whole.
TEST(ProjectStoreWalk, undoing_an_entry_takes_all_of_it_back) {
  StoreWalk store;
  const Id<Project> id{"P1"};
  const Date day = date_of(2026, 9, 21);
  store.as("linyan", day, [&](db::Tx& tx) {
    Project project;
    project.id = id;
    project.name = "机床二期";
    project.stage = Stage::continuing;
    return create_project(tx, project).has_value();
  });
  store.as("linyan", day, [&](db::Tx& tx) {
    AdjustmentRequest request;
    request.project = id;
    request.kind = AdjustmentKind::stopped;
    request.year = 2026;
    request.year_plan_after = yuan(6);
    return ask_adjustment(tx, request).has_value();
  });
  db::Position approved = 0;
  store.as("guning", day, [&](db::Tx& tx) {
    approved = tx.entry_position();
    return decide_adjustment(tx, id, 1, {RequestState::approved, "88号", ""}, 1).has_value();
  });
  EXPECT_EQ(find_project(store.reader(), id)->row.stage, Stage::stopped);
  store.as("guning", day, [&](db::Tx& tx) {
    const auto undone = undo_entry(tx, approved);
    if (!undone) return false;
    tx.journal({"test.undone", "", "{}"});
    return true;
  });
  const auto reader = store.reader();
  EXPECT_EQ(find_project(reader, id)->row.stage, Stage::continuing);
  EXPECT_EQ(load_requests(reader, id)[0].row.state, RequestState::asked);
  EXPECT_TRUE(load_adjustments(reader).empty());
  EXPECT_EQ(find_year(reader, id, 2026)->version, 0);
}

}  // namespace
}  // namespace guatu::project
