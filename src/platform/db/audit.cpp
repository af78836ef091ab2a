// SPDX-License-Identifier: Apache-2.0
#include "platform/db/audit.hpp"

#include "platform/blob/blob_store.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/journal_read.hpp"

namespace guatu::db {
namespace {

// A damaged file makes reading itself fail anywhere; the audit says so and goes on with its next part.
template <class Part>
void guarded(AuditReport& report, const char* place, const Part& part) {
  try {
    part();
  } catch (const Failure& failure) {
    report.add({place, "check.database", {{"reason", failure.what()}}});
  }
}

void audit_file(const Reader& reader, AuditReport& report) {
  const Dialect& dialect = reader.connection().dialect();
  const char* place = dialect.product == Product::sqlite ? "guatu.db" : "database";
  reader.rows(dialect.integrity, {}, [&](const Cursor& cursor) {
    const auto line = text_or_empty(cursor.cell(0));
    if (line != "ok") report.add({place, "check.database", {{"reason", std::string(line)}}});
  });
  reader.rows(dialect.dangling, {}, [&](const Cursor& cursor) {
    report.add(
        {std::string(text_or_empty(cursor.cell(0))),
         "check.reference",
         {{"row", std::to_string(cursor.cell(1).integer)}, {"table", std::string(text_or_empty(cursor.cell(2)))}}});
  });
}

std::optional<journal::Verifier> verifier_in(const std::filesystem::path& directory, AuditReport& report) {
  auto verifier = load_verifier(directory);
  if (verifier) return std::move(*verifier);
  report.add(std::move(verifier.error().problems.front()));
  return std::nullopt;
}

void audit_file_names(const blob::BlobStore& blobs, AuditReport& report) {
  blobs.each([&](const std::filesystem::path& file, const std::string& name) {
    // A file that a crash left half written has no name yet and harms nobody.
    if (name.empty() && file.filename().string().find(".part") != std::string::npos) return;
    ++report.blobs;
    if (name.empty())
      report.add({file.string(), "check.blob_stray", {}});
    else if (const auto bytes = blobs.read(name); !bytes)
      report.add(bytes.error().problems.front());
  });
}

}  // namespace

void each_of_many(const Reader& reader, std::string_view sql, const std::function<void(const Cursor&)>& each) {
  Cursor cursor = reader.connection().prepare_large(sql);
  while (cursor.next()) each(cursor);
}

void audit_blobs(const Database& database, const Reader& reader, const std::vector<TableShape>& tables,
                 AuditReport& report) {
  const blob::BlobStore blobs(database.directory());
  audit_file_names(blobs, report);
  for (const TableShape& table : tables) {
    for (const ColumnShape& column : table.columns) {
      if (column.role != ColumnRole::blob) continue;
      reader.rows("SELECT DISTINCT " + column.name + " FROM " + table.entity + " WHERE " + column.name +
                      " IS NOT NULL AND " + column.name + " <> ''",
                  {}, [&](const Cursor& cursor) {
                    const auto name = text_or_empty(cursor.cell(0));
                    if (!blobs.has(name))
                      report.add({table.entity + '.' + column.name + '/' + std::string(name), "blob.missing", {}});
                  });
    }
  }
}

AuditReport audit_store(const Database& database, const std::vector<TableShape>& tables, const Promises& promises) {
  AuditReport report;
  guarded(report, "guatu.db", [&] {
    const Reader reader = database.reader();
    const auto verifier = verifier_in(database.directory(), report);
    guarded(report, "guatu.db", [&] { audit_file(reader, report); });
    guarded(report, "journal", [&] {
      AuditReport journal = audit_journal(reader, verifier);
      for (Problem& problem : journal.problems) report.add(std::move(problem));
      report.entries = journal.entries;
      report.checkpoints = journal.checkpoints;
      report.root = journal.root;
      report.sm3_root = journal.sm3_root;
    });
    guarded(report, "row_version", [&] { audit_rows_digests(reader, report); });
    guarded(report, "row_version", [&] { audit_versions(reader, tables, report); });
    for (const TableShape& table : tables)
      guarded(report, table.entity.c_str(), [&] { audit_state(reader, table, report); });
    guarded(report, "blob", [&] { audit_blobs(database, reader, tables, report); });
    guarded(report, "register", [&] {
      if (promises)
        for (Problem& problem : promises(reader)) report.add(std::move(problem));
    });
  });
  return report;
}

}  // namespace guatu::db
