// SPDX-License-Identifier: Apache-2.0
// Step length (步长) by Moré & Thuente (ACM TOMS 20, 1994): shrinks an interval that holds a point of
// sufficient decrease and small slope, by safeguarded cubic and quadratic steps.
#pragma once

namespace guatu::forecast {

class LineSearch {
 public:
  enum class State { evaluate, done, stuck };

  // Value and slope at step 0 (slope < 0), the first step to try and the largest allowed.
  LineSearch(double value, double slope, double first_step, double largest_step);

  double step() const { return step_; }
  // Value and slope at step(); decides the next step.
  State tell(double value, double slope);

 private:
  struct Point {
    double step = 0;
    double value = 0;
    double slope = 0;
  };
  double next_step(Point& best, Point& other, const Point& trial);
  double beyond_flatter(const Point& best, const Point& other, const Point& trial) const;

  double start_value_;
  double start_slope_;
  double step_;
  double largest_;
  Point best_;
  Point other_;
  double low_ = 0;
  double high_;
  double width_;
  double width_before_;
  bool bracketed_ = false;
  bool first_stage_ = true;
};

}  // namespace guatu::forecast
