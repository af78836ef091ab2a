// SPDX-License-Identifier: Apache-2.0
// Indicators (指标), their year targets (目标) and observations (统计数).
//
// An observation is one published figure of a span of months with its source, release day and vintage. It is
// never edited: a correction is a new vintage. "Not applicable" (January investment) is a value of its own and
// is not the same as missing. Peers (对比区) are units like any other, so ranks need no table of their own.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::indicator {

enum class Frequency { monthly, quarterly };
inline constexpr Named<Frequency> kFrequencies[] = {{Frequency::monthly, "monthly", "月"},
                                                    {Frequency::quarterly, "quarterly", "季"}};
constexpr std::span<const Named<Frequency>> names_of(Frequency) { return kFrequencies; }

enum class Direction { higher_is_better, lower_is_better, ceiling, interval };
inline constexpr Named<Direction> kDirections[] = {{Direction::higher_is_better, "higher", "正向"},
                                                   {Direction::lower_is_better, "lower", "逆向"},
                                                   {Direction::ceiling, "ceiling", "上限"},
                                                   {Direction::interval, "interval", "区间"}};
constexpr std::span<const Named<Direction>> names_of(Direction) { return kDirections; }

enum class Measure { level, growth, share };
inline constexpr Named<Measure> kMeasures[] = {
    {Measure::level, "level", "总量"}, {Measure::growth, "growth", "增速"}, {Measure::share, "share", "占比"}};
constexpr std::span<const Named<Measure>> names_of(Measure) { return kMeasures; }

enum class Basis { cumulative, current, point };
inline constexpr Named<Basis> kBases[] = {
    {Basis::cumulative, "cumulative", "累计"}, {Basis::current, "current", "当期"}, {Basis::point, "point", "时点"}};
constexpr std::span<const Named<Basis>> names_of(Basis) { return kBases; }

enum class TrajectoryKind { month, day, plan, quarter, seasonal, none };
inline constexpr Named<TrajectoryKind> kTrajectories[] = {
    {TrajectoryKind::month, "month", "月均"},       {TrajectoryKind::day, "day", "按日"},
    {TrajectoryKind::plan, "plan", "按计划"},       {TrajectoryKind::quarter, "quarter", "季度"},
    {TrajectoryKind::seasonal, "seasonal", "季节"}, {TrajectoryKind::none, "none", "不适用"}};
constexpr std::span<const Named<TrajectoryKind>> names_of(TrajectoryKind) { return kTrajectories; }

struct Indicator {
  Id<Indicator> id;
  std::string name;
  std::string unit_of_measure;
  Frequency frequency = Frequency::monthly;
  Direction direction = Direction::higher_is_better;
  Measure measure = Measure::level;
  Basis basis = Basis::cumulative;
  std::string source;  // the bureau that releases it
  std::optional<Id<unit::Unit>> responsible;
  TrajectoryKind trajectory = TrajectoryKind::month;
  std::string joint_january_february;  // 是 | 否: 1—2月 is one figure
  std::string january_not_applicable;  // 是 | 否
  std::string note;
  std::int64_t sequence = 0;
};

struct Target {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  std::int64_t year = 0;
  std::string level;           // as the office writes it: 680, ≥70, ≤35
  std::string growth;          // 5.5%左右
  std::string internal_level;  // 内部掌握水平: not a published target
  std::string level_before;    // the target before an adjustment stays beside the new one
  std::string adjustment_number;
  std::optional<Date> adjusted_on;
  std::string note;
};

// Cumulative share of the year's target expected by the end of each month, in percent (月度分解).
struct MonthShares {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  std::int64_t year = 0;
  TrajectoryKind trajectory = TrajectoryKind::plan;
  std::array<std::optional<Decimal>, 12> share;
};

enum class ObservationStatus { reported, not_applicable };
inline constexpr Named<ObservationStatus> kObservationStatuses[] = {
    {ObservationStatus::reported, "reported", "已发布"},
    {ObservationStatus::not_applicable, "not_applicable", "不适用"}};
constexpr std::span<const Named<ObservationStatus>> names_of(ObservationStatus) { return kObservationStatuses; }

struct Observation {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  Month first;
  Month last;
  Basis basis = Basis::cumulative;
  Measure measure = Measure::level;
  std::string vintage;  // 初步 | 初步核算 | 修订 | 最终核实
  ObservationStatus status = ObservationStatus::reported;
  std::optional<Decimal> value;  // empty only when not applicable
  std::string source;
  std::optional<Date> released_on;
  std::string note;
  std::optional<std::string> released_time;  // HH:MM in China; none: from midnight on
  std::optional<std::string> evidence;       // the transcription or correction it came by; none: an import
};

// Later vintages replace earlier ones when a series is read: 初步 < 修订 < 最终核实; among equals the later release
// wins.
int vintage_rank(std::string_view vintage);
bool supersedes(const Observation& candidate, const Observation& present);

// From when on it is out, YYYY-MM-DD HH:MM in China; empty: from ever on; none: nobody has said yet.
std::optional<std::string> release_of(const Observation& observation);
// Whether it is out (发布): by its day and, where one is given, its hour. What is not applicable needs no release.
bool is_released(const Observation& observation, Instant now);

// What may be read (可见口径): as released by a day, and never before its release by the clock.
struct AsReleased {
  Date day;
  Instant now;
};
bool is_visible(const Observation& observation, const AsReleased& as_released);
std::vector<Observation> visible(std::vector<Observation> observations, const AsReleased& as_released);

// The figure of each span as known on `day`: released by then, newest vintage. In order of the last month.
std::vector<Observation> series_as_of(const std::vector<Observation>& observations, Date day);

}  // namespace guatu::indicator
