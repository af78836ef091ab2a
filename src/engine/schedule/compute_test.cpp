// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/compute.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace guatu::schedule {
namespace {

constexpr std::int64_t kDay = kTicksPerDay;

// Days on a round-the-clock calendar from moment 0: figures can be checked by eye.
Network network_of(std::vector<std::int64_t> days, std::vector<Link> links) {
  Network network;
  network.calendars.push_back(WorkCalendar::round_the_clock());
  network.frames.push_back({{0}, {0}, {}, 0});
  for (const std::int64_t length : days) {
    Activity activity;
    activity.duration = activity.remaining = {length * kDay};
    network.activities.push_back(activity);
  }
  network.links = std::move(links);
  return network;
}

Link link(Index from, Index to, LinkType type = LinkType::finish_start, std::int64_t lag_days = 0) {
  return {from, to, type, LagKind::working, lag_days * kDay};
}

std::int64_t day(Moment moment) { return moment.ticks / kDay; }

struct LinkCase {
  const char* what;
  LinkType type;
  std::int64_t lag;
  std::int64_t start;  // of a successor of 3 days after a predecessor of 5
};

TEST(Compute, PlacesASuccessorByEveryKindOfLink) {
  for (const Policy policy : {Policy::microsoft_project, Policy::primavera})
    for (const LinkCase& row :
         {LinkCase{"FS", LinkType::finish_start, 0, 5}, LinkCase{"FS+2", LinkType::finish_start, 2, 7},
          LinkCase{"FS-1", LinkType::finish_start, -1, 4}, LinkCase{"SS+2", LinkType::start_start, 2, 2},
          LinkCase{"FF", LinkType::finish_finish, 0, 2}, LinkCase{"FF+2", LinkType::finish_finish, 2, 4},
          LinkCase{"SF+6", LinkType::start_finish, 6, 3}}) {
      Network network = network_of({5, 3}, {link(0, 1, row.type, row.lag)});
      network.rules.policy = policy;
      const Schedule schedule = *compute(network);
      EXPECT_EQ(day(schedule.dates[1].early_start), row.start) << row.what;
      EXPECT_EQ(schedule.driver[1].kind, DriverKind::link) << row.what;
      EXPECT_EQ(schedule.driver[1].link, 0U) << row.what;
    }
}

TEST(Compute, GivesFloatToTheShorterOfTwoPaths) {
  const Schedule schedule = *compute(network_of({1, 5, 2, 1}, {link(0, 1), link(0, 2), link(1, 3), link(2, 3)}));
  EXPECT_EQ(day(schedule.dates[3].early_finish), 7);
  EXPECT_EQ(schedule.total_float[2].ticks, 3 * kDay);
  EXPECT_EQ(schedule.free_float[2].ticks, 3 * kDay);
  EXPECT_EQ(schedule.total_float[1].ticks, 0);
  EXPECT_EQ(schedule.critical, (std::vector<std::uint8_t>{1, 1, 0, 1}));
}

TEST(Compute, ADeadlineMakesNegativeFloatAndMovesNoDate) {
  Network network = network_of({4, 4}, {link(0, 1)});
  network.activities[1].deadline = {6 * kDay};
  const Schedule schedule = *compute(network);
  EXPECT_EQ(day(schedule.dates[1].early_finish), 8);
  EXPECT_EQ(schedule.total_float[0].ticks, -2 * kDay);
  EXPECT_EQ(days_to_compress(network.calendars[0], schedule.total_float[0]), 2);
}

TEST(Compute, AHardConstraintBeatsItsLink) {
  Network network = network_of({4, 4}, {link(0, 1)});
  network.activities[1].first = {ConstraintKind::start_on, {1 * kDay}};
  EXPECT_EQ(day(compute(network)->dates[1].early_start), 1);
  EXPECT_EQ(compute(network)->total_float[0].ticks, -3 * kDay);
  network.rules.hardness = Hardness::links_beat_constraints;
  EXPECT_EQ(day(compute(network)->dates[1].early_start), 4);
}

TEST(Compute, PrimaveraSoftAndMandatoryStartsDiffer) {
  Network network = network_of({4, 4}, {link(0, 1)});
  network.rules.policy = Policy::primavera;
  network.activities[1].first = {ConstraintKind::start_on, {1 * kDay}};
  EXPECT_EQ(day(compute(network)->dates[1].early_start), 4);
  network.activities[1].first.kind = ConstraintKind::mandatory_start;
  EXPECT_EQ(day(compute(network)->dates[1].early_start), 1);
}

TEST(Compute, NothingRemainingLiesBeforeTheDataDate) {
  Network network = network_of({4, 4}, {link(0, 1)});
  network.rules.policy = Policy::primavera;
  network.frames[0].data_date = {10 * kDay};
  network.activities[0].actual_start = {0};
  network.activities[0].remaining = {1 * kDay};
  const Schedule schedule = *compute(network);
  EXPECT_EQ(day(schedule.dates[0].early_start), 10);
  EXPECT_EQ(day(schedule.dates[1].early_start), 11);
}

TEST(Compute, RetainedLogicHoldsThroughFinishedWorkAndOverrideDoesNot) {
  Network network = network_of({9, 1, 2}, {link(0, 1), link(1, 2)});
  network.rules.policy = Policy::primavera;
  network.frames[0].data_date = {3 * kDay};
  network.activities[1].actual_start = {1 * kDay};
  network.activities[1].actual_finish = {2 * kDay};
  EXPECT_EQ(day(compute(network)->dates[2].early_start), 12);
  network.rules.progress = ProgressRule::progress_override;
  EXPECT_EQ(day(compute(network)->dates[2].early_start), 3);
}

TEST(Compute, AStartedProjectTaskBeginsAtItsActualStart) {
  Network network = network_of({4, 4, 2}, {link(0, 1), link(1, 2)});
  network.activities[1].actual_start = {1 * kDay};
  network.activities[1].remaining = {3 * kDay};
  const Schedule schedule = *compute(network);
  EXPECT_EQ(day(schedule.dates[1].early_start), 1);
  EXPECT_EQ(day(schedule.dates[1].early_finish), 5);
  EXPECT_EQ(schedule.driver[1].kind, DriverKind::actual);
}

TEST(Compute, ASummaryBindsAndFollowsItsChildren) {
  // 0 summary of 1 and 2; 3 comes after the summary; the summary comes after 4.
  Network network = network_of({0, 2, 3, 1, 5}, {link(0, 3), link(4, 0)});
  network.activities[0].kind = ActivityKind::summary;
  network.activities[1].parent = network.activities[2].parent = 0;
  const Schedule schedule = *compute(network);
  EXPECT_EQ(day(schedule.dates[1].early_start), 5);
  EXPECT_EQ(day(schedule.dates[0].early_finish), 8);
  EXPECT_EQ(day(schedule.dates[3].early_start), 8);
  EXPECT_EQ(day(schedule.dates[1].late_finish), 8);
}

TEST(Compute, LateTasksGoLateWithoutMovingTheEnd) {
  Network network = network_of({1, 5, 1}, {link(0, 2), link(1, 2)});
  network.activities[0].first.kind = ConstraintKind::as_late_as_possible;
  const Schedule project = *compute(network);
  EXPECT_EQ(day(project.dates[2].early_start), 5);
  network.rules.policy = Policy::primavera;
  EXPECT_EQ(day(compute(network)->dates[0].early_start), 4);
}

TEST(Compute, LevelOfEffortStretchesBetweenItsLinksAndDrivesNothing) {
  Network network = network_of({2, 6, 1}, {link(0, 2, LinkType::start_start), link(1, 2, LinkType::finish_finish)});
  network.rules.policy = Policy::primavera;
  network.activities[2].kind = ActivityKind::level_of_effort;
  const Schedule schedule = *compute(network);
  EXPECT_EQ(day(schedule.dates[2].early_start), 0);
  EXPECT_EQ(day(schedule.dates[2].early_finish), 6);
}

TEST(Compute, LongestPathIsAnotherCriticalRule) {
  Network network = network_of({1, 5, 2}, {link(0, 1)});
  network.rules.critical = CriticalRule::longest_path;
  network.activities[2].deadline = {2 * kDay};
  EXPECT_EQ(compute(network)->critical, (std::vector<std::uint8_t>{1, 1, 0}));
  network.rules.critical = CriticalRule::total_float;
  EXPECT_EQ(compute(network)->critical, (std::vector<std::uint8_t>{1, 1, 1}));
}

TEST(Compute, BackwardSaysWhatMustBeMadeUp) {
  const Network network = network_of({4, 4}, {link(0, 1)});
  const Schedule late = *compute_backward(network, {20 * kDay});
  EXPECT_EQ(day(late.dates[0].late_start), 12);
  const Schedule tight = *compute_backward(network, {5 * kDay});
  EXPECT_EQ(days_to_compress(network.calendars[0], tight.total_float[1]), 3);
  EXPECT_EQ(days_to_compress(network.calendars[0], {-kDay - 1}), 2);  // a tick more is another day
  EXPECT_EQ(variance_days(network.calendars[0], {0}, {3 * kDay}), 3.0);
}

TEST(Compute, RefusesACycleWithItsLinks) {
  const auto schedule = compute(network_of({1, 1, 1, 1}, {link(3, 0), link(0, 1), link(1, 2), link(2, 0)}));
  ASSERT_FALSE(schedule);
  ASSERT_EQ(schedule.error().problems.size(), 3U);
  std::vector<std::string> links;
  for (const Problem& problem : schedule.error().problems) {
    EXPECT_EQ(problem.code, "schedule.cycle");
    links.push_back(problem.place);
  }
  std::sort(links.begin(), links.end());
  EXPECT_EQ(links, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Compute, RefusesIndicesThatPointNowhere) {
  const auto schedule = compute(network_of({1}, {link(0, 7)}));
  ASSERT_FALSE(schedule);
  EXPECT_EQ(schedule.error().problems.front().code, "schedule.no_such_activity");
}

// A random network without constraints; links only forwards, so that there is no cycle.
Network random_network(std::mt19937& random, Policy policy) {
  std::vector<std::int64_t> days(12 + random() % 20);
  for (auto& length : days) length = static_cast<std::int64_t>(random() % 9);
  std::vector<Link> links;
  for (std::size_t i = 0; i < days.size() * 2; ++i) {
    Index a = static_cast<Index>(random() % days.size());
    Index b = static_cast<Index>(random() % days.size());
    if (a == b) continue;
    links.push_back(link(std::min(a, b), std::max(a, b), static_cast<LinkType>(random() % 3),
                         static_cast<std::int64_t>(random() % 4)));
  }
  Network network = network_of(days, links);
  network.rules.policy = policy;
  return network;
}

TEST(ComputeProperty, FloatIsNeverNegativeWithoutConstraints) {
  std::mt19937 random(11);
  for (int i = 0; i < 400; ++i) {
    const Schedule schedule =
        *compute(random_network(random, i % 2 == 0 ? Policy::microsoft_project : Policy::primavera));
    for (std::size_t k = 0; k < schedule.total_float.size(); ++k) {
      ASSERT_GE(schedule.total_float[k].ticks, 0);
      ASSERT_LE(schedule.free_float[k].ticks, schedule.total_float[k].ticks);
    }
  }
}

TEST(ComputeProperty, RelaxingALinkNeverDelaysAnything) {
  std::mt19937 random(12);
  for (int i = 0; i < 300; ++i) {
    Network network = random_network(random, i % 2 == 0 ? Policy::microsoft_project : Policy::primavera);
    if (network.links.empty()) continue;
    const Schedule before = *compute(network);
    network.links.erase(network.links.begin() + static_cast<std::ptrdiff_t>(random() % network.links.size()));
    const Schedule after = *compute(network);
    for (std::size_t k = 0; k < before.dates.size(); ++k)
      ASSERT_LE(after.dates[k].early_start, before.dates[k].early_start);
  }
}

// The network turned round in time: its early dates are the late dates of the original, mirrored.
TEST(ComputeProperty, ForwardAndBackwardMirrorEachOther) {
  std::mt19937 random(13);
  for (int i = 0; i < 300; ++i) {
    Network network = random_network(random, Policy::primavera);
    for (Link& one : network.links) one.type = LinkType::finish_start;
    const Schedule forward = *compute(network);
    const Moment end = forward.frame_finish[0];
    Network mirrored = network;
    const Index last = static_cast<Index>(network.activities.size() - 1);
    std::reverse(mirrored.activities.begin(), mirrored.activities.end());
    for (Link& one : mirrored.links) one = link(last - one.to, last - one.from, LinkType::finish_start, one.lag / kDay);
    const Schedule backward = *compute(mirrored);
    ASSERT_EQ(backward.frame_finish[0], end);
    for (Index k = 0; k <= last; ++k) {
      ASSERT_EQ(forward.dates[k].late_start.ticks, end.ticks - backward.dates[last - k].early_finish.ticks);
      ASSERT_EQ(forward.dates[k].late_finish.ticks, end.ticks - backward.dates[last - k].early_start.ticks);
    }
  }
}

}  // namespace
}  // namespace guatu::schedule
