// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/exchange_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/marked_copy.hpp"
#include "base/text.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/operator_command.hpp"
#include "feature/exchange/import_command.hpp"
#include "feature/exchange/template_sheet.hpp"
#include "feature/exchange/waiting_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "format/xlsx/xlsx_writer.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::exchange {
namespace {

struct ImportCommand {
  ui::StoreOptions store;
  std::vector<std::string> paths;
  std::vector<std::string> names;
  std::string reason;
  std::string secrecy_reason;
  std::string errors;   // folder
  std::string confirm;  // id of an import that waits
  bool preview = false;
};

constexpr std::size_t kProblemsShownMax = 200;

std::string_view word_of(ImportResult result, const ui::Shell& shell) {
  switch (result) {
    case ImportResult::applied:
      return shell.say("已导入", "imported");
    case ImportResult::nothing_new:
      return shell.say("无变化", "nothing new");
    case ImportResult::already_imported:
      return shell.say("此前已导入，未作改动", "imported before, nothing changed");
    case ImportResult::refused:
      return shell.say("未导入", "refused");
    case ImportResult::previewed:
      return shell.say("可以导入（只是预览）", "can be imported (preview only)");
    case ImportResult::waiting:
      return shell.say("更正统计数，等待另一人确认", "corrects statistics, waits for another person");
  }
  return "";
}

std::string_view code_of(ImportResult result) {
  switch (result) {
    case ImportResult::applied:
      return "applied";
    case ImportResult::nothing_new:
      return "nothing_new";
    case ImportResult::already_imported:
      return "already_imported";
    case ImportResult::refused:
      return "refused";
    case ImportResult::previewed:
      return "previewed";
    case ImportResult::waiting:
      return "waiting";
  }
  return "";
}

std::string table_line(const TableReport& table, const ui::Shell& shell) {
  std::string line = fmt::format("  {}：{}，{}", table.sheet, table.layout_title,
                                 fmt::format(fmt::runtime(shell.say("记录 {} 行", "{} records")), table.records));
  if (table.totals > 0)
    line += fmt::format(fmt::runtime(shell.say("，略过合计 {} 行", ", {} totals left out")), table.totals);
  if (table.notes > 0) line += fmt::format(fmt::runtime(shell.say("，说明 {} 行", ", {} notes")), table.notes);
  if (table.hidden_rows > 0)
    line += fmt::format(fmt::runtime(shell.say("，含隐藏 {} 行", ", {} hidden rows read")), table.hidden_rows);
  if (!table.unused.empty())
    line += fmt::format(fmt::runtime(shell.say("，未用列：{}", ", columns not used: {}")), join(table.unused, "、"));
  return line;
}

std::string report_text(const ImportOutcome& outcome, const ui::Shell& shell) {
  std::string text = fmt::format("{}：{}", outcome.report.file, word_of(outcome.result, shell));
  if (outcome.result == ImportResult::applied)
    text += fmt::format(
        fmt::runtime(shell.say("（新增 {}，更新 {}，日志第 {} 条）", " (new {}, changed {}, journal entry {})")),
        outcome.counts.inserted, outcome.counts.changed, outcome.entry);
  if (outcome.result == ImportResult::waiting)
    text += fmt::format(fmt::runtime(shell.say("（guatu import --confirm {}）", " (guatu import --confirm {})")),
                        outcome.waiting);
  text += "\n";
  for (const auto& table : outcome.report.tables) {
    text += table_line(table, shell) + "\n";
    if (outcome.result != ImportResult::previewed) continue;
    for (const auto& [header, field] : table.columns) text += fmt::format("    {} → {}\n", header, field);
  }
  std::size_t shown = 0;
  for (const auto& problem : outcome.report.problems) {
    if (++shown > kProblemsShownMax) break;
    const bool wrong = problem.severity == Severity::wrong;
    text += fmt::format("  {} {}\n", wrong ? shell.say("错误", "wrong") : shell.say("存疑", "doubt"),
                        message::sentence_for(problem.problem, shell.language));
  }
  if (outcome.report.problems.size() > kProblemsShownMax)
    text += fmt::format(fmt::runtime(shell.say("  另有 {} 处\n", "  and {} more\n")),
                        outcome.report.problems.size() - kProblemsShownMax);
  return text;
}

void write_report(JsonWriter& json, const std::string& path, const ImportOutcome& outcome, const ui::Shell& shell) {
  json.begin_object().member("file", path).member("result", code_of(outcome.result)).member("entry", outcome.entry);
  json.member("waiting", outcome.waiting);
  json.member("inserted", outcome.counts.inserted).member("changed", outcome.counts.changed);
  json.key("tables").begin_array();
  for (const auto& table : outcome.report.tables) {
    json.begin_object().member("sheet", table.sheet).member("layout", table.layout).member("records", table.records);
    json.member("totals", table.totals)
        .member("notes", table.notes)
        .member("hidden_rows", table.hidden_rows)
        .key("columns")
        .begin_array();
    for (const auto& [header, field] : table.columns)
      json.begin_object().member("header", header).member("field", field).end_object();
    json.end_array().key("unused").begin_array();
    for (const auto& header : table.unused) json.text(header);
    json.end_array().end_object();
  }
  json.end_array().key("problems").begin_array();
  for (const auto& problem : outcome.report.problems) {
    json.begin_object().member("severity", problem.severity == Severity::wrong ? "wrong" : "doubtful");
    json.member("place", problem.problem.place).member("code", problem.problem.code);
    json.member("message", message::sentence_for(problem.problem.code, problem.problem.args, shell.language))
        .end_object();
  }
  json.end_array().end_object();
}

Result<ImportOptions> options_of(const ImportCommand& command) {
  ImportOptions options;
  GUATU_TRY(options.layouts, built_in_layouts());
  for (const auto& name : command.names) {
    const auto equals = name.rfind('=');
    if (equals == std::string::npos || equals == 0)
      return refuse(ErrorKind::invalid, "--map", "import.bad_map", {{"value", name}});
    options.names[std::string()][squeeze(name.substr(0, equals))] = name.substr(equals + 1);
  }
  options.reason = trim(command.reason);
  options.secrecy_reason = command.secrecy_reason;
  GUATU_TRY(const Clock clock, Clock::from_environment());
  options.now = clock.now();
  return options;
}

// The office's own workbook with its wrong cells marked, to be corrected and sent in again.
Result<void> write_errors(const FileOutcome& file, const std::string& folder, const ui::Shell& shell) {
  std::vector<sheet_out::CellMark> marks;
  for (const auto& problem : file.outcome.report.problems)
    marks.push_back({problem.sheet,
                     problem.at,
                     message::sentence_for(problem.problem.code, problem.problem.args, shell.language),
                     {},
                     problem.severity == Severity::wrong ? sheet_out::Severity::wrong : sheet_out::Severity::doubtful});
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_TRY(const std::string bytes, xlsx::write_xlsx(sheet_out::marked_copy(*file.refused, marks), clock.now()));
  const std::string name = std::filesystem::path(file.path).stem().string() + "-错误清单.xlsx";
  return ui::write_file((std::filesystem::path(folder) / name).string(), bytes);
}

Result<std::string> run_confirm(const ImportCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const ImportOptions options, options_of(command));
  GUATU_TRY(db::Database database, command.store.open(db::Access::write));
  GUATU_TRY(db::Tx tx, account::begin_as(command.store, database, "import.run"));
  GUATU_TRY(const ImportRun run, confirm_import(tx, database.directory(), command.confirm, options));
  tx.commit();
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("import", run.id.value).member("entry", run.entry);
    return json.member("inserted", run.new_rows).member("changed", run.changed_rows).end_object().take();
  }
  return fmt::format(fmt::runtime(shell.say("已导入 {}：新增 {}，更新 {}（日志第 {} 条）",
                                            "applied import {}: new {}, changed {} (journal entry {})")),
                     run.id.value, run.new_rows, run.changed_rows, *run.entry);
}

