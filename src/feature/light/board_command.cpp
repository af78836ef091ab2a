// SPDX-License-Identifier: Apache-2.0
#include "feature/light/board_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "engine/light/rule_toml.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/operator_command.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/light/rule_set_actions.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/answer.hpp"

namespace guatu::lights {
namespace {

struct RuleText {
  std::string text;
  std::string place;
};

// A preset by its name, or else a file.
Result<RuleText> find_rule(const std::string& name) {
  const std::string preset = "data/rule/" + name + ".toml";
  if (const auto text = resource::find(preset)) return RuleText{std::string(*text), preset};
  GUATU_TRY(std::string text, ui::read_file(name));
  return RuleText{std::move(text), name};
}

light::Tongue tongue_of(const ui::Shell& shell) {
  return shell.language == message::Language::chinese ? light::Tongue::chinese : light::Tongue::english;
}

// Everything a board points into, kept together.
struct LoadedBoard {
  light::RuleSet rules;
  Portfolio portfolio;
  std::unique_ptr<Board> board;
};

Result<Date> day_of_question(const BoardQuestion& question) {
  if (!question.day.empty()) return parse_date(question.day);
  GUATU_TRY(const Clock clock, Clock::from_environment());
  return clock.today();
}

Result<std::unique_ptr<LoadedBoard>> load_board(const BoardQuestion& question, const std::string& rule) {
  GUATU_TRY(const Date day, day_of_question(question));
  GUATU_TRY(const db::Database database, account::open_to_read(question.store, "register.read"));
  const db::Reader reader = database.reader();
  Month month = cadence::load_figures_due(reader).month_at(day);
  if (!question.month.empty()) {
    GUATU_TRY(month, parse_month(question.month));
  }
  const db::AsOf as_of = question.position == 0 ? db::AsOf() : db::AsOf(question.position);
  auto loaded = std::make_unique<LoadedBoard>();
  if (rule.empty()) {
    GUATU_TRY(RuleInForce in_force, load_rule_in_force(reader, day, as_of));
    loaded->rules = std::move(in_force.rules);
  } else {
    GUATU_TRY(const RuleText text, find_rule(rule));
    GUATU_TRY(loaded->rules, light::parse_rule_set(text.text, text.place));
  }
  loaded->portfolio = load_portfolio(reader, as_of);
  loaded->board = std::make_unique<Board>(loaded->rules, loaded->portfolio, month, day);
  return loaded;
}

void add_counts(const Board& board, const ui::Shell& shell, ui::Answer& answer) {
  const auto counts = board.counts();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto& style = board.rules().lights[i];
    JsonWriter json;
    json.begin_object()
        .member("light", style.code)
        .member("word", style.word)
        .member("projects", counts[i])
        .end_object();
    answer.row("counts", fmt::format("{} {}", shell.say(style.word, style.code), counts[i]), json.take());
  }
}

Result<std::string> show_board(const BoardQuestion& question, const ui::Shell& shell) {
  GUATU_TRY(const auto loaded, load_board(question, question.rule));
  const Board& board = *loaded->board;
  ui::Answer answer;
  answer.figure({"rule", "规则", "rule"}, board.rules().name);
  answer.figure({"month", "数据月份", "month"}, format_month(board.month()));
  add_counts(board, shell, answer);
  if (!shell.is_json()) {
    // Lines of their own: an answer keeps every form of each of its figures, which 100,000 rows need not.
    std::string text = answer.render(shell);
    for (const auto& row : board.rows()) {
      const auto& style = board.style_of(row);
      text += fmt::format("\n{} {} {}", shell.say(style.word, style.code), row.project->id.value, row.project->name);
    }
    return text;
  }
  for (const auto& row : board.rows()) {
    JsonWriter json;
    json.begin_object().member("project", row.project->id.value).member("name", row.project->name);
    json.member("light", board.style_of(row).code).end_object();
    answer.row("projects", {}, json.take());
  }
  return answer.render(shell);
}

Result<std::string> replay_board(const BoardQuestion& question, const ui::Shell& shell) {
  GUATU_TRY(const auto loaded, load_board(question, {}));
  GUATU_TRY(const RuleText text, find_rule(question.rule));
  GUATU_TRY(const light::RuleSet other, light::parse_rule_set(text.text, text.place));
  const Board replay = loaded->board->replayed(other);
  ui::Answer answer;
  answer.figure({"rule", "现行规则", "rule in force"}, loaded->rules.name);
  answer.figure({"replayed", "重放规则", "replayed under"}, other.name);
  add_counts(replay, shell, answer);
  for (std::size_t i = 0; i < replay.rows().size(); ++i) {
    const auto& before = loaded->board->style_of(loaded->board->rows()[i]);
    const auto& after = replay.style_of(replay.rows()[i]);
    const auto& project = *replay.rows()[i].project;
    JsonWriter json;
    json.begin_object().member("project", project.id.value).member("name", project.name);
    json.member("light", before.code).member("replayed", after.code).end_object();
    answer.row("projects",
               fmt::format("{} {} {} → {}", project.id.value, project.name, shell.say(before.word, before.code),
                           shell.say(after.word, after.code)),
               json.take());
  }
  return answer.render(shell);
}

struct AdoptCommand {
  ui::StoreOptions store;
  std::string rule;
  std::string from;
};

std::string rule_set_answer(const RuleSetRow& row, db::Position position, const ui::Shell& shell) {
  const auto& state = named(row.state);
  ui::Answer answer;
  answer.figure({"rule", "规则", "rule set"}, row.proposal.id.value);
  answer.figure({"state", "状态", "state"}, std::string(shell.say(state.chinese, state.code)));
  answer.figure({"from", "起始日期", "from"}, format_date(row.proposal.effective_from));
  answer.figure({"entry", "日志", "journal entry"}, std::to_string(position));
  return answer.render(shell);
}

// Where people have accounts, which lights are red is decided by two of them: guatu light confirm.
Result<std::string> propose_instead(db::Tx& tx, std::string text, Date from, const ui::Shell& shell) {
  GUATU_TRY(const RuleSetRow row, propose_rule_set(tx, std::move(text), from));
  return rule_set_answer(row, tx.commit(), shell);
}

Result<std::string> confirm_proposed(const AdoptCommand& command, const ui::Shell& shell) {
  GUATU_TRY(db::Database database, command.store.open(db::Access::write));
  GUATU_TRY(db::Tx tx, account::begin_as(command.store, database, "rule.confirm"));
  GUATU_TRY(const RuleSetRow seen, find_rule_set_row(tx, command.rule));
  GUATU_TRY(const RuleSetRow row, confirm_rule_set(tx, command.rule, seen.version));
  return rule_set_answer(row, tx.commit(), shell);
}

Result<std::string> adopt(const AdoptCommand& command, const ui::Shell& shell) {
  GUATU_TRY(RuleText rule, find_rule(command.rule));
  GUATU_TRY(const Date from, parse_date(command.from));
  GUATU_TRY(db::Database database, command.store.open(db::Access::create));
  GUATU_TRY(db::Tx tx, account::begin_as(command.store, database, "rule.propose"));
  if (account::has_accounts(tx)) return propose_instead(tx, std::move(rule.text), from, shell);
  GUATU_TRY(const RuleAdoption adoption, adopt_rule_set(tx, std::move(rule.text), rule.place, from));
  const db::Position position = tx.commit();
  ui::Answer answer;
  answer.figure({"rule", "启用规则", "adopted"}, adoption.id.value);
  answer.figure({"from", "起始日期", "from"}, format_date(from));
  answer.figure({"entry", "日志", "journal entry"}, std::to_string(position));
  return answer.render(shell);
}

}  // namespace

