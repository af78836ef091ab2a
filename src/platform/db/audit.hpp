// SPDX-License-Identifier: Apache-2.0
// The audit (核验) behind `guatu check` and `guatu journal verify`: recomputes every leaf, root and digest and
// compares the state with the history, from the table shapes alone and with bounded memory. It never repairs;
// it names each fault with its table, id or position. docs/format/journal.md has what is compared with what.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/shape.hpp"
#include "platform/journal/checkpoint.hpp"

namespace guatu::db {

struct AuditReport {
  std::vector<Problem> problems;
  std::int64_t problems_left_out = 0;  // beyond the first kProblemsMax
  std::int64_t entries = 0;
  std::int64_t checkpoints = 0;
  std::int64_t row_versions = 0;
  std::int64_t rows = 0;
  std::int64_t blobs = 0;
  std::string root;      // hex, recomputed
  std::string sm3_root;  // hex, recomputed

  bool is_clean() const { return problems.empty(); }
  void add(Problem problem);
};

inline constexpr std::size_t kProblemsMax = 500;

// `verifier` judges the signatures; without one the notes of the store are compared by size and root only.
struct ExternalCheckpoint {
  std::string place;  // the file it came from
  journal::Checkpoint checkpoint;
};
AuditReport audit_journal(const Reader& reader, const std::optional<journal::Verifier>& verifier,
                          const std::vector<ExternalCheckpoint>& external = {});
// What registers promise beyond their rows and digests, as problems where it does not hold; told by features.
using Promises = std::function<std::vector<Problem>(const Reader& reader)>;
AuditReport audit_store(const Database& database, const std::vector<TableShape>& tables, const Promises& promises = {});

// The parts of audit_store, each adding to the report.
void audit_rows_digests(const Reader& reader, AuditReport& report);
void audit_versions(const Reader& reader, const std::vector<TableShape>& tables, AuditReport& report);
void audit_state(const Reader& reader, const TableShape& table, AuditReport& report);
void audit_blobs(const Database& database, const Reader& reader, const std::vector<TableShape>& tables,
                 AuditReport& report);

// As Reader::rows, for many rows during which other questions are asked.
void each_of_many(const Reader& reader, std::string_view sql, const std::function<void(const Cursor&)>& each);

// What is read may be anything.
std::string_view text_or_empty(const Cell& cell);

}  // namespace guatu::db
