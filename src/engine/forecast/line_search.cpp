// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/line_search.hpp"

#include <algorithm>
#include <cmath>

namespace guatu::forecast {
namespace {

constexpr double kDecrease = 1e-3;   // sufficient decrease
constexpr double kCurvature = 0.9;
constexpr double kWidth = 0.1;       // relative width at which an interval is given up
constexpr double kExtrapolation = 4;
constexpr double kShrink = 0.66;

}  // namespace

LineSearch::LineSearch(double value, double slope, double first_step, double largest_step)
    : start_value_(value), start_slope_(slope), step_(first_step), largest_(largest_step), best_{0, value, slope},
      other_{0, value, slope}, high_(first_step + kExtrapolation * first_step), width_(largest_step), width_before_(2 * largest_step) {}

// The trial point relative to the best one decides between cubic, secant and quadratic steps.
double LineSearch::next_step(Point& best, Point& other, const Point& trial) {
  const double opposite = trial.slope * (best.slope / std::abs(best.slope));
  const double span = trial.step - best.step;
  double next = 0;
  if (trial.value > best.value) {  // higher: the minimum lies between
    const double theta = 3 * (best.value - trial.value) / span + best.slope + trial.slope;
    const double s = std::max({std::abs(theta), std::abs(best.slope), std::abs(trial.slope)});
    double gamma = s * std::sqrt((theta / s) * (theta / s) - (best.slope / s) * (trial.slope / s));
    if (trial.step < best.step) gamma = -gamma;
    const double p = (gamma - best.slope) + theta;
    const double q = ((gamma - best.slope) + gamma) + trial.slope;
    const double cubic = best.step + p / q * span;
    const double quadratic = best.step + best.slope / ((best.value - trial.value) / span + best.slope) / 2 * span;
    next = std::abs(cubic - best.step) < std::abs(quadratic - best.step) ? cubic : cubic + (quadratic - cubic) / 2;
    bracketed_ = true;
  } else if (opposite < 0) {  // lower, slopes of opposite sign
    const double theta = 3 * (best.value - trial.value) / span + best.slope + trial.slope;
    const double s = std::max({std::abs(theta), std::abs(best.slope), std::abs(trial.slope)});
    double gamma = s * std::sqrt((theta / s) * (theta / s) - (best.slope / s) * (trial.slope / s));
    if (trial.step > best.step) gamma = -gamma;
    const double p = (gamma - trial.slope) + theta;
    const double q = ((gamma - trial.slope) + gamma) + best.slope;
    const double cubic = trial.step + p / q * (best.step - trial.step);
    const double secant = trial.step + trial.slope / (trial.slope - best.slope) * (best.step - trial.step);
    next = std::abs(cubic - trial.step) > std::abs(secant - trial.step) ? cubic : secant;
    bracketed_ = true;
  } else if (std::abs(trial.slope) < std::abs(best.slope)) {  // lower, same sign, flatter
    const double theta = 3 * (best.value - trial.value) / span + best.slope + trial.slope;
    const double s = std::max({std::abs(theta), std::abs(best.slope), std::abs(trial.slope)});
    double gamma = s * std::sqrt(std::max(0.0, (theta / s) * (theta / s) - (best.slope / s) * (trial.slope / s)));
    if (trial.step > best.step) gamma = -gamma;
    const double p = (gamma - trial.slope) + theta;
    const double q = (gamma + (best.slope - trial.slope)) + gamma;
    const double r = p / q;
    const double cubic = r < 0 && gamma != 0 ? trial.step + r * (best.step - trial.step) : trial.step > best.step ? high_ : low_;
    const double secant = trial.step + trial.slope / (trial.slope - best.slope) * (best.step - trial.step);
    if (bracketed_) {
      next = std::abs(cubic - trial.step) < std::abs(secant - trial.step) ? cubic : secant;
      const double bound = trial.step + kShrink * (other.step - trial.step);
      next = trial.step > best.step ? std::min(bound, next) : std::max(bound, next);
    } else {
      next = std::abs(cubic - trial.step) > std::abs(secant - trial.step) ? cubic : secant;
      next = std::clamp(next, low_, high_);
    }
  } else if (bracketed_) {  // lower, same sign, not flatter
    const double theta = 3 * (trial.value - other.value) / (other.step - trial.step) + other.slope + trial.slope;
    const double s = std::max({std::abs(theta), std::abs(other.slope), std::abs(trial.slope)});
    double gamma = s * std::sqrt((theta / s) * (theta / s) - (other.slope / s) * (trial.slope / s));
    if (trial.step > other.step) gamma = -gamma;
    const double p = (gamma - trial.slope) + theta;
    const double q = ((gamma - trial.slope) + gamma) + other.slope;
    next = trial.step + p / q * (other.step - trial.step);
  } else {
    next = trial.step > best.step ? high_ : low_;
  }
  if (trial.value > best.value) {
    other = trial;
  } else {
    if (opposite < 0) other = best;
    best = trial;
  }
  return next;
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
    const auto lowered = [&](const Point& p) { return Point{p.step, p.value - p.step * test_slope, p.slope - test_slope}; };
    const auto raised = [&](const Point& p) { return Point{p.step, p.value + p.step * test_slope, p.slope + test_slope}; };
    Point best = lowered(best_);
    Point other = lowered(other_);
    step_ = next_step(best, other, lowered(trial));
    best_ = raised(best);
    other_ = raised(other);
  } else {
    step_ = next_step(best_, other_, trial);
  }
  if (bracketed_) {
    if (std::abs(other_.step - best_.step) >= kShrink * width_before_) step_ = best_.step + (other_.step - best_.step) / 2;
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