void BoardQuestion::add_to(CLI::App& command) {
  store.add_reading_to(command);
  command.add_option("--month", month, "month of the figures, YYYY-MM; by default the last one that is due");
  command.add_option("--day", day, "day to judge on, YYYY-MM-DD; by default today");
  command.add_option("--position", position, "as known at this journal position");
}

Result<std::string> explain_project(const BoardQuestion& question, const ui::Shell& shell) {
  GUATU_TRY(const auto loaded, load_board(question, question.rule));
  const ProjectLight* row = loaded->board->find({question.project});
  if (row == nullptr)
    return refuse(ErrorKind::not_found, "--project", "light.unknown_project", {{"value", question.project}});
  const auto& style = loaded->board->style_of(*row);
  ui::Answer answer;
  answer.figure({"project", "项目", "project"}, row->project->id.value + " " + row->project->name);
  answer.figure({"light", "灯", "light"},
                shell.is_json() ? style.code : std::string(shell.say(style.word, style.code)));
  answer.figure({"month", "数据月份", "month"}, format_month(loaded->board->month()));
  for (const auto& one : explain(*loaded->board, *row, tongue_of(shell))) {
    JsonWriter json;
    light::write_explanation(json, one);
    std::string text = fmt::format("{} {} {}\n  {}", one.rule, one.version, one.metric, one.sentence);
    if (!one.turns_good.empty()) text += "\n  " + one.turns_good;
    if (!one.source.empty()) text += fmt::format("\n  {}{}", shell.say("依据：", "source: "), one.source);
    answer.row("explanations", std::move(text), json.take());
  }
  return answer.render(shell);
}

void add_board_commands(CLI::App& light, ui::Shell& shell) {
  auto question = std::make_shared<BoardQuestion>();
  auto* board = light.add_subcommand("board", "the light of every project of a store");
  question->add_to(*board);
  board->add_option("--rule", question->rule, "preset or file; by default the rule set in force");
  board->callback([question, &shell] { shell.finish(show_board(*question, shell)); });

  auto* replay = light.add_subcommand("replay", "the same facts under another rule set, side by side");
  question->add_to(*replay);
  replay->add_option("--rule", question->rule, "preset or file")->required();
  replay->callback([question, &shell] { shell.finish(replay_board(*question, shell)); });

  auto command = std::make_shared<AdoptCommand>();
  auto* adopt_app = light.add_subcommand("adopt", "put a rule set in force from a day on");
  command->store.add_writing_to(*adopt_app);
  adopt_app->add_option("RULE", command->rule, "preset or rule file")->required();
  adopt_app->add_option("--from", command->from, "first day, YYYY-MM-DD")->required();
  adopt_app->callback([command, &shell] { shell.finish(adopt(*command, shell)); });

  auto* confirm_app = light.add_subcommand("confirm", "put a rule set in force that another person proposed");
  command->store.add_writing_to(*confirm_app);
  confirm_app->add_option("RULE", command->rule, "rule set, name@version")->required();
  confirm_app->callback([command, &shell] { shell.finish(confirm_proposed(*command, shell)); });
}

}  // namespace guatu::lights
