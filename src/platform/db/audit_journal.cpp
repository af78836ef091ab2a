// SPDX-License-Identifier: Apache-2.0
// The journal against itself, its head, its checkpoints, and the row versions its entries commit to.
#include <utility>

#include "platform/db/audit.hpp"
#include "platform/db/tree_head.hpp"
#include "platform/journal/replay.hpp"

namespace guatu::db {
namespace {

using journal::place_of_position;

// The stored notes that open become expectations of the replay.
void expect_stored_notes(const Reader& reader, const std::optional<journal::Verifier>& verifier,
                         journal::Replay& replay, AuditReport& report) {
  reader.rows("SELECT size, note FROM checkpoint ORDER BY size", {}, [&](const Cursor& cursor) {
    ++report.checkpoints;
    const std::string place = "checkpoint/" + std::to_string(cursor.cell(0).integer);
    if (!verifier) return;
    const auto opened = journal::open_checkpoint(text_or_empty(cursor.cell(1)), *verifier);
    if (!opened) {
      report.add({place, opened.error().problems.front().code, opened.error().problems.front().args});
      return;
    }
    if (std::cmp_not_equal(opened->size, cursor.cell(0).integer))
      report.add({place, "journal.column_differs", {{"column", "size"}}});
    replay.expect(*opened, place);
  });
}

void compare_columns(const Cursor& cursor, const std::optional<journal::Entry>& entry, const journal::Replay& replay,
                     AuditReport& report) {
  const std::string place = place_of_position(replay.size());
  const auto differs = [&](const char* column) { report.add({place, "journal.column_differs", {{"column", column}}}); };
  if (cursor.cell(0) != Cell::of(replay.size())) differs("position");
  if (text_or_empty(cursor.cell(4)) != crypto::to_hex(replay.last_leaf()))
    report.add({place, "journal.entry_altered", {}});
  if (!entry) return;
  if (cursor.cell(1) != Cell::of(std::int64_t{entry->recorded_at.time_since_epoch().count()})) differs("recorded_at");
  if (text_or_empty(cursor.cell(2)) != entry->kind) differs("kind");
  if (text_or_empty(cursor.cell(3)) != entry->subject) differs("subject");
}

void compare_head(const Reader& reader, const journal::Replay& replay, AuditReport& report) {
  const auto head = load_tree_head(reader);
  if (!head) {
    report.add({"tree_head", "journal.head_damaged", {}});
    return;
  }
  const std::string root = crypto::to_hex(replay.root());
  const std::string sm3_root = crypto::to_hex(replay.sm3_root());
  if (head->size != replay.size())
    report.add({"tree_head",
                "journal.too_short",
                {{"size", std::to_string(head->size)}, {"entries", std::to_string(replay.size())}}});
  else if (head->stored_root != root || head->stored_sm3_root != sm3_root ||
           crypto::to_hex(head->sha256.root()) != root || crypto::to_hex(head->sm3.root()) != sm3_root)
    report.add({"tree_head", "journal.root_differs", {{"size", std::to_string(head->size)}}});
}

// Row versions in the order of the journal, read alongside it.
class VersionStream {
 public:
  explicit VersionStream(const Reader& reader)
      : cursor_(reader.connection().prepare_large("SELECT position, recorded_at, entity, id, version, digest "
                                                  "FROM row_version ORDER BY position, entity, id, version")) {
    advance();
  }
  bool has_row() const { return has_row_; }
  std::int64_t position() const { return cursor_.cell(0).integer; }
  std::string place() const {
    return std::string(text_or_empty(cursor_.cell(2))) + '/' + std::string(text_or_empty(cursor_.cell(3)));
  }
  std::string version() const { return std::to_string(cursor_.cell(4).integer); }
  bool was_recorded_at(Instant instant) const {
    return cursor_.cell(1) == Cell::of(std::int64_t{instant.time_since_epoch().count()});
  }
  void add_to(journal::RowsDigest& digest) {
    name_ = text_or_empty(cursor_.cell(2));
    name_.push_back('\0');
    name_ += text_or_empty(cursor_.cell(3));
    digest.add(name_, cursor_.cell(4).integer, text_or_empty(cursor_.cell(5)));
  }
  void advance() { has_row_ = cursor_.next(); }

 private:
  Cursor cursor_;
  std::string name_;
  bool has_row_ = false;
};

void report_homeless(VersionStream& versions, std::int64_t before, AuditReport& report) {
  for (; versions.has_row() && versions.position() < before; versions.advance())
    report.add({versions.place(),
                "check.version_without_entry",
                {{"version", versions.version()}, {"position", std::to_string(versions.position())}}});
}

}  // namespace

std::string_view text_or_empty(const Cell& cell) {
  return cell.kind == CellKind::text ? cell.text : std::string_view();
}

void AuditReport::add(Problem problem) {
  if (problems.size() < kProblemsMax)
    problems.push_back(std::move(problem));
  else
    ++problems_left_out;
}

AuditReport audit_journal(const Reader& reader, const std::optional<journal::Verifier>& verifier,
                          const std::vector<ExternalCheckpoint>& external) {
  AuditReport report;
  journal::Replay replay;
  for (const auto& [place, checkpoint] : external) replay.expect(checkpoint, place);
  expect_stored_notes(reader, verifier, replay, report);
  reader.rows("SELECT position, recorded_at, kind, subject, leaf, entry FROM journal ORDER BY position", {},
              [&](const Cursor& cursor) {
                const auto entry = replay.add(text_or_empty(cursor.cell(5)));
                compare_columns(cursor, entry, replay, report);
              });
  replay.finish();
  for (const Problem& problem : replay.problems()) report.add(problem);
  compare_head(reader, replay, report);
  report.entries = replay.size();
  report.root = crypto::to_hex(replay.root());
  report.sm3_root = crypto::to_hex(replay.sm3_root());
  return report;
}

void audit_rows_digests(const Reader& reader, AuditReport& report) {
  VersionStream versions(reader);
  each_of_many(reader, "SELECT position, entry FROM journal ORDER BY position", [&](const Cursor& cursor) {
    const std::int64_t position = cursor.cell(0).integer;
    const auto entry = journal::parse_entry(text_or_empty(cursor.cell(1)));
    report_homeless(versions, position, report);
    journal::RowsDigest digest;
    for (; versions.has_row() && versions.position() == position; versions.advance()) {
      versions.add_to(digest);
      if (entry && !versions.was_recorded_at(entry->recorded_at))
        report.add({versions.place(),
                    "check.version_time",
                    {{"version", versions.version()}, {"position", std::to_string(position)}}});
    }
    const std::int64_t count = digest.count();
    if (entry && (entry->rows != count || entry->rows_digest != digest.finish()))
      report.add({place_of_position(position),
                  "journal.rows_differ",
                  {{"rows", std::to_string(entry->rows)}, {"found", std::to_string(count)}}});
  });
  report_homeless(versions, INT64_MAX, report);
}

}  // namespace guatu::db
