// SPDX-License-Identifier: Apache-2.0
// Figures typed by hand (手算数): texts of the command line become numbers, lists and trajectories of the indicator
// engine, and its exact results become texts. Refuses what does not read, naming the option.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "engine/indicator/growth.hpp"
#include "engine/indicator/progress.hpp"
#include "engine/indicator/trajectory.hpp"

namespace guatu::figures {

Result<Decimal> read_figure(const std::string& text, std::string_view option);
Result<std::optional<Decimal>> read_optional(const std::string& text, std::string_view option);
// “8,18,-,33”: separated by commas, - for a month without a figure; at most twelve.
Result<YearOfFigures> read_year(const std::string& text, std::string_view option);
Result<Part> read_part(const std::string& text);  // 二产=300:321, or 300:321; indicator.part_malformed

struct TrajectoryTexts {
  std::string kind = "month";
  std::string plan;                     // twelve cumulative figures
  std::string quarters;                 // four cumulative targets
  std::vector<std::string> past_years;  // one to three, twelve cumulative figures each
};
// Refuses indicator.unknown_trajectory, indicator.quarters_malformed, and what the engine refuses.
Result<Trajectory> read_trajectory(const TrajectoryTexts& texts);

std::string shown_points(const Ratio& share);         // 0.972 → 97.2
std::string shown_signed_points(const Ratio& share);  // +13.8
std::string shown_growth(const Ratio& percent);       // 7.5362, 6.25, 50
std::string shown_plain(const Ratio& value);          // up to four decimals, no idle zeros

}  // namespace guatu::figures
