// SPDX-License-Identifier: Apache-2.0
// Statements of PostgreSQL. The ordinary one is prepared on the server at its first run and gets its rows one by one
// as they come, so that a large answer never stands in memory; when another question is asked meanwhile, the rest of
// the rows is kept. The large one reads through a cursor of the server, a chunk at a time.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/assert.hpp"
#include "platform/db/postgres_link.hpp"
#include "platform/db/sql_text.hpp"

namespace guatu::db {
namespace {

constexpr const char* kRowsPerChunk = "2000";

// Values on their way to the server. A text goes as it is where the server expects a text; everything else in the
// form it would have in SQL, which the server reads as the type it expects.
class Parameters {
 public:
  explicit Parameters(std::size_t count)
      : cells_(count), scratch_(count), integers_(count), values_(count), lengths_(count), formats_(count) {}

  int count() const { return static_cast<int>(cells_.size()); }
  const Cell& cell(std::size_t at) const { return cells_[at]; }
  void set(int parameter, const Cell& cell) {
    GUATU_ASSERT(parameter >= 1 && parameter <= count() && cell.kind != CellKind::foreign);
    cells_[static_cast<std::size_t>(parameter - 1)] = cell;
  }
  void clear() { std::ranges::fill(cells_, Cell{}); }

  // `types` as the server expects them; fewer than values when it has not said.
  void lay_out(std::span<const Oid> types) {
    for (std::size_t i = 0; i < cells_.size(); ++i) lay_out_one(i, i < types.size() ? types[i] : oid::kUnknown);
  }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void lay_out_one(std::size_t i, Oid type) {
    const Cell& cell = cells_[i];
    values_[i] = nullptr;
    formats_[i] = 0;
    lengths_[i] = 0;
    if (cell.is_null()) return;
    if (cell.kind == CellKind::integer && type == oid::kInt8) {
      auto left = static_cast<std::uint64_t>(cell.integer);
      for (auto byte = integers_[i].rbegin(); byte != integers_[i].rend(); ++byte, left >>= 8)
        *byte = static_cast<char>(left & 0xff);
      values_[i] = integers_[i].data();
      lengths_[i] = 8;
      formats_[i] = 1;
    } else if (cell.kind == CellKind::integer) {
      scratch_[i] = fmt::format_int(cell.integer).str();
      values_[i] = scratch_[i].c_str();
    } else if (type == oid::kText) {
      values_[i] = cell.text.data() == nullptr ? "" : cell.text.data();
      lengths_[i] = static_cast<int>(cell.text.size());
      formats_[i] = 1;
    } else {
      if (cell.text.find('\0') != std::string_view::npos) throw Failure("database: a text with a NUL (22021)");
      scratch_[i] = cell.text;
      values_[i] = scratch_[i].c_str();
    }
  }

  std::vector<Cell> cells_;
  std::vector<std::string> scratch_;
  std::vector<std::array<char, 8>> integers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// One row that lies somewhere else.
class RowView {
 public:
  void set_types(const PGresult* answer) {
    const int width = PQnfields(answer);
    types_.resize(static_cast<std::size_t>(width));
    values_.resize(types_.size());
    for (int i = 0; i < width; ++i) types_[static_cast<std::size_t>(i)] = PQftype(answer, i);
  }
  void look_at(const PGresult* answer, int row) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const int column = static_cast<int>(i);
      const bool is_null = PQgetisnull(answer, row, column) == 1;
      values_[i] = {is_null ? nullptr : PQgetvalue(answer, row, column), PQgetlength(answer, row, column)};
    }
  }
  // A row that append_to wrote; where the next one begins.
  std::size_t look_at(const std::string& kept, std::size_t at) {
    for (Value& value : values_) {
      std::memcpy(&value.length, kept.data() + at, sizeof value.length);
      at += sizeof value.length;
      value.bytes = value.length < 0 ? nullptr : kept.data() + at;
      if (value.length > 0) at += static_cast<std::size_t>(value.length);
    }
    return at;
  }
  static void append_to(std::string& kept, const PGresult* answer) {
    for (int i = 0; i < PQnfields(answer); ++i) {
      const int length = PQgetisnull(answer, 0, i) == 1 ? -1 : PQgetlength(answer, 0, i);
      kept.append(reinterpret_cast<const char*>(&length), sizeof length);
      if (length > 0) kept.append(PQgetvalue(answer, 0, i), static_cast<std::size_t>(length));
    }
  }
  int width() const { return static_cast<int>(types_.size()); }
  Cell cell(int column) const {
    const auto at = static_cast<std::size_t>(column);
    if (values_[at].bytes == nullptr) return {};
    return cell_of(types_[at], values_[at].bytes, values_[at].length);
  }

