// SPDX-License-Identifier: Apache-2.0
// The part of Connection that is the same for every database: its statements are kept by their text.
#include "platform/db/connection.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/db/backend.hpp"

namespace guatu::db {
namespace {

// Lists put together their SQL from filters; more different texts than this are not worth keeping.
constexpr std::size_t kKeptStatements = 256;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace

std::string on_conflict_replace(const BulkTarget& target) {
  std::vector<std::string> updates;
  for (const auto& name : target.columns)
    if (std::ranges::find(target.key, name) == target.key.end()) updates.push_back(name + " = excluded." + name);
  return " ON CONFLICT (" + join(target.key, ", ") + ") DO UPDATE SET " + join(updates, ", ");
}

Cursor::Cursor(Statement* statement, std::unique_ptr<Statement> owned)
    : statement_(statement), owned_(std::move(owned)) {
  statement_->is_running = true;
}
Cursor::Cursor(Cursor&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), owned_(std::move(other.owned_)) {}
Cursor::~Cursor() {
  if (statement_ == nullptr) return;
  statement_->release();
  statement_->is_running = false;
}

int Cursor::parameter(std::string_view name) const { return statement_->parameter(name); }
int Cursor::parameter_count() const { return statement_->parameter_count(); }
void Cursor::bind(int parameter, const Cell& cell) { statement_->bind(parameter, cell); }
bool Cursor::next() { return statement_->next(); }
void Cursor::rewind() { statement_->rewind(); }
int Cursor::width() const { return statement_->width(); }
Cell Cursor::cell(int column) const { return statement_->cell(column); }

void Cursor::run() {
  while (next()) {
  }
  rewind();
}

struct Connection::State {
  std::unique_ptr<Session> session;
  // Given back before the session.
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements;

  explicit State(std::unique_ptr<Session> opened) : session(std::move(opened)) {}
};

Connection::Connection(std::unique_ptr<Session> session) : state_(std::make_unique<State>(std::move(session))) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::filesystem::path& file, Mode mode) {
  GUATU_TRY(auto session, open_sqlite(file, mode));
  return Connection(std::move(session));
}

Result<Connection> Connection::connect(const std::string& url, Mode mode) {
  GUATU_TRY(auto session, open_postgres(url, mode));
  return Connection(std::move(session));
}

const Dialect& Connection::dialect() const { return state_->session->dialect(); }

Cursor Connection::prepare(std::string_view sql) {
  auto& kept = state_->statements;
  auto found = kept.find(sql);
  if (found == kept.end()) {
    if (kept.size() >= kKeptStatements)
      std::erase_if(kept, [](const auto& entry) { return !entry.second->is_running; });
    found = kept.emplace(std::string(sql), state_->session->prepare(sql)).first;
  }
  if (!found->second->is_running) return Cursor(found->second.get());
  // The same text is running further out (a callback that asks the same question): it gets its own statement.
  auto own = state_->session->prepare(sql);
  Statement* statement = own.get();
  return Cursor(statement, std::move(own));
}

Cursor Connection::prepare_large(std::string_view sql) {
  GUATU_ASSERT(in_transaction());
  auto own = state_->session->prepare_large(sql);
  Statement* statement = own.get();
  return Cursor(statement, std::move(own));
}

std::unique_ptr<BulkInsert> Connection::bulk_insert(BulkTarget target) {
  return state_->session->bulk_insert(std::move(target));
}

void Connection::leave_transaction() {
  if (!state_->session->post("ROLLBACK")) execute("ROLLBACK");
}
bool Connection::in_transaction() const { return state_->session->in_transaction(); }
bool Connection::is_lost() const { return state_->session->is_lost(); }
std::int64_t Connection::rows_written() const { return state_->session->rows_written(); }
void Connection::copy_to(const std::filesystem::path& file) { copy_sqlite(*state_->session, file); }

}  // namespace guatu::db
