// SPDX-License-Identifier: Apache-2.0
// By which day the figures of a month are there (数据到位日), under all plans there were. A plan holds for the months
// that are not due on the day it is made, unless its own day is over by then: nobody is late by a plan that came later,
// and what was due keeps its day.
#pragma once

#include <vector>

#include "base/date.hpp"

namespace guatu::cadence {

class FiguresDue {
 public:
  struct Change {
    Date on;
    std::int64_t day = 0;  // of the next month
  };
  explicit FiguresDue(std::vector<Change> changes = {}) : changes_(std::move(changes)) {}  // the oldest first

  Date due(Month month) const;
  // The month whose figures are looked at on a day: the last one that is due by then.
  Month month_at(Date day) const;

 private:
  std::vector<Change> changes_;
};

}  // namespace guatu::cadence