 private:
  struct Value {
    const char* bytes = nullptr;
    int length = 0;
  };
  std::vector<Oid> types_;
  std::vector<Value> values_;
};

// What both kinds of statement share: names, values, the row.
class PostgresStatement : public Statement {
 public:
  PostgresStatement(PostgresLink& link, std::string_view sql)
      : link_(link), sql_(number_parameters(sql)), parameters_(sql_.names.size()) {}
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  int parameter(std::string_view name) const final {
    for (std::size_t i = 0; i < sql_.names.size(); ++i)
      if (sql_.names[i] == name) return static_cast<int>(i) + 1;
    return 0;
  }
  int parameter_count() const final { return parameters_.count(); }
  void bind(int parameter, const Cell& cell) final { parameters_.set(parameter, cell); }
  void release() final {
    rewind();
    parameters_.clear();
  }
  int width() const final { return row_.width(); }
  Cell cell(int column) const final { return row_.cell(column); }

 protected:
  PostgresLink& link_;
  NumberedSql sql_;
  Parameters parameters_;
  RowView row_;
};

class OrdinaryStatement final : public PostgresStatement, private RowStream {
 public:
  OrdinaryStatement(PostgresLink& link, std::string_view sql)
      : PostgresStatement(link, sql), is_prepared_kind_(is_preparable(sql)), declared_(sql_.names.size()) {
    GUATU_ASSERT(is_prepared_kind_ || sql_.names.empty());
  }
  ~OrdinaryStatement() override {
    rewind();
    if (!name_.empty()) link_.forget_later(std::move(name_));
  }

  bool next() override;
  void rewind() override;

 private:
  enum class Stage { ready, arriving, kept, over };

  void start();
  void prepare_on_server();
  bool fits_declared() const;
  Answer receive();
  void keep_rest() override;

  bool is_prepared_kind_;
  std::vector<Oid> declared_;  // integers are said to be BIGINT, or `:a - 10` would be one of 32 bits
  std::vector<Oid> types_;     // what the server expects
  std::string name_;           // on the server; empty before the first run
  Stage stage_ = Stage::ready;
  Answer current_;
  bool has_types_ = false;
  std::string kept_;  // rows that came while another question was asked
  std::size_t kept_at_ = 0;
  std::string kept_failure_;
};

bool OrdinaryStatement::fits_declared() const {
  for (std::size_t i = 0; i < declared_.size(); ++i) {
    const CellKind kind = parameters_.cell(i).kind;
    if (kind == CellKind::text && declared_[i] == oid::kInt8) return false;
    if (kind == CellKind::integer && (types_[i] == oid::kInt4 || types_[i] == oid::kInt2)) return false;
  }
  return true;
}

void OrdinaryStatement::prepare_on_server() {
  if (!name_.empty()) link_.forget_later(std::move(name_));
  link_.drop_forgotten();
  for (std::size_t i = 0; i < declared_.size(); ++i)
    declared_[i] = parameters_.cell(i).kind == CellKind::integer ? oid::kInt8 : 0;
  std::string name = link_.next_name();
  link_.check(
      Answer(PQprepare(link_.get(), name.c_str(), sql_.text.c_str(), parameters_.count(), declared_.data())).get(),
      sql_.text);
  name_ = std::move(name);
  const Answer description(PQdescribePrepared(link_.get(), name_.c_str()));
  link_.check(description.get(), sql_.text);
  types_.clear();
  for (int i = 0; i < PQnparams(description.get()); ++i) types_.push_back(PQparamtype(description.get(), i));
}

void OrdinaryStatement::start() {
  has_types_ = false;
  if (!is_prepared_kind_) {
    link_.run(sql_.text.c_str());
    stage_ = Stage::over;
    return;
  }
  link_.make_free();
  if (name_.empty() || !fits_declared()) prepare_on_server();
  parameters_.lay_out(types_);
  if (PQsendQueryPrepared(link_.get(), name_.c_str(), parameters_.count(), parameters_.values(), parameters_.lengths(),
                          parameters_.formats(), 0) != 1)
    link_.fail(nullptr, sql_.text);
  PQsetSingleRowMode(link_.get());
  stage_ = Stage::arriving;
  link_.give_to(this);
}

// The next row off the line; none after the last.
Answer OrdinaryStatement::receive() {
  std::string failure;
  while (Answer answer{PQgetResult(link_.get())}) {
    if (PQresultStatus(answer.get()) == PGRES_SINGLE_TUPLE) {
      if (!std::exchange(has_types_, true)) row_.set_types(answer.get());
      return answer;
    }
    try {
      link_.check(answer.get(), sql_.text);
    } catch (const Failure& problem) {
      failure = problem.what();  // thrown when the line is free
    }
  }
  stage_ = Stage::over;
  link_.give_to(nullptr);
  if (!failure.empty()) throw Failure(failure);
  return nullptr;
}

bool OrdinaryStatement::next() {
  if (stage_ == Stage::ready) start();
  if (stage_ == Stage::arriving) {
    current_ = receive();
    if (current_ == nullptr) return false;
    row_.look_at(current_.get(), 0);
    return true;
  }
  if (stage_ == Stage::kept && kept_at_ < kept_.size()) {
    kept_at_ = row_.look_at(kept_, kept_at_);
    return true;
  }
  if (!kept_failure_.empty()) throw Failure(std::exchange(kept_failure_, {}));
  stage_ = Stage::over;
  return false;
}

// The row it stands on stays where it is.
void OrdinaryStatement::keep_rest() {
  kept_.clear();
  kept_at_ = 0;
  try {
    while (const Answer answer = receive()) RowView::append_to(kept_, answer.get());
  } catch (const Failure& failure) {
    kept_failure_ = failure.what();
  }
  stage_ = Stage::kept;
}

void OrdinaryStatement::rewind() {
  if (stage_ == Stage::arriving) {
    try {
      while (receive() != nullptr) {
      }
    } catch (const Failure&) {
      // Nobody waits for these rows any more; a transaction that broke says so to the next statement.
    }
  }
  stage_ = Stage::ready;
  current_.reset();
  kept_.clear();
  kept_.shrink_to_fit();
  kept_at_ = 0;
  kept_failure_.clear();
}

class LargeStatement final : public PostgresStatement {
 public:
  using PostgresStatement::PostgresStatement;
  ~LargeStatement() override { rewind(); }

