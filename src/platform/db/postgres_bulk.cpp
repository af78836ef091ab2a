// SPDX-License-Identifier: Apache-2.0
// Many rows into PostgreSQL by COPY in its binary form (PostgreSQL manual, "COPY", File Formats). Rows that may
// replace others go through a temporary table, because COPY knows no ON CONFLICT.
#include <cstdlib>
#include <utility>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/db/postgres_link.hpp"

namespace guatu::db {
namespace {

constexpr std::size_t kWaitingBytes = 4U << 20;
constexpr std::string_view kHeader("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);

template <class Integer>
void append_big_endian(std::string& out, Integer value) {
  for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>((value >> shift) & 0xff));
}

class CopyInsert final : public BulkInsert {
 public:
  CopyInsert(PostgresLink& link, BulkTarget target) : link_(link), target_(std::move(target)) {
    const Answer shape = link_.run(("SELECT " + columns() + " FROM " + target_.table + " LIMIT 0").c_str());
    for (int i = 0; i < PQnfields(shape.get()); ++i) types_.push_back(PQftype(shape.get(), i));
  }
  CopyInsert(const CopyInsert&) = delete;
  CopyInsert& operator=(const CopyInsert&) = delete;
  ~CopyInsert() override = default;

  void add(std::span<const Cell> cells) override {
    GUATU_ASSERT(cells.size() == types_.size());
    if (bytes_.empty()) bytes_ = kHeader;
    append_big_endian(bytes_, static_cast<std::uint16_t>(cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) append(cells[i], types_[i]);
    if (bytes_.size() >= kWaitingBytes) flush();
  }

  void flush() override {
    if (bytes_.empty()) return;
    append_big_endian(bytes_, std::uint16_t{0xffff});
    if (target_.key.empty()) {
      link_.rows_written += copy_into(target_.table);
    } else {
      const std::string waiting = "guatu_waiting_" + target_.table;
      link_.run(("CREATE TEMP TABLE IF NOT EXISTS " + waiting + " ON COMMIT DROP AS SELECT " + columns() + " FROM " +
                 target_.table + " LIMIT 0")
                    .c_str());
      copy_into(waiting);
      link_.run(("INSERT INTO " + target_.table + " (" + columns() + ") SELECT " + columns() + " FROM " + waiting +
                 on_conflict_replace(target_))
                    .c_str());
      link_.run(("TRUNCATE " + waiting).c_str());
    }
    bytes_.clear();
  }

 private:
  std::string columns() const { return join(target_.columns, ", "); }

  void append(const Cell& cell, Oid type) {
    if (cell.is_null()) return append_big_endian(bytes_, std::uint32_t{0xffffffff});
    if (type == oid::kInt8 && cell.kind == CellKind::integer) {
      append_big_endian(bytes_, std::uint32_t{8});
      return append_big_endian(bytes_, static_cast<std::uint64_t>(cell.integer));
    }
    if (type != oid::kText) throw Failure("database: a value of another type for " + target_.table + " (42804)");
    const std::string digits = cell.kind == CellKind::integer ? std::to_string(cell.integer) : std::string();
    const std::string_view text = cell.kind == CellKind::integer ? std::string_view(digits) : cell.text;
    append_big_endian(bytes_, static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }

  std::int64_t copy_into(const std::string& table) {
    link_.make_free();
    const std::string sql = "COPY " + table + " (" + columns() + ") FROM STDIN (FORMAT binary)";
    const Answer begun(PQexec(link_.get(), sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) link_.fail(begun.get(), sql);
    if (PQputCopyData(link_.get(), bytes_.data(), static_cast<int>(bytes_.size())) != 1 ||
        PQputCopyEnd(link_.get(), nullptr) != 1)
      link_.fail(nullptr, sql);
    std::int64_t rows = 0;
    std::string failure;
    while (const Answer answer{PQgetResult(link_.get())}) {
      try {
        link_.check(answer.get(), sql);
        rows = std::atoll(PQcmdTuples(answer.get()));
      } catch (const Failure& problem) {
        failure = problem.what();
      }
    }
    if (!failure.empty()) throw Failure(failure);
    return rows;
  }

  PostgresLink& link_;
  BulkTarget target_;
  std::vector<Oid> types_;
  std::string bytes_;  // rows that wait, as COPY wants them; empty when none does
};

}  // namespace

std::unique_ptr<BulkInsert> bulk_insert_postgres(PostgresLink& link, BulkTarget target) {
  return std::make_unique<CopyInsert>(link, std::move(target));
}

}  // namespace guatu::db
