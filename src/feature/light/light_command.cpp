// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/text.hpp"
#include "engine/light/rule_toml.hpp"
#include "feature/light/board_command.hpp"
#include "feature/light/light_presets.hpp"
#include "feature/light/plain_facts.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/answer.hpp"

namespace guatu::light {
namespace {

Result<std::vector<RuleSet>> presets() {
  std::vector<RuleText> texts;
  for (const auto name : resource::names_under("data/rule")) texts.push_back({name, *resource::find(name)});
  return rule_sets_from(texts);
}

// A preset by its name, or else a rule file by its path.
Result<RuleSet> find_rules(const std::string& name) {
  GUATU_TRY(const auto known, presets());
  if (const RuleSet* preset = find_rule_set(known, name)) return *preset;
  const bool looks_like_path = name.ends_with(".toml") || name.find('/') != std::string::npos || name == "-";
  if (!looks_like_path) {
    std::vector<std::string> names;
    for (const auto& rules : known) names.push_back(rules.name);
    return refuse(ErrorKind::not_found, "", "light.unknown_preset", {{"value", name}, {"known", join(names, ", ")}});
  }
  GUATU_TRY(const std::string text, ui::read_file(name));
  return parse_rule_set(text, name);
}

Tongue tongue_of(const ui::Shell& shell) {
  return shell.language == message::Language::chinese ? Tongue::chinese : Tongue::english;
}

Result<std::string> list_presets(const ui::Shell& shell) {
  GUATU_TRY(const auto known, presets());
  ui::Answer answer;
  for (const auto& rules : known) {
    std::vector<std::string> metrics;
    for (const auto& metric : rules.metrics) metrics.push_back(metric.name);
    JsonWriter json;
    json.begin_object().member("name", rules.name).member("version", rules.version).member("place", rules.place);
    json.key("year");
    if (rules.year == 0)
      json.null();
    else
      json.integer(rules.year);
    json.member("title", rules.title).member("scope", rules.scope).member("source", rules.source);
    json.member("metrics", join(metrics, ",")).end_object();
    answer.row("presets", fmt::format("{:<16}{} {}（{}）", rules.name, rules.place, rules.title, join(metrics, ", ")),
               json.take());
  }
  return answer.render(shell);
}

std::string word_of_clause(const RuleSet& rules, const Clause& clause, const ui::Shell& shell) {
  if (clause.is_hole) return std::string(shell.say("（声明的空档）", "(declared hole)"));
  const LightStyle& style = rules.lights[clause.light];
  return std::string(shell.say(style.word, style.code));
}

void add_clauses(const RuleSet& rules, const ui::Shell& shell, ui::Answer& answer) {
  for (const auto& metric : rules.metrics) {
    for (const auto& clause : metric.clauses) {
      std::string line = fmt::format("  {} {} {} {}", metric.name, clause.interval,
                                     word_of_clause(rules, clause, shell), clause.source);
      if (!clause.note.empty()) line += fmt::format("［{}］", clause.note);
      JsonWriter json;
      json.begin_object().member("metric", metric.name).member("interval", clause.interval);
      json.member("unit", metric.unit).member("light", rules.lights[clause.light].code);
      json.member("hole", clause.is_hole).member("source", clause.source).member("note", clause.note).end_object();
      answer.row("clauses", std::move(line), json.take());
    }
  }
}

Result<std::string> check_rules(const std::string& name, const ui::Shell& shell) {
  GUATU_TRY(const RuleSet rules, find_rules(name));
  ui::Answer answer;
  const std::string verdict(shell.say("没有未声明的空档，没有重叠，每条都有依据",
                                      "no undeclared hole, no overlap, a source for every clause"));
  answer.say(fmt::format("{} {} {}：{}", rules.name, rules.version, rules.title, verdict));
  answer.flag("ok", "true");
  add_clauses(rules, shell, answer);
  return answer.render(shell);
}

struct ExplainOptions {
  lights::BoardQuestion question;
  PlainFacts facts;
};

std::string explanation_text(const Explanation& one, const ui::Shell& shell) {
  std::string text = fmt::format("{} {} {}\n  {}", one.rule, one.version, one.metric, one.sentence);
  if (!one.turns_good.empty()) text += "\n  " + one.turns_good;
  if (!one.source.empty()) text += fmt::format("\n  {}{}", shell.say("依据：", "source: "), one.source);
  if (!one.note.empty()) text += fmt::format("\n  {}{}", shell.say("注：", "note: "), one.note);
  return text;
}

Result<std::string> explain_numbers(const ExplainOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const RuleSet rules, find_rules(options.question.rule));
  GUATU_TRY(const PlainLights lights, explain_plain(rules, options.facts, tongue_of(shell)));
  const Explanation& worst = lights.explanations[lights.worst];
  ui::Answer answer;
  answer.figure({"light", "灯", "light"},
                shell.is_json() ? worst.light : std::string(shell.say(worst.word, worst.light)));
  for (const auto& one : lights.explanations) {
    JsonWriter json;
    write_explanation(json, one);
    answer.row("explanations", explanation_text(one, shell), json.take());
  }
  return answer.render(shell);
}

Result<std::string> explain_what_was_asked(const ExplainOptions& options, const ui::Shell& shell) {
  return options.question.project.empty() ? explain_numbers(options, shell)
                                          : lights::explain_project(options.question, shell);
}

void add_facts(CLI::App& command, PlainFacts& facts) {
  command.add_option("--expected", facts.expected, "what should be done by now, % of the year (or in --unit)");
  command.add_option("--done", facts.done, "what is done; left out: not reported");
  command.add_option("--whole", facts.whole, "the year's plan, when the amounts are not in %");
  command.add_option("--unit", facts.unit, "unit of the amounts, shown behind them");
  command.add_option("--planned-start", facts.planned_start, "YYYY-MM");
  command.add_option("--started", facts.started, "day of the start, YYYY-MM-DD");
  command.add_option("--reason", facts.start_reason, "code of the reason for a late start");
  command.add_option("--entered", facts.entered_library, "day of entry in the statistics library");
  command.add_option("--required", facts.required, "payment required by now, 万元");
  command.add_option("--paid", facts.paid, "paid, 万元");
  command.add_option("--months", facts.months, "month targets, oldest first: + met, - missed, / none, ? not reported");
  command.add_option("--growth", facts.growth, "investment growth, %");
  command.add_option("--planned-growth", facts.planned_growth, "%");
  command.add_option("--city-average", facts.city_average, "%");
  command.add_option("--issued", facts.issued, "special bond, 万元");
  command.add_option("--spent", facts.spent, "万元");
  command.add_option("--issue-month", facts.issue_month, "YYYY-MM");
  command.add_option("--as-of-month", facts.as_of_month, "YYYY-MM");
  command.add_option("--baseline", facts.baselines, "baseline dates of the nodes, separated by commas");
  command.add_option("--actual", facts.actuals, "their actual dates; - for not yet");
  command.add_option("--as-of", facts.as_of, "day to judge on, YYYY-MM-DD");
}

}  // namespace

void add_light_command(CLI::App& app, ui::Shell& shell) {
  auto* light = app.add_subcommand("light", "rule sets and the lights they give");
  light->require_subcommand(1);

  auto* list = light->add_subcommand("presets", "the rule sets that come with the program");
  list->callback([&shell] { shell.finish(list_presets(shell)); });

  auto* check = light->add_subcommand("check", "holes, overlaps and sources of a rule set");
  auto name = std::make_shared<std::string>();
  check->add_option("RULE", *name, "preset or rule file")->required();
  check->callback([name, &shell] { shell.finish(check_rules(*name, shell)); });

  auto* explain = light->add_subcommand("explain", "why a project, or plain numbers, have the light they have");
  auto options = std::make_shared<ExplainOptions>();
  explain->add_option("--rule", options->question.rule,
                      "preset or rule file; with --project by default the one in force");
  explain->add_option("--project", options->question.project, "project of the store (--data)");
  options->question.add_to(*explain);
  add_facts(*explain, options->facts);
  explain->callback([options, &shell] { shell.finish(explain_what_was_asked(*options, shell)); });
  lights::add_board_commands(*light, shell);
}

}  // namespace guatu::light
