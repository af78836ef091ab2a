// SPDX-License-Identifier: Apache-2.0
// Row versions against their digests, and the state against the last versions.
#include <algorithm>

#include "platform/crypto/digest.hpp"
#include "platform/db/audit.hpp"
#include "platform/db/personal.hpp"
#include "platform/db/row_writer.hpp"

namespace guatu::db {
namespace {

std::string place_of(std::string_view entity, std::string_view id) {
  return std::string(entity) + '/' + std::string(id);
}

// One pass in the order (entity, id, version).
class VersionPass {
 public:
  VersionPass(const Reader& reader, const std::vector<TableShape>& tables, AuditReport& report)
      : reader_(reader), tables_(tables), report_(report) {}

  void see(const Cursor& cursor) {
    ++report_.row_versions;
    const auto entity = text_or_empty(cursor.cell(0));
    const auto id = text_or_empty(cursor.cell(1));
    const std::int64_t version = cursor.cell(2).integer;
    const std::int64_t position = cursor.cell(3).integer;
    const auto content = text_or_empty(cursor.cell(5));
    if (entity != entity_ || id != id_) start_row(entity, id);
    const auto fault = [&](const char* code) {
      report_.add(
          {place_of(entity, id), code, {{"version", std::to_string(version)}, {"position", std::to_string(position)}}});
    };
    if (version != version_ + 1 || position < position_) fault("check.version_gap");
    if (text_or_empty(cursor.cell(4)) != crypto::to_hex(crypto::sha256(content)) &&
        !is_blanked(reader_, entity, id, version, content))
      fault("check.version_altered");
    if (const auto commitment = commitment_in(content);
        !commitment.empty() && !value_of_commitment(reader_, commitment) && !is_erased(reader_, entity, id, version))
      fault("check.personal_missing");
    version_ = version;
    position_ = position;
  }

 private:
  void start_row(std::string_view entity, std::string_view id) {
    if (entity != entity_ && std::ranges::find(tables_, entity, &TableShape::entity) == tables_.end())
      report_.add({std::string(entity), "check.unknown_register", {}});
    entity_ = entity;
    id_ = id;
    version_ = 0;
    position_ = 0;
  }

  const Reader& reader_;
  const std::vector<TableShape>& tables_;
  AuditReport& report_;
  std::string entity_;
  std::string id_;
  std::int64_t version_ = 0;
  std::int64_t position_ = 0;
};

// Names the columns in which two rows differ.
std::string differing_columns(const TableShape& table, const std::vector<Cell>& state,
                              const std::vector<Cell>& version) {
  std::string names;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (state[i] != version[i]) names += (names.empty() ? "" : ", ") + table.columns[i].name;
  return names;
}

class StatePass {
 public:
  StatePass(const Reader& reader, const TableShape& table, AuditReport& report)
      : reader_(reader),
        table_(table),
        report_(report),
        last_version_(
            reader.connection().prepare("SELECT version, digest, content FROM row_version WHERE entity = :entity "
                                        "AND id = :id ORDER BY version DESC LIMIT 1")),
        cells_(table.columns.size()) {}

  void see(const Cursor& cursor) {
    ++report_.rows;
    const int width = static_cast<int>(cells_.size());
    bool is_readable = true;
    for (int i = 0; i < width; ++i) {
      const auto column = static_cast<std::size_t>(i);
      cells_[column] = cursor.cell(i);
      if (!cells_[column].is_null() && cells_[column].kind != table_.columns[column].kind) is_readable = false;
    }
    set_row_id(id_, table_, cells_);
    if (!is_readable) {
      report_.add({place_of(table_.entity, id_), "check.row_unreadable", {}});
      return;
    }
    compare(cursor.cell(width), cursor.cell(width + 1));
  }
  std::int64_t matched() const { return matched_; }

 private:
  void compare(const Cell& version, const Cell& digest) {
    const std::string place = place_of(table_.entity, id_);
    last_version_.rewind();
    last_version_.bind(1, Cell::of(std::string_view(table_.entity)));
    last_version_.bind(2, Cell::of(std::string_view(id_)));
    if (!last_version_.next() || text_or_empty(last_version_.cell(2)) == kWithdrawnContent) {
      report_.add({place, "check.row_without_history", {}});
      return;
    }
    ++matched_;
    if (version != last_version_.cell(0)) report_.add({place, "check.row_stamp", {{"column", "version"}}});
    if (digest != last_version_.cell(1)) report_.add({place, "check.row_stamp", {{"column", "digest"}}});
    content_.clear();
    append_row_content(content_, table_, cells_);
    const std::string recorded = opened_content(reader_, text_or_empty(last_version_.cell(2)));
    if (content_ == recorded) return;
    // Other bytes may still say the same when the columns were put in another order since.
    if (!read_row_content(recorded, table_, recorded_cells_, recorded_text_)) {
      report_.add({place, "check.version_unreadable", {{"version", std::to_string(last_version_.cell(0).integer)}}});
      return;
    }
    const std::string columns = differing_columns(table_, cells_, recorded_cells_);
    if (!columns.empty()) report_.add({place, "check.row_altered", {{"columns", columns}}});
  }

  const Reader& reader_;
  const TableShape& table_;
  AuditReport& report_;
  Cursor last_version_;
  std::vector<Cell> cells_;
  std::vector<Cell> recorded_cells_;
  std::vector<std::string> recorded_text_;
  std::string id_;
  std::string content_;
  std::int64_t matched_ = 0;
};

// Rows whose last version says that they are there: all of them, or those the state does not have.
std::int64_t count_recorded_rows(const Reader& reader, const TableShape& table) {
  std::int64_t count = 0;
  contents_as_of(reader, table.entity, INT64_MAX, [&](std::string_view) { ++count; });
  return count;
}

void name_missing_rows(const Reader& reader, const TableShape& table, AuditReport& report) {
  Cursor find = reader.connection().prepare("SELECT 1 FROM " + table.entity + " " + where_key(table));
  std::vector<Cell> cells;
  std::vector<std::string> owned;
  contents_as_of(reader, table.entity, INT64_MAX, [&](std::string_view content) {
    if (!read_row_content(content, table, cells, owned)) return;  // check.version_altered or version_unreadable says so
    find.rewind();
    int parameter = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (table.columns[i].role == ColumnRole::key) find.bind(++parameter, cells[i]);
    if (!find.next()) report.add({place_of(table.entity, row_id(table, cells)), "check.row_missing", {}});
  });
}

}  // namespace

void audit_versions(const Reader& reader, const std::vector<TableShape>& tables, AuditReport& report) {
  VersionPass pass(reader, tables, report);
  reader.rows("SELECT entity, id, version, position, digest, content FROM row_version ORDER BY entity, id, version", {},
              [&](const Cursor& cursor) { pass.see(cursor); });
  for (const std::string& commitment : altered_commitments(reader))
    report.add({"personal_value/" + commitment, "check.personal_altered", {}});
}

void audit_state(const Reader& reader, const TableShape& table, AuditReport& report) {
  StatePass pass(reader, table, report);
  std::string sql = select_state(table, "");
  sql.insert(sql.find(" FROM "), ", version, digest");
  each_of_many(reader, sql, [&](const Cursor& cursor) { pass.see(cursor); });
  if (pass.matched() != count_recorded_rows(reader, table)) name_missing_rows(reader, table, report);
}

}  // namespace guatu::db
