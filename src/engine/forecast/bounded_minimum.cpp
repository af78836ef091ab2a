// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/bounded_minimum.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "engine/forecast/line_search.hpp"

namespace guatu::forecast {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

constexpr std::size_t kMemory = 5;
constexpr int kIterationsMax = 100;
constexpr int kStepsMax = 20;
constexpr double kDifference = 1e-3;
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr double kRelativeReduction = 1e7 * kEpsilon;

Vector as_vector(const std::vector<double>& x) {
  return Eigen::Map<const Vector>(x.data(), static_cast<Eigen::Index>(x.size()));
}

class Descent {
 public:
  Descent(const Objective& objective, const Box& box)
      : objective_(objective), lower_(as_vector(box.lower)), upper_(as_vector(box.upper)) {}

  Minimum run(const std::vector<double>& start) {
    x_ = as_vector(start).cwiseMax(lower_).cwiseMin(upper_);
    value_ = at(x_);
    gradient_ = gradient_at(x_);
    Minimum result;
    while (result.iterations < kIterationsMax) {
      if (projected_gradient() == 0) {
        result.converged = true;
        break;
      }
      const double before = value_;
      const Outcome outcome = advance(result.iterations);
      if (outcome == Outcome::nowhere) break;
      if (outcome == Outcome::restart) continue;
      ++result.iterations;
      if (before - value_ <= kRelativeReduction * std::max({std::abs(before), std::abs(value_), 1.0})) {
        result.converged = true;
        break;
      }
    }
    result.x.assign(x_.data(), x_.data() + x_.size());
    result.value = value_;
    return result;
  }

 private:
  enum class Outcome { moved, restart, nowhere };
  struct Pair {
    Vector step;
    Vector change;
  };

  double at(const Vector& x) const { return objective_(std::vector<double>(x.data(), x.data() + x.size())); }

  // Central differences, one-sided where the box ends.
  Vector gradient_at(const Vector& x) const {
    Vector gradient(x.size());
    for (Eigen::Index i = 0; i < x.size(); ++i) {
      Vector above = x;
      Vector below = x;
      above(i) = std::min(x(i) + kDifference, upper_(i));
      below(i) = std::max(x(i) - kDifference, lower_(i));
      const double up = x(i) + kDifference > upper_(i) ? upper_(i) - x(i) : kDifference;
      const double down = x(i) - kDifference < lower_(i) ? x(i) - lower_(i) : kDifference;
      gradient(i) = (at(above) - at(below)) / (up + down);
    }
    return gradient;
  }

  double projected_gradient() const {
    return (x_ - (x_ - gradient_).cwiseMax(lower_).cwiseMin(upper_)).cwiseAbs().maxCoeff();
  }

  // The limited-memory matrix written out: there are three or four parameters.
  Matrix hessian() const {
    Matrix b = theta_ * Matrix::Identity(x_.size(), x_.size());
    for (const Pair& pair : pairs_) {
      const Vector bs = b * pair.step;
      b += pair.change * pair.change.transpose() / pair.change.dot(pair.step) - bs * bs.transpose() / pair.step.dot(bs);
    }
    return b;
  }

  // First minimum of the quadratic model along the projected steepest descent; marks what stays free.
  Vector cauchy_point(const Matrix& b, std::vector<bool>& is_free) const {
    Vector direction = -gradient_;
    Vector breakpoints(x_.size());
    for (Eigen::Index i = 0; i < x_.size(); ++i) {
      const double room = gradient_(i) < 0 ? upper_(i) - x_(i) : x_(i) - lower_(i);
      breakpoints(i) = gradient_(i) == 0 ? HUGE_VAL : room / std::abs(gradient_(i));
      // At its bound and not drawn inside, also where the slope is exactly 0: fixed.
      const bool held = gradient_(i) == 0 && (x_(i) <= lower_(i) || x_(i) >= upper_(i));
      if (room > 0 && !held) continue;
      direction(i) = 0;
      breakpoints(i) = HUGE_VAL;
      is_free[static_cast<std::size_t>(i)] = false;
    }
    Vector point = x_;
    double reached = 0;
    for (;;) {
      const double slope = gradient_.dot(direction) + direction.dot(b * (point - x_));
      const double curvature = direction.dot(b * direction);
      Eigen::Index next = 0;
      const double until = breakpoints.minCoeff(&next);
      const double wanted = curvature > 0 ? std::max(0.0, -slope / curvature) : 0;
      if (!(until - reached < wanted)) return point + wanted * direction;
      point += (until - reached) * direction;
      point(next) = direction(next) > 0 ? upper_(next) : lower_(next);
      reached = until;
      direction(next) = 0;
      breakpoints(next) = HUGE_VAL;
      is_free[static_cast<std::size_t>(next)] = false;
      if (direction.isZero(0)) return point;
    }
  }

