// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/progress.hpp"

#include <algorithm>
#include <string>

namespace guatu::figures {
namespace {

const Decimal kHundred(100, 0);

Result<void> check_month(int month) {
  if (month >= 1 && month <= 12) return {};
  return refuse(ErrorKind::invalid, "", "indicator.month_out_of_range", {{"value", std::to_string(month)}});
}

// 1 + 5.5 % as an exact decimal: 1.055
Decimal factor_of(const Decimal& growth) {
  return Decimal::of_wide((growth + kHundred).coefficient(), growth.scale() + 2);
}

}  // namespace

Result<Progress> measure_progress(const Decimal& cumulative, const Decimal& target,
                                  const std::optional<Ratio>& expected) {
  GUATU_TRY(const Decimal reached, checked_figure(cumulative));
  GUATU_TRY(const Decimal whole, checked_figure(target));
  Progress progress;
  progress.expected = expected;
  if (whole.is_zero()) return progress;
  progress.completion = Ratio::of(reached, whole);
  if (expected) progress.ahead = *progress.completion - *expected;
  return progress;
}

Result<RequiredPace> required_pace(const Decimal& cumulative, const Decimal& target, int month) {
  GUATU_CHECK(check_month(month));
  GUATU_TRY(const Decimal reached, checked_figure(cumulative));
  GUATU_TRY(const Decimal whole, checked_figure(target));
  RequiredPace pace{whole - reached, 12 - month, std::nullopt};
  if (pace.months_left > 0) pace.per_month = Ratio::of(pace.remaining) / Ratio(pace.months_left, 1);
  return pace;
}

Result<Ratio> required_growth(const Decimal& target_growth, const Decimal& base_year, const Decimal& base_cumulative,
                              const Decimal& cumulative) {
  GUATU_TRY(const Decimal growth, checked_growth(target_growth));
  GUATU_TRY(const Decimal year, checked_figure(base_year));
  GUATU_TRY(const Decimal passed, checked_figure(base_cumulative));
  GUATU_TRY(const Decimal reached, checked_figure(cumulative));
  const Decimal rest = year - passed;
  if (!(rest > Decimal(0, 0)))
    return refuse(ErrorKind::invalid, "", "indicator.base_exhausted", {{"value", format_decimal(rest)}});
  const Decimal needed = factor_of(growth) * year - reached;
  return Ratio::of(needed, rest) - Ratio(1, 1);
}

Result<Ratio> required_growth_by_share(const Decimal& target_growth, const Decimal& growth, const Ratio& share) {
  GUATU_TRY(const Decimal target, checked_growth(target_growth));
  GUATU_TRY(const Decimal reached, checked_growth(growth));
  if (share.is_negative())
    return refuse(ErrorKind::invalid, "", "indicator.share_out_of_range",
                  {{"value", format_decimal(share.percent(1))}});
  const Ratio rest = Ratio(1, 1) - share;
  if (!(rest > Ratio()))
    return refuse(ErrorKind::invalid, "", "indicator.base_exhausted", {{"value", format_decimal(rest.percent(1))}});
  return (Ratio::of(target) - share * Ratio::of(reached)) / rest;
}

Result<CeilingUse> measure_ceiling(const Decimal& used, const Decimal& allowance) {
  GUATU_TRY(const Decimal spent, checked_figure(used));
  GUATU_TRY(const Decimal whole, checked_figure(allowance));
  CeilingUse use;
  use.left = whole - spent;
  use.met = use.left.is_negative() ? Met::missed : Met::met;
  if (!whole.is_zero()) use.used = Ratio::of(spent, whole);
  return use;
}

Result<Ratio> measure_reverse(const Decimal& level, const Decimal& limit) {
  GUATU_TRY(const Decimal value, checked_figure(level));
  GUATU_TRY(const Decimal bar, checked_figure(limit));
  if (bar.is_zero()) return refuse(ErrorKind::invalid, "", "indicator.zero_target", {});
  return Ratio::of(value - bar, bar);
}

Met holds_by_completion(const Ratio& completion, int month) {
  if (month == 3) return completion >= Ratio(1, 4) ? Met::met : Met::missed;
  if (month == 6) return completion >= Ratio(1, 2) ? Met::met : Met::missed;
  return Met::undecided;
}

Met holds_by_growth(const Decimal& growth, const Decimal& target_growth) {
  return growth >= target_growth ? Met::met : Met::missed;
}

std::string_view word_of(Status status) {
  switch (status) {
    case Status::on_schedule:
      return "达进度";
    case Status::behind:
      return "欠进度";
    case Status::ahead:
      return "超进度";
    case Status::done:
      return "已完成";
    case Status::done_early:
      return "提前完成";
    case Status::other:
      return "其它";
  }
  return "";
}

std::string_view code_of(Status status) {
  switch (status) {
    case Status::on_schedule:
      return "on_schedule";
    case Status::behind:
      return "behind";
    case Status::ahead:
      return "ahead";
    case Status::done:
      return "done";
    case Status::done_early:
      return "done_early";
    case Status::other:
      return "other";
  }
  return "";
}

Status status_of(const Progress& progress, const Decimal& tolerance, int month) {
  if (!progress.completion) return Status::other;
  if (*progress.completion >= Ratio(1, 1)) return month < 12 ? Status::done_early : Status::done;
  if (!progress.ahead) return Status::other;
  const Ratio points = in_points(*progress.ahead);
  const Ratio band = Ratio::of(std::min(tolerance, kHundred).rescaled(std::min(tolerance.scale(), kFigureScaleMax)));
  if (points > band) return Status::ahead;
  if (points < Ratio() - band) return Status::behind;
  return Status::on_schedule;
}

}  // namespace guatu::figures
