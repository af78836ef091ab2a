// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/line_search.hpp"

#include <algorithm>
#include <cmath>

namespace guatu::forecast {
namespace {

constexpr double kDecrease = 1e-3;  // sufficient decrease
constexpr double kCurvature = 0.9;
constexpr double kWidth = 0.1;  // relative width at which an interval is given up
constexpr double kExtrapolation = 4;
constexpr double kShrink = 0.66;

// Minimum of the cubic through two points with their slopes, as a share of the way from the first to the second.
struct Cubic {
  double ratio;
  double gamma;
};

template <class Point>
Cubic cubic_minimum(const Point& from, const Point& to) {
  const double theta = 3 * (from.value - to.value) / (to.step - from.step) + from.slope + to.slope;
  const double scale = std::max({std::abs(theta), std::abs(from.slope), std::abs(to.slope)});
  const double inside = (theta / scale) * (theta / scale) - (from.slope / scale) * (to.slope / scale);
  const double gamma = scale * std::sqrt(std::max(0.0, inside)) * (to.step < from.step ? -1 : 1);
  return {((gamma - from.slope) + theta) / (((gamma - from.slope) + gamma) + to.slope), gamma};
}

template <class Point>
double between_higher(const Point& best, const Point& trial) {
  const double span = trial.step - best.step;
  const double cubic = best.step + cubic_minimum(best, trial).ratio * span;
  const double quadratic = best.step + best.slope / ((best.value - trial.value) / span + best.slope) / 2 * span;
  return std::abs(cubic - best.step) < std::abs(quadratic - best.step) ? cubic : cubic + (quadratic - cubic) / 2;
}

template <class Point>
double secant(const Point& best, const Point& trial) {
  return trial.step + trial.slope / (trial.slope - best.slope) * (best.step - trial.step);
}

double farther_from(double step, double a, double b) { return std::abs(a - step) > std::abs(b - step) ? a : b; }

}  // namespace

LineSearch::LineSearch(double value, double slope, double first_step, double largest_step)
    : start_value_(value),
      start_slope_(slope),
      step_(first_step),
      largest_(largest_step),
      best_{0, value, slope},
      other_{0, value, slope},
      high_(first_step + kExtrapolation * first_step),
      width_(largest_step),
      width_before_(2 * largest_step) {}

// The trial point relative to the best one decides between cubic, secant and quadratic steps.
double LineSearch::next_step(Point& best, Point& other, const Point& trial) {
  const bool opposite_slopes = trial.slope * (best.slope / std::abs(best.slope)) < 0;
  double next = 0;
  if (trial.value > best.value) {  // higher: the minimum lies between
    next = between_higher(best, trial);
    bracketed_ = true;
  } else if (opposite_slopes) {  // lower, past the minimum
    const double cubic = trial.step + cubic_minimum(trial, best).ratio * (best.step - trial.step);
    next = farther_from(trial.step, cubic, secant(best, trial));
    bracketed_ = true;
  } else if (std::abs(trial.slope) < std::abs(best.slope)) {  // lower, flatter, not there yet
    next = beyond_flatter(best, other, trial);
  } else if (bracketed_) {  // lower, as steep as before
    next = trial.step + cubic_minimum(trial, other).ratio * (other.step - trial.step);
  } else {
    next = trial.step > best.step ? high_ : low_;
  }
  if (trial.value > best.value) {
    other = trial;
  } else {
    if (opposite_slopes) other = best;
    best = trial;
  }
  return next;
}

// The cubic may have no minimum ahead; then the search goes as far as it may.
double LineSearch::beyond_flatter(const Point& best, const Point& other, const Point& trial) const {
  const Cubic fitted = cubic_minimum(trial, best);
  double cubic = trial.step > best.step ? high_ : low_;
  if (fitted.ratio < 0 && fitted.gamma != 0) cubic = trial.step + fitted.ratio * (best.step - trial.step);
  const double straight = secant(best, trial);
  if (!bracketed_) return std::clamp(farther_from(trial.step, cubic, straight), low_, high_);
  const double nearer = std::abs(cubic - trial.step) < std::abs(straight - trial.step) ? cubic : straight;
  const double bound = trial.step + kShrink * (other.step - trial.step);
  return trial.step > best.step ? std::min(bound, nearer) : std::max(bound, nearer);
}

LineSearch::State LineSearch::tell(double value, double slope) {
  const double test_slope = kDecrease * start_slope_;
  const double limit = start_value_ + step_ * test_slope;
  if (first_stage_ && value <= limit && slope >= std::min(kDecrease, kCurvature) * start_slope_) first_stage_ = false;
  if (value <= limit && std::abs(slope) <= kCurvature * -start_slope_) return State::done;
  if (bracketed_ && (step_ <= low_ || step_ >= high_)) return State::stuck;
  if (bracketed_ && high_ - low_ <= kWidth * high_) return State::stuck;
  if (step_ == largest_ && value <= limit && slope <= test_slope) return State::stuck;
  if (step_ == 0) return State::stuck;
  const Point trial{step_, value, slope};
  if (first_stage_ && value <= best_.value && value > limit) {
    // Until the decrease suffices, the function less its required decrease is searched.
    const auto lowered = [&](const Point& p) {
      return Point{p.step, p.value - p.step * test_slope, p.slope - test_slope};
    };
    const auto raised = [&](const Point& p) {
      return Point{p.step, p.value + p.step * test_slope, p.slope + test_slope};
    };
    Point best = lowered(best_);
    Point other = lowered(other_);
    step_ = next_step(best, other, lowered(trial));
    best_ = raised(best);
    other_ = raised(other);
  } else {
    step_ = next_step(best_, other_, trial);
  }
  if (bracketed_) {
    if (std::abs(other_.step - best_.step) >= kShrink * width_before_)
      step_ = best_.step + (other_.step - best_.step) / 2;
    width_before_ = width_;
    width_ = std::abs(other_.step - best_.step);
    low_ = std::min(best_.step, other_.step);
    high_ = std::max(best_.step, other_.step);
  } else {
    low_ = best_.step;
    high_ = step_ + kExtrapolation * (step_ - best_.step);
  }
  step_ = std::clamp(step_, 0.0, largest_);
  if (bracketed_ && (step_ <= low_ || step_ >= high_ || high_ - low_ <= kWidth * high_)) step_ = best_.step;
  return State::evaluate;
}

}  // namespace guatu::forecast