  // Minimum of the model over the free variables from the Cauchy point, cut off where the box ends.
  Vector subspace_minimum(const Matrix& b, const Vector& point, const std::vector<bool>& is_free) const {
    std::vector<Eigen::Index> free;
    for (Eigen::Index i = 0; i < x_.size(); ++i)
      if (is_free[static_cast<std::size_t>(i)]) free.push_back(i);
    if (free.empty()) return point;
    const Vector model = -(gradient_ + b * (point - x_));
    const auto size = static_cast<Eigen::Index>(free.size());
    Matrix reduced(size, size);
    Vector right(size);
    for (Eigen::Index i = 0; i < size; ++i) {
      right(i) = model(free[static_cast<std::size_t>(i)]);
      for (Eigen::Index j = 0; j < size; ++j)
        reduced(i, j) = b(free[static_cast<std::size_t>(i)], free[static_cast<std::size_t>(j)]);
    }
    const Vector move = reduced.ldlt().solve(right);
    double share = 1;
    for (Eigen::Index i = 0; i < size; ++i) {
      const Eigen::Index at = free[static_cast<std::size_t>(i)];
      const double room = move(i) < 0 ? lower_(at) - point(at) : upper_(at) - point(at);
      if (move(i) != 0 && room / move(i) < share) share = std::max(0.0, room / move(i));
    }
    Vector result = point;
    for (Eigen::Index i = 0; i < size; ++i) result(free[static_cast<std::size_t>(i)]) += share * move(i);
    return result.cwiseMax(lower_).cwiseMin(upper_);
  }

  double largest_step(const Vector& direction, int iteration) const {
    if (iteration == 0) return 1;
    double largest = 1e10;
    for (Eigen::Index i = 0; i < x_.size(); ++i) {
      if (direction(i) == 0) continue;
      const double room = direction(i) < 0 ? lower_(i) - x_(i) : upper_(i) - x_(i);
      largest = std::min(largest, std::max(0.0, room / direction(i)));
    }
    return largest;
  }

  Outcome forget() {
    if (pairs_.empty()) return Outcome::nowhere;
    pairs_.clear();
    theta_ = 1;
    return Outcome::restart;
  }

  Outcome advance(int iteration) {
    const Matrix b = hessian();
    std::vector<bool> is_free(static_cast<std::size_t>(x_.size()), true);
    Vector goal = cauchy_point(b, is_free);
    if (!pairs_.empty()) goal = subspace_minimum(b, goal, is_free);
    const Vector direction = goal - x_;
    const double slope = gradient_.dot(direction);
    if (!(slope < 0)) return forget();
    const double largest = largest_step(direction, iteration);
    LineSearch search(value_, slope, std::min(1.0, largest), largest);
    for (int step = 0; step < kStepsMax; ++step) {
      const Vector x =
          search.step() == 1 ? goal : Vector((x_ + search.step() * direction).cwiseMax(lower_).cwiseMin(upper_));
      const double value = at(x);
      const Vector gradient = gradient_at(x);
      if (search.tell(value, gradient.dot(direction)) == LineSearch::State::evaluate) continue;
      remember(direction * search.step(), gradient - gradient_);
      x_ = x;
      value_ = value;
      gradient_ = gradient;
      return Outcome::moved;
    }
    return forget();
  }

  void remember(const Vector& step, const Vector& change) {
    const double along = change.dot(step);
    if (along <= kEpsilon * -gradient_.dot(step)) return;
    theta_ = change.dot(change) / along;
    pairs_.push_back({step, change});
    if (pairs_.size() > kMemory) pairs_.pop_front();
  }

  const Objective& objective_;
  Vector lower_;
  Vector upper_;
  Vector x_;
  Vector gradient_;
  double value_ = 0;
  double theta_ = 1;
  std::deque<Pair> pairs_;
};

}  // namespace

Minimum minimise(const Objective& objective, std::vector<double> start, const Box& box) {
  return Descent(objective, box).run(start);
}

}  // namespace guatu::forecast
