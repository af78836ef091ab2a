// SPDX-License-Identifier: Apache-2.0
#include "feature/journal/journal_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/json_writer.hpp"
#include "feature/account/operator_command.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/journal_read.hpp"
#include "platform/journal/proof.hpp"
#include "platform/journal/replay.hpp"
#include "platform/message/problem_json.hpp"
#include "platform/ui/shell.hpp"
#include "platform/ui/store_options.hpp"

namespace guatu::journal {
namespace {

struct JournalOptions {
  ui::StoreOptions store;
  std::string checkpoint;
  std::string key;
  std::string proof;
  std::string entries;
  std::int64_t position = 0;
  std::int64_t since = 0;
};

Result<Verifier> verifier_for(const JournalOptions& options) {
  if (options.key.empty()) return db::load_verifier(options.store.directory);
  GUATU_TRY(const std::string text, ui::read_file(options.key));
  auto verifier = Verifier::parse(text);
  if (!verifier) verifier.error().problems.front().place = options.key;
  return verifier;
}

Result<std::vector<db::ExternalCheckpoint>> external_checkpoints(const JournalOptions& options,
                                                                 const Verifier& verifier) {
  std::vector<db::ExternalCheckpoint> external;
  if (options.checkpoint.empty()) return external;
  GUATU_TRY(const std::string note, ui::read_file(options.checkpoint));
  auto checkpoint = open_checkpoint(note, verifier);
  if (!checkpoint) {
    checkpoint.error().problems.front().place = options.checkpoint;
    return refuse(std::move(checkpoint.error()));
  }
  external.push_back({options.checkpoint, std::move(*checkpoint)});
  return external;
}

// The exported entries, one a line, judged without any store.
Result<db::AuditReport> audit_exported(const JournalOptions& options) {
  GUATU_TRY(const Verifier verifier, verifier_for(options));
  GUATU_TRY(const auto external, external_checkpoints(options, verifier));
  GUATU_TRY(const std::string lines, ui::read_file(options.entries));
  Replay replay;
  for (const auto& [place, checkpoint] : external) replay.expect(checkpoint, place);
  for (std::string_view rest = lines; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    replay.add(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  replay.finish();
  db::AuditReport report;
  for (const Problem& problem : replay.problems()) report.add(problem);
  report.entries = replay.size();
  report.root = crypto::to_hex(replay.root());
  report.sm3_root = crypto::to_hex(replay.sm3_root());
  return report;
}

Result<db::AuditReport> audit_stored(const JournalOptions& options) {
  GUATU_TRY(const auto database, options.store.open(db::Access::read));
  GUATU_TRY(const Verifier verifier, verifier_for(options));
  GUATU_TRY(const auto external, external_checkpoints(options, verifier));
  return db::audit_journal(database.reader(), verifier, external);
}

std::string report_as_json(const db::AuditReport& report, const ui::Shell& shell) {
  JsonWriter json;
  json.begin_object().member("result", report.is_clean() ? "sound" : "faulty").member("entries", report.entries);
  json.member("root", report.root).member("sm3_root", report.sm3_root).member("checkpoints", report.checkpoints);
  json.member("row_versions", report.row_versions).member("rows", report.rows).member("blobs", report.blobs);
  json.key("problems");
  message::write_problems(json, report.problems, shell.language);
  json.member("problems_left_out", report.problems_left_out);
  return json.end_object().take();
}

enum class Scope { journal, store };

std::string report_as_text(const db::AuditReport& report, Scope scope, const ui::Shell& shell) {
  std::string text;
  for (const Problem& problem : report.problems) text += message::sentence_for(problem, shell.language) + '\n';
  if (report.problems_left_out > 0)
    text += fmt::format(fmt::runtime(shell.say("另有 {} 处未列出\n", "{} more are not listed\n")),
                        report.problems_left_out);
  text += fmt::format(
      fmt::runtime(shell.say("日志 {} 条，签名检查点 {} 个\n", "{} journal entries, {} signed checkpoints\n")),
      report.entries, report.checkpoints);
  if (scope == Scope::store)
    text += fmt::format(fmt::runtime(shell.say("登记行 {}，历史版本 {}，附件 {}\n",
                                               "{} register rows, {} row versions, {} stored files\n")),
                        report.rows, report.row_versions, report.blobs);
  text += fmt::format("SHA-256 {}\nSM3     {}\n", report.root, report.sm3_root);
  text += report.is_clean() ? shell.say("核验通过：没有发现改动", "sound: no alteration found")
                            : shell.say("核验不通过：请保留现场，用备份和异地检查点比对",
                                        "faulty: keep everything as it is and compare with a "
                                        "backup and a checkpoint kept elsewhere");
  return text;
}

void show(const Result<db::AuditReport>& report, Scope scope, ui::Shell& shell) {
  if (!report) return shell.fail(report.error());
  shell.print(shell.is_json() ? report_as_json(*report, shell) : report_as_text(*report, scope, shell));
  if (!report->is_clean()) shell.mark_failed();
}

Result<std::string> check_proof(const JournalOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const Verifier verifier, verifier_for(options));
  GUATU_TRY(const std::string proof, ui::read_file(options.proof));
  auto proven = verify_proof(proof, verifier);
  if (!proven) {
    proven.error().problems.front().place = options.proof;
    return refuse(std::move(proven.error()));
  }
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("result", "holds").member("position", proven->position);
    json.member("size", static_cast<std::int64_t>(proven->checkpoint.size))
        .member("root", crypto::to_hex(proven->checkpoint.root));
    if (!proven->entry.empty()) json.member("entry", proven->entry);
    return json.end_object().take();
  }
  if (proven->entry.empty())
    return fmt::format(fmt::runtime(shell.say("证明成立：{} 条日志是由前 {} 条续写而成，此前未被改写",
                                              "the proof holds: the journal of {} entries continues its first {}")),
                       proven->checkpoint.size, proven->position);
  return fmt::format(fmt::runtime(shell.say("证明成立：下面是 {} 条日志中的第 {} 条\n{}",
                                            "the proof holds: of {} journal entries this is number {}\n{}")),
                     proven->checkpoint.size, proven->position, proven->entry);
}

// The signed checkpoint, and with --entries the journal itself beside it.
Result<std::string> export_journal(const JournalOptions& options, const ui::Shell& shell) {
  GUATU_TRY(const auto database, options.store.open(db::Access::read));
  const auto reader = database.reader();
  GUATU_TRY(const std::string note, db::last_checkpoint(reader));
  if (!options.entries.empty()) {
    GUATU_CHECK(account::check_reader(options.store, database, "journal.read"));
    std::string lines;
    db::each_entry(reader, [&](std::string_view entry) { lines.append(entry).push_back('\n'); });
    GUATU_CHECK(ui::write_file(options.entries, lines));
  }
  if (!shell.is_json()) return note;
  GUATU_TRY(const Verifier verifier, verifier_for(options));
  JsonWriter json;
  json.begin_object().member("checkpoint", note).member("key", verifier.text()).member("entries", reader.position());
  return json.end_object().take();
}

Result<std::string> prove(const JournalOptions& options) {
  GUATU_TRY(const auto database, account::open_to_read(options.store, "journal.read"));
  const auto reader = database.reader();
  GUATU_TRY(const Verifier verifier, verifier_for(options));
  GUATU_TRY(const std::string note, db::last_checkpoint(reader));
  GUATU_TRY(const Checkpoint checkpoint, open_checkpoint(note, verifier));
  const auto leaves = db::load_leaves(reader, static_cast<db::Position>(checkpoint.size));
  if (options.since > 0) return make_consistency_proof(leaves, options.since, note);
  const auto entry = db::find_entry(reader, options.position);
  return make_inclusion_proof(leaves, options.position, entry.value_or(""), note);
}

void add_verify(CLI::App& journal, ui::Shell& shell, const std::shared_ptr<JournalOptions>& options) {
  auto* verify = journal.add_subcommand("verify", "recompute the journal's tree; works on a copy, without a server");
  options->store.add_to(*verify);
  verify->add_option("--checkpoint", options->checkpoint,
                     "a checkpoint kept elsewhere; the journal must give its root");
  verify->add_option("--key", options->key,
                     "the journal's public key, from your own records (default: the store's journal.vkey)");
  auto* entries = verify->add_option("--entries", options->entries, "verify exported entries instead of a store");
  verify->add_option("--proof", options->proof, "verify a proof that was handed out, instead of a store")
      ->excludes(entries);
  verify->callback([options, &shell] {
    if (!options->proof.empty()) return shell.finish(check_proof(*options, shell));
    show(options->entries.empty() ? audit_stored(*options) : audit_exported(*options), Scope::journal, shell);
  });
}

}  // namespace

void add_journal_command(CLI::App& app, ui::Shell& shell) {
  const auto options = std::make_shared<JournalOptions>();
  auto* journal = app.add_subcommand("journal", "tamper evidence: verify, export, prove");
  journal->require_subcommand(1);
  add_verify(*journal, shell, options);

  auto* exported = journal->add_subcommand("export", "print the last signed checkpoint, to be kept off this machine");
  options->store.add_reading_to(*exported);
  exported->add_option("--entries", options->entries, "also write all entries to this file, one a line");
  exported->callback([options, &shell] { shell.finish(export_journal(*options, shell)); });

  auto* proof = journal->add_subcommand("prove", "print a proof that an entry is in the journal, as JSON");
  options->store.add_reading_to(*proof);
  auto* position = proof->add_option("position", options->position, "number of the entry, from 1");
  auto* since =
      proof->add_option("--since", options->since, "prove instead that the journal continues its first N entries");
  position->excludes(since);
  proof->callback([options, &shell] { shell.finish(prove(*options)); });
}

void add_check_command(CLI::App& app, ui::Shell& shell, std::vector<db::TableShape> tables, db::Promises promises) {
  const auto options = std::make_shared<ui::StoreOptions>();
  auto* check = app.add_subcommand("check", "recompute every digest of the store and name each fault");
  options->add_to(*check);
  check->callback([options, &shell, tables = std::move(tables), promises = std::move(promises)] {
    const auto database = options->open(db::Access::read);
    if (!database) return shell.fail(database.error());
    show(db::audit_store(*database, tables, promises), Scope::store, shell);
  });
}

}  // namespace guatu::journal
