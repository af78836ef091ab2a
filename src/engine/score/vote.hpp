// SPDX-License-Identifier: Apache-2.0
// On-site rating (现场测评): ballots of several classes of voters. In each class the k highest and k lowest ballots are
// left out when there are at least 2k + 3, the rest averaged, the classes weighted. A voter's ballot
// for the own unit does not count unless the scheme says so. The result is a 测评得分, never a 满意率.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"
#include "engine/score/table.hpp"

namespace guatu::score {

struct Ballot {
  std::string item;
  std::string voter_class;
  std::string voter_unit;
  std::string unit;
  double score = 0;
};

// Columns class, unit, score; voter_unit and item where needed. An empty score is an invalid ballot and
// is left out; anything but a number from 0 to 100 is refused.
Result<std::vector<Ballot>> read_ballots(const SheetText& sheet, const Scheme& scheme, const Table& table);

struct ClassVote {
  std::string name;
  double weight = 0;
  int ballots = 0;
  int own_unit_left_out = 0;
  int trimmed = 0;  // at each end
  double mean = 0;  // NaN without ballots
};

struct UnitVote {
  double score = 0;  // NaN when nobody voted
  std::vector<ClassVote> classes;
};

Result<std::vector<UnitVote>> count_votes(const Node& item, const std::vector<Ballot>& ballots,
                                          const std::vector<std::string>& units);

}  // namespace guatu::score