Result<std::string> run_import(const ImportCommand& command, ui::Shell& shell) {
  if (!command.confirm.empty()) return run_confirm(command, shell);
  GUATU_TRY(ImportOptions options, options_of(command));
  GUATU_TRY(const auto paths, workbook_paths(command.paths));
  GUATU_TRY(db::Database database, command.store.open(command.preview ? db::Access::read : db::Access::create));
  if (command.preview) GUATU_CHECK(account::check_reader(command.store, database, "register.read"));
  if (account::has_accounts(database.reader())) options.correcting = Correcting::by_two;
  GUATU_TRY(const auto outcomes,
            command.preview ? preview_files(database.reader(), paths, options)
                            : import_files([&] { return account::begin_as(command.store, database, "import.run"); },
                                           database.directory(), paths, options));
  if (!command.errors.empty())
    for (const auto& file : outcomes)
      if (file.refused) GUATU_CHECK(write_errors(file, command.errors, shell));
  const bool refused = std::any_of(outcomes.begin(), outcomes.end(), [](const FileOutcome& file) {
    return file.outcome.result == ImportResult::refused;
  });
  if (refused) shell.mark_failed();
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().key("files").begin_array();
    for (const auto& file : outcomes) write_report(json, file.path, file.outcome, shell);
    return json.end_array().end_object().take();
  }
  std::string text;
  for (const auto& file : outcomes) text += report_text(file.outcome, shell);
  return text;
}

struct UndoCommand {
  ui::StoreOptions store;
  db::Position entry = 0;
  std::string reason;
};

Result<std::string> run_undo(const UndoCommand& command, const ui::Shell& shell) {
  GUATU_TRY(db::Database database, command.store.open(db::Access::write));
  GUATU_TRY(db::Tx tx, account::begin_as(command.store, database, "import.run"));
  GUATU_TRY(const db::PutCounts counts, undo_import(tx, command.entry, command.reason));
  const db::Position position = tx.commit();
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("undone", command.entry).member("entry", position);
    return json.member("put_back", counts.changed).member("withdrawn", counts.withdrawn).end_object().take();
  }
  return fmt::format(fmt::runtime(shell.say("已撤销日志第 {} 条的导入：恢复 {} 行，收回 {} 行（日志第 {} 条）",
                                            "undid the import of entry {}: {} rows put back, {} withdrawn (entry {})")),
                     command.entry, counts.changed, counts.withdrawn, position);
}

