// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/target_command.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "engine/indicator/rank.hpp"
#include "engine/indicator/sprint.hpp"
#include "feature/indicator/figure_command.hpp"

namespace guatu::figures {
namespace {

Answered target(const Texts& texts) {
  GUATU_TRY(const Target parsed, parse_target(texts.figures[0]));
  constexpr std::string_view strictness[] = {"exact",   "about",     "at_least", "more_than",
                                             "at_most", "less_than", "between"};
  constexpr std::string_view references[] = {"none", "economic_growth", "national", "provincial", "city", "last_year"};
  Answer answer;
  const auto maybe = [&](const Answer::Label& label, const std::optional<Decimal>& value) {
    if (value)
      answer.figure(label, format_decimal(*value));
    else
      answer.missing(label);
  };
  maybe({"low", "下限", "low"}, parsed.low);
  maybe({"high", "上限", "high"}, parsed.high);
  answer.figure({"strictness", "要求", "strictness"},
                std::string(strictness[static_cast<std::size_t>(parsed.strictness)]));
  answer.figure({"reference", "参照", "reference"},
                std::string(references[static_cast<std::size_t>(parsed.reference)]));
  answer.figure({"unit", "单位", "unit"}, parsed.unit);
  maybe({"striving", "力争", "striving"}, parsed.striving);
  if (texts.value.empty()) return answer;
  GUATU_TRY(const Decimal value, read_figure(texts.value, "--value"));
  GUATU_TRY(const Decimal tolerance, read_figure(texts.tolerance, "--tolerance"));
  GUATU_TRY(const auto reference, read_optional(texts.reference, "--reference"));
  const Met met = compare(parsed, value, texts.direction, tolerance, reference);
  return answer.say("达到目标 " + std::string(word_of(met))).flag("met", json_of(met));
}

Result<std::vector<std::optional<Decimal>>> values_of(const std::vector<std::string>& texts) {
  std::vector<std::optional<Decimal>> values;
  for (const auto& text : texts) {
    if (text == "-") {
      values.emplace_back();
      continue;
    }
    GUATU_TRY(const Decimal value, read_figure(text, "VALUE"));
    GUATU_TRY(values.emplace_back(), checked_figure(value));
  }
  return values;
}

Answered ranks(const Texts& texts) {
  GUATU_TRY(const auto values, values_of(texts.figures));
  GUATU_TRY(const auto before, values_of(split(texts.before, ",")));
  const auto now_ranks = rank(values, texts.direction, texts.scale);
  const auto before_ranks = rank(before, texts.direction, texts.scale);
  Answer answer;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::optional<int> earlier = i < before_ranks.size() ? before_ranks[i] : std::nullopt;
    const std::optional<int> change = rank_change(earlier, now_ranks[i]);
    const std::string shown = now_ranks[i] ? std::to_string(*now_ranks[i]) : "—";
    const std::string moved = change ? (*change > 0 ? " +" : " ") + std::to_string(*change) : std::string();
    JsonWriter json;
    json.begin_object().member("value", texts.figures[i]).member("rank", shown);
    json.member("change", change ? std::to_string(*change) : std::string());
    answer.row("ranks", texts.figures[i] + " " + shown + moved, json.end_object().take());
  }
  return answer;
}

Answered sprint(const Texts& texts) {
  SprintFacts facts;
  facts.month = texts.month;
  GUATU_TRY(facts.year_plan, parse_money(texts.year_plan, MoneyUnit::ten_thousand_yuan));
  const auto months = split(texts.cumulative, ",");
  if (months.size() > 12)
    return refuse(ErrorKind::invalid, "--cumulative", "indicator.months_malformed", {{"value", texts.cumulative}});
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (months[m] == "-") continue;
    GUATU_TRY(facts.cumulative[m], parse_money(months[m], MoneyUnit::ten_thousand_yuan));
  }
  GUATU_TRY(const Sprint found, measure_sprint(facts));
  const auto money = [](Money amount) { return format_money(amount, MoneyUnit::ten_thousand_yuan, 2); };
  Answer answer;
  const auto maybe = [&](const Answer::Label& label, const std::optional<Money>& amount) {
    if (amount)
      answer.figure(label, money(*amount), " 万元");
    else
      answer.missing(label);
  };
  answer.figure({"remaining", "剩余计划", "remaining plan"}, money(found.remaining), " 万元");
  answer.figure({"months_left", "剩余月数", "months left"}, std::to_string(found.months_left));
  maybe({"needed_per_month", "月均需完成", "needed a month"}, found.needed_per_month);
  maybe({"best_month", "最好月份", "best month"}, found.best_month);
  maybe({"recent_pace", "近三月月均", "mean of the last three months"}, found.recent_pace);
  return answer.figure({"outlook", "判断", "outlook"}, std::string(code_of(found.outlook)));
}

}  // namespace

void add_target_commands(CLI::App& indicator, ui::Shell& shell) {
  const auto read = add_subcommand(indicator, shell, "target", "what a target text asks for", target);
  read.figures("TEXT", 1, "5.5%左右, ≥70, 与经济增长同步");
  read.option("--value", &Texts::value, "is it met by this?");
  read.option("--tolerance", &Texts::tolerance, "what 左右 allows");
  read.option("--reference", &Texts::reference, "the figure referred to");

  const auto order = add_subcommand(indicator, shell, "rank", "ranks 1,1,3 on the published precision", ranks);
  order.figures("VALUES", 0, "- for none");
  order.app->add_option("--scale", order.texts->scale, "published decimals")->check(CLI::Range(0, 4));
  order.option("--before", &Texts::before, "values of the last period, separated by commas");

  for (const auto* command : {&read, &order})
    command->app->add_flag_callback(
        "--lower", [texts = command->texts] { texts->direction = Direction::lower_is_better; }, "lower is better");

  const auto run =
      add_subcommand(indicator, shell, "sprint", "remaining plan against pace and best month, 万元", sprint);
  run.option("--plan", &Texts::year_plan, "the year's plan")->required();
  run.option("--cumulative", &Texts::cumulative, "cumulative by month, separated by commas")->required();
  run.month();
}

}  // namespace guatu::figures
