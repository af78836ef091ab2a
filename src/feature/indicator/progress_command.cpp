// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/progress_command.hpp"

#include "feature/indicator/figure_command.hpp"

namespace guatu::figures {
namespace {

constexpr Answer::Label kCompletion{"completion", "完成率", "completion"};
constexpr Answer::Label kExpected{"expected", "序时进度", "expected"};
constexpr Answer::Label kAhead{"ahead", "超序时", "ahead of schedule"};
constexpr Answer::Label kStatus{"status", "进度", "status"};

// Only the number of days of a year depends on which year it is; a common year stands in when none is named.
constexpr int kCommonYear = 2026;

Result<std::optional<Ratio>> expected_share(const Texts& texts) {
  GUATU_TRY(const Trajectory trajectory, read_trajectory(texts.trajectory));
  if (texts.date.empty()) return trajectory.expected_by(Month(kCommonYear, texts.month));
  GUATU_TRY(const Date day, parse_date(texts.date));
  return trajectory.expected_on(day);
}

void add_progress(Answer& answer, const Progress& progress) {
  if (progress.completion)
    answer.figure(kCompletion, shown_points(*progress.completion), "%");
  else
    answer.missing(kCompletion);
  if (progress.expected)
    answer.figure(kExpected, shown_points(*progress.expected), "%");
  else
    answer.missing(kExpected);
  if (progress.ahead)
    answer.figure(kAhead, shown_signed_points(*progress.ahead), kPoints);
  else
    answer.missing(kAhead);
}

Answered completion(const Texts& texts) {
  GUATU_TRY(const Decimal cumulative, read_figure(texts.figures[0], "CUMULATIVE"));
  GUATU_TRY(const Decimal target, read_figure(texts.figures[1], "TARGET"));
  GUATU_TRY(const auto expected, expected_share(texts));
  GUATU_TRY(const Progress progress, measure_progress(cumulative, target, expected));
  Answer answer;
  add_progress(answer, progress);
  if (texts.adjusted_from.empty()) return answer;
  GUATU_TRY(const Decimal original, read_figure(texts.adjusted_from, "--adjusted-from"));
  GUATU_TRY(const Progress before, measure_progress(cumulative, original, expected));
  const Answer::Label label{"completion_of_original", "按原目标完成率", "completion of the original target"};
  if (before.completion)
    answer.figure(label, shown_points(*before.completion), "%");
  else
    answer.missing(label);
  return answer;
}

Answered expected(const Texts& texts) {
  if (texts.date.empty() && texts.month == 0)
    return refuse(ErrorKind::invalid, "--month", "indicator.month_out_of_range", {{"value", ""}});
  GUATU_TRY(const auto share, expected_share(texts));
  Answer answer;
  if (share)
    answer.figure(kExpected, shown_points(*share), "%");
  else
    answer.missing(kExpected);
  return answer;
}

Answered pace(const Texts& texts) {
  GUATU_TRY(const Decimal cumulative, read_figure(texts.figures[0], "CUMULATIVE"));
  GUATU_TRY(const Decimal target, read_figure(texts.figures[1], "TARGET"));
  GUATU_TRY(const RequiredPace needed, required_pace(cumulative, target, texts.month));
  Answer answer;
  answer.figure({"remaining", "剩余", "remaining"}, format_decimal(needed.remaining));
  answer.figure({"months_left", "剩余月数", "months left"}, std::to_string(needed.months_left));
  const Answer::Label label{"per_month", "月均需完成", "needed a month"};
  if (needed.per_month)
    answer.figure(label, shown_plain(*needed.per_month));
  else
    answer.missing(label);
  return answer;
}

Answered half_year(const Texts& texts) {
  Met met = Met::undecided;
  Answer answer;
  if (!texts.growth.empty()) {
    GUATU_TRY(const Decimal growth, read_figure(texts.growth, "--growth"));
    GUATU_TRY(const Decimal target, read_figure(texts.target_growth, "--target-growth"));
    met = holds_by_growth(growth, target);
  } else {
    if (texts.figures.size() != 2) return refuse(ErrorKind::invalid, "CUMULATIVE TARGET", "indicator.parts_empty");
    GUATU_TRY(const Decimal cumulative, read_figure(texts.figures[0], "CUMULATIVE"));
    GUATU_TRY(const Decimal target, read_figure(texts.figures[1], "TARGET"));
    GUATU_TRY(const Progress progress, measure_progress(cumulative, target, std::nullopt));
    if (progress.completion) {
      answer.figure(kCompletion, shown_points(*progress.completion), "%");
      met = holds_by_completion(*progress.completion, texts.month);
    }
  }
  answer.say(std::string(texts.month == 3 ? "开门红 " : "双过半 ") + std::string(word_of(met)));
  return answer.flag("holds", json_of(met));
}

Answered status(const Texts& texts) {
  GUATU_TRY(const Decimal cumulative, read_figure(texts.figures[0], "CUMULATIVE"));
  GUATU_TRY(const Decimal target, read_figure(texts.figures[1], "TARGET"));
  GUATU_TRY(const Decimal tolerance, read_figure(texts.tolerance, "--tolerance"));
  GUATU_TRY(const auto share, expected_share(texts));
  GUATU_TRY(const Progress progress, measure_progress(cumulative, target, share));
  const Status found = status_of(progress, tolerance, texts.month);
  Answer answer;
  answer.figure(kStatus, std::string(word_of(found))).flag("code", "\"" + std::string(code_of(found)) + "\"");
  add_progress(answer, progress);
  return answer;
}

Answered ceiling(const Texts& texts) {
  GUATU_TRY(const Decimal used, read_figure(texts.figures[0], "USED"));
  GUATU_TRY(const Decimal allowance, read_figure(texts.figures[1], "ALLOWANCE"));
  GUATU_TRY(const CeilingUse use, measure_ceiling(used, allowance));
  Answer answer;
  const Answer::Label label{"used", "已用", "used"};
  if (use.used)
    answer.figure(label, shown_points(*use.used), "%");
  else
    answer.missing(label);
  answer.figure({"left", "余量", "left"}, format_decimal(use.left));
  return answer.say("未突破 " + std::string(word_of(use.met))).flag("held", json_of(use.met));
}

void add_trajectory_options(const Subcommand& command) {
  auto& trajectory = command.texts->trajectory;
  command.app->add_option("--trajectory", trajectory.kind,
                          "month | day | plan | quarter-steps | quarter-interpolated | seasonal | seasonal-3");
  command.app->add_option("--plan", trajectory.plan, "cumulative plan by month, separated by commas; - for none");
  command.app->add_option("--quarters", trajectory.quarters, "four cumulative targets");
  command.app->add_option("--past-year", trajectory.past_years, "cumulative figures of a past year; up to three times");
}

}  // namespace

void add_progress_commands(CLI::App& indicator, ui::Shell& shell) {
  const auto done =
      add_subcommand(indicator, shell, "completion", "completion and the gap to the trajectory", completion);
  done.figures("FIGURES", 2, "CUMULATIVE TARGET");
  done.month();
  add_trajectory_options(done);
  done.option("--adjusted-from", &Texts::adjusted_from, "the target before it was adjusted");

  const auto word =
      add_subcommand(indicator, shell, "status", "达进度, 欠进度, 超进度, 已完成, 提前完成, 其它", status);
  word.figures("FIGURES", 2, "CUMULATIVE TARGET");
  word.month();
  add_trajectory_options(word);
  word.option("--tolerance", &Texts::tolerance, "points on both sides that count as on schedule");

  const auto share = add_subcommand(indicator, shell, "expected", "the share expected by a month or a day", expected);
  add_trajectory_options(share);
  share.app->add_option("--month", share.texts->month, "1-12")->check(CLI::Range(1, 12));
  share.option("--date", &Texts::date, "YYYY-MM-DD");

  const auto left = add_subcommand(indicator, shell, "pace", "what is needed a month", pace);
  left.figures("FIGURES", 2, "CUMULATIVE TARGET");
  left.month();

  const auto half =
      add_subcommand(indicator, shell, "half-year", "双过半 (--month 6) or 开门红 (--month 3)", half_year);
  half.app->add_option("FIGURES", half.texts->figures, "CUMULATIVE TARGET");
  half.texts->month = 6;
  half.app->add_option("--month", half.texts->month, "6 or 3")->check(CLI::IsMember({3, 6}));
  half.option("--growth", &Texts::growth, "of the half year, in %, for a growth target");
  half.option("--target-growth", &Texts::target_growth, "%");

  const auto used = add_subcommand(indicator, shell, "ceiling", "how much of an allowance is used up", ceiling);
  used.figures("FIGURES", 2, "USED ALLOWANCE");
}

}  // namespace guatu::figures