struct TemplateCommand {
  ui::StoreOptions store;
  std::string layout;
  std::string unit;
  std::string out;
  int year = 0;
  int month = 0;
};

// Projects the unit is responsible for, by code and name, so that nobody types what is known.
Result<std::vector<TemplateRow>> known_rows(const TemplateCommand& command, const Layout& layout) {
  std::vector<TemplateRow> rows;
  if (layout.id != "project_year" || command.unit.empty()) return rows;
  GUATU_TRY(const db::Database database, account::open_to_read(command.store, "register.read"));
  const db::Reader reader = database.reader();
  GUATU_TRY(const auto unit, unit::UnitNames(unit::load_units(reader)).find(command.unit));
  for (const auto& project : project::load_projects(reader))
    if (project.responsible == unit && !project.parent) rows.push_back({{project.id.value, project.name}});
  return rows;
}

Result<std::string> run_template(const TemplateCommand& command, const ui::Shell& shell) {
  GUATU_TRY(const auto layouts, built_in_layouts());
  const auto layout = std::find_if(layouts.begin(), layouts.end(), [&](const Layout& one) {
    return one.id == command.layout || one.title == command.layout;
  });
  if (layout == layouts.end()) {
    std::vector<std::string> names;
    for (const auto& one : layouts) names.push_back(one.id + "（" + one.title + "）");
    return refuse(ErrorKind::not_found, "", "exchange.unknown_layout",
                  {{"value", command.layout}, {"accepted", join(names, "、")}});
  }
  GUATU_TRY(const Clock clock, Clock::from_environment());
  TemplateRequest request{command.year == 0 ? year_of(clock.today()) : command.year, command.month, {}, command.unit};
  GUATU_TRY(request.rows, known_rows(command, *layout));
  GUATU_TRY(const std::string bytes, xlsx::write_xlsx(make_template(*layout, request), clock.now()));
  const std::string out = command.out.empty() ? layout->title + ".xlsx" : command.out;
  GUATU_CHECK(ui::write_file(out, bytes));
  if (!shell.is_json()) return out;
  JsonWriter json;
  json.begin_object().member("file", out).member("rows", request.rows.size()).end_object();
  return json.take();
}

}  // namespace

void add_exchange_command(CLI::App& app, ui::Shell& shell) {
  auto import = std::make_shared<ImportCommand>();
  auto* import_app = app.add_subcommand("import", "read workbooks into the registers; each file all or nothing");
  import->store.add_writing_to(*import_app);
  auto* files = import_app->add_option("files", import->paths, "xlsx, csv or xls files, or folders of them");
  auto* confirm = import_app->add_option("--confirm", import->confirm,
                                         "apply an import that corrects statistics and that another person brought");
  files->excludes(confirm);
  import_app->callback([import, &shell, files] {
    if (import->confirm.empty() && import->paths.empty()) throw CLI::RequiredError(files->get_name());
    shell.finish(run_import(*import, shell));
  });
  import_app->add_option("--map", import->names, "HEADER=field: what a column is, remembered for this form");
  import_app->add_option("--reason", import->reason, "why reported months, promised dates or targets are corrected");
  import_app->add_option("--secrecy-override", import->secrecy_reason,
                         "reason for taking a text with a secrecy marking");
  import_app->add_flag("--preview", import->preview, "show the proposed mapping and all problems, write nothing");
  import_app->add_option("--errors", import->errors, "folder for copies of refused workbooks with the cells marked");

  auto form = std::make_shared<TemplateCommand>();
  auto* form_app = app.add_subcommand("template", "an empty table to fill in, for any layout that import knows");
  form->store.add_reading_to(*form_app);
  form_app->add_option("layout", form->layout, "layout, such as project_year")->required();
  form_app->add_option("--unit", form->unit, "unit whose projects are filled in already");
  form_app->add_option("--year", form->year, "year of the form; by default this year");
  form_app->add_option("--month", form->month, "only this month's columns")->check(CLI::Range(1, 12));
  form_app->add_option("--out", form->out, "file to write");
  form_app->callback([form, &shell] { shell.finish(run_template(*form, shell)); });

  auto undo = std::make_shared<UndoCommand>();
  auto* undo_app = app.add_subcommand("undo", "take an import back by its journal entry; the history keeps both");
  undo->store.add_writing_to(*undo_app);
  undo_app->add_option("entry", undo->entry, "journal entry of the import")->required();
  undo_app->add_option("--reason", undo->reason, "why")->required();
  undo_app->callback([undo, &shell] { shell.finish(run_undo(*undo, shell)); });
}

}  // namespace guatu::exchange
