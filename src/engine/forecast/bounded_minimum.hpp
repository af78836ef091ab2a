// SPDX-License-Identifier: Apache-2.0
// Smallest value of a smooth function inside a box (有界极小): limited-memory quasi-Newton with bounds after Byrd, Lu,
// Nocedal & Zhu (1995), line search after Moré & Thuente (1994), gradient by central differences of 10⁻³. The
// stopping rule is the usual one of statistics programs, so that fitted parameters can be compared with theirs.
#pragma once

#include <functional>
#include <vector>

namespace guatu::forecast {

struct Box {
  std::vector<double> lower;
  std::vector<double> upper;
};

struct Minimum {
  std::vector<double> x;
  double value = 0;
  int iterations = 0;
  bool converged = false;
};

using Objective = std::function<double(const std::vector<double>&)>;

Minimum minimise(const Objective& objective, std::vector<double> start, const Box& box);

}  // namespace guatu::forecast