  bool next() override {
    if (name_.empty()) declare();
    if (++at_ >= PQntuples(chunk_.get()) && !fetch()) return false;
    row_.look_at(chunk_.get(), at_);
    return true;
  }

  void rewind() override {
    const std::string name = std::exchange(name_, {});
    chunk_.reset();
    if (name.empty() || PQtransactionStatus(link_.get()) != PQTRANS_INTRANS) return;
    try {
      link_.run(("CLOSE " + name).c_str());
    } catch (const Failure&) {
      // The transaction is broken, and ends with all its cursors.
    }
  }

 private:
  void declare() {
    link_.make_free();
    parameters_.lay_out({});
    std::vector<Oid> types;
    for (int i = 0; i < parameters_.count(); ++i)
      types.push_back(parameters_.cell(static_cast<std::size_t>(i)).kind == CellKind::integer ? oid::kInt8 : 0);
    std::string name = link_.next_name();
    const std::string sql = "DECLARE " + name + " NO SCROLL CURSOR FOR " + sql_.text;
    link_.check(Answer(PQexecParams(link_.get(), sql.c_str(), parameters_.count(), types.data(), parameters_.values(),
                                    parameters_.lengths(), parameters_.formats(), 0))
                    .get(),
                sql);
    name_ = std::move(name);
    is_first_ = true;
    at_ = 0;
  }
  bool fetch() {
    if (chunk_ == nullptr && !is_first_) return false;
    chunk_ = link_.run(("FETCH FORWARD " + std::string(kRowsPerChunk) + " FROM " + name_).c_str());
    if (std::exchange(is_first_, false)) row_.set_types(chunk_.get());
    at_ = 0;
    if (PQntuples(chunk_.get()) > 0) return true;
    chunk_.reset();
    return false;
  }

  std::string name_;  // of the server's cursor; empty when there is none
  Answer chunk_;
  int at_ = 0;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<Statement> prepare_postgres(PostgresLink& link, std::string_view sql) {
  return std::make_unique<OrdinaryStatement>(link, sql);
}

std::unique_ptr<Statement> prepare_large_postgres(PostgresLink& link, std::string_view sql) {
  return std::make_unique<LargeStatement>(link, sql);
}

}  // namespace guatu::db
