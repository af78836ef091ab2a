// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/growth_command.hpp"

#include "base/json_writer.hpp"
#include "feature/indicator/figure_command.hpp"

namespace guatu::figures {
namespace {

Answered required(const Texts& texts) {
  GUATU_TRY(const Decimal target, read_figure(texts.target_growth, "--target-growth"));
  const Answer::Label label{"required_growth", "后期需增长", "growth needed for the rest of the year"};
  Answer answer;
  if (!texts.share.empty()) {
    GUATU_TRY(const Decimal share, read_figure(texts.share, "--share"));
    GUATU_TRY(const Decimal growth, read_figure(texts.growth, "--growth"));
    GUATU_TRY(const Decimal bounded, checked_figure(share));
    GUATU_TRY(const Ratio needed, required_growth_by_share(target, growth, of_percent(bounded)));
    answer.figure(label, shown_growth(needed), "%（测算）").flag("estimate", "true");
    return answer;
  }
  GUATU_TRY(const Decimal base_year, read_figure(texts.base_year, "--base-year"));
  GUATU_TRY(const Decimal base_cumulative, read_figure(texts.base_cumulative, "--base-cumulative"));
  GUATU_TRY(const Decimal cumulative, read_figure(texts.cumulative, "--cumulative"));
  GUATU_TRY(const Ratio needed, required_growth(target, base_year, base_cumulative, cumulative));
  answer.figure(label, shown_growth(in_points(needed)), "%").flag("estimate", "false");
  return answer;
}

Answered month_growth_of(const Texts& texts) {
  Cumulative before;
  Cumulative now;
  GUATU_TRY(before.value, read_figure(texts.figures[0], "BEFORE"));
  GUATU_TRY(before.growth, read_figure(texts.figures[1], "GROWTH_BEFORE"));
  GUATU_TRY(now.value, read_figure(texts.figures[2], "NOW"));
  GUATU_TRY(now.growth, read_figure(texts.figures[3], "GROWTH_NOW"));
  GUATU_TRY(const MonthGrowth month, month_growth(before, now));
  Answer answer;
  answer.figure({"value", "当月", "month"}, format_decimal(month.value));
  const Answer::Label label{"growth", "当月增速", "growth of the month"};
  if (month.growth)
    answer.figure(label, shown_growth(*month.growth), "%（测算）");
  else
    answer.missing(label);
  return answer.flag("estimate", "true");
}

Answered contribution(const Texts& texts) {
  std::vector<Part> parts;
  for (const auto& text : texts.figures) {
    GUATU_TRY(const Part part, read_part(text));
    parts.push_back(part);
  }
  GUATU_TRY(const Contributions total, contributions_of(parts));
  Answer answer;
  answer.figure({"growth", "合计增速", "growth of the total"}, shown_growth(total.growth), "%");
  for (const auto& part : total.parts) {
    const std::string share = part.contribution ? shown_growth(*part.contribution) : std::string();
    JsonWriter json;
    json.begin_object().member("name", part.name).member("change", format_decimal(part.change));
    json.key("contribution");
    if (part.contribution)
      json.text(share);
    else
      json.null();
    json.member("pull", shown_growth(part.pull)).end_object();
    const std::string shown = part.contribution ? share + "%" : std::string("—");
    answer.row("parts", part.name + " 贡献率 " + shown + " 拉动 " + shown_growth(part.pull) + std::string(kPoints),
               json.take());
  }
  return answer;
}

Answered average(const Texts& texts) {
  std::vector<Decimal> growths;
  for (const auto& text : texts.figures) {
    GUATU_TRY(const Decimal growth, read_figure(text, "GROWTH"));
    growths.push_back(growth);
  }
  GUATU_TRY(const Decimal mean, average_growth(growths, texts.scale));
  Answer answer;
  return answer.figure({"average_growth", growths.size() == 2 ? "两年平均增长" : "年均增长", "average growth"},
                       format_decimal(mean), "%");
}

Answered growth_pair(const Texts& texts) {
  GUATU_TRY(const Decimal published, read_figure(texts.figures[0], "PUBLISHED"));
  GUATU_TRY(const Decimal before, read_figure(texts.figures[1], "BEFORE"));
  GUATU_TRY(const Decimal now, read_figure(texts.figures[2], "NOW"));
  GUATU_TRY(const GrowthPair pair, compare_growth(published, before, now));
  Answer answer;
  answer.say(growth_words(*pair.published));
  answer.figure({"published", "公布增速", "published"}, format_decimal(*pair.published), "%");
  const Answer::Label label{"naive", "总量之比", "quotient of levels"};
  if (pair.naive)
    answer.figure(label, format_decimal(pair.naive->rounded(2)), pair.is_comparable ? "%" : "%（不可比）");
  else
    answer.missing(label);
  return answer.flag("comparable", pair.is_comparable ? "true" : "false");
}

}  // namespace

void add_growth_commands(CLI::App& indicator, ui::Shell& shell) {
  const auto needed = add_subcommand(indicator, shell, "required", "growth needed for the rest of the year", required);
  needed.option("--target-growth", &Texts::target_growth, "%")->required();
  needed.option("--base-year", &Texts::base_year, "last year's whole figure");
  needed.option("--base-cumulative", &Texts::base_cumulative, "last year's figure to the same month");
  needed.option("--cumulative", &Texts::cumulative, "this year's figure");
  needed.option("--share", &Texts::share, "last year's cumulative share, %, where only growth is published");
  needed.option("--growth", &Texts::growth, "cumulative growth, %");

  const auto month =
      add_subcommand(indicator, shell, "month-growth", "one month out of two cumulative figures", month_growth_of);
  month.figures("FIGURES", 4, "BEFORE GROWTH NOW GROWTH");

  const auto parts =
      add_subcommand(indicator, shell, "contribution", "贡献率 and 拉动 of the parts of a total", contribution);
  parts.figures("PARTS", 0, "NAME=BEFORE:NOW ...");

  const auto mean = add_subcommand(indicator, shell, "average-growth", "geometric mean of growths (两年平均)", average);
  mean.figures("GROWTH", 0, "growth of each year, %");
  mean.app->add_option("--scale", mean.texts->scale, "decimals")->check(CLI::Range(0, 6));

  const auto both =
      add_subcommand(indicator, shell, "compare-growth", "published growth beside the quotient of levels", growth_pair);
  both.figures("FIGURES", 3, "PUBLISHED BEFORE NOW");
}

}  // namespace guatu::figures
