// SPDX-License-Identifier: Apache-2.0
// Database: a store directory (数据目录) with the content-addressed files, the journal key and the tables: in its file
// guatu.db, or on the PostgreSQL server that its file `database` names.
// Many readers, each with a snapshot; one writer. A Tx is the only thing that writes, on behalf of an
// Actor, and its commit appends exactly one journal entry or nothing. Refuses a store of a newer program,
// an altered migration, a second writing process.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/db/codec.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/group_commit.hpp"
#include "platform/db/total_cache.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::db {

using Position = std::int64_t;  // journal position: the number of entries so far

struct Actor {
  std::string name;
  std::string on_behalf_of;  // the leader a secretary acts for; empty otherwise
};

struct Event {
  std::string kind;     // "project.imported"
  std::string subject;  // the id of what it is about, or empty
  std::string content;  // a JSON object
};

// Args{{"sector", project.sector}, {"year", 2026}}: values for the :names of an SQL text.
struct Arg {
  template <class T>
  Arg(std::string parameter, const T& value) : name(std::move(parameter)) {
    if constexpr (std::convertible_to<const T&, std::string_view>)
      keep(Cell::of(std::string_view(value)));
    else if constexpr (std::integral<T> && !std::same_as<T, bool>)
      keep(Cell::of(static_cast<std::int64_t>(value)));
    else {
      std::string scratch;
      keep(Codec<T>::encode(value, scratch));
    }
  }
  Cell cell() const { return {kind, integer, text}; }

  std::string name;
  CellKind kind = CellKind::null;
  std::int64_t integer = 0;
  std::string text;

 private:
  void keep(const Cell& cell) {
    kind = cell.kind;
    integer = cell.integer;
    text = cell.text;
  }
};
using Args = std::vector<Arg>;

class PastTables;

// A consistent view of the store.
class Reader {
 public:
  Reader(Reader&&) noexcept = default;
  Reader& operator=(Reader&&) = delete;
  ~Reader() = default;

  // `each` gets the cursor on every row; its cells live until it returns.
  void rows(std::string_view sql, const Args& args, const std::function<void(const Cursor&)>& each) const;
  template <class... T>
  std::vector<std::tuple<T...>> query(std::string_view sql, const Args& args = {}) const;
  template <class T>
  std::optional<T> query_value(std::string_view sql, const Args& args = {}) const;  // first cell of the first row

  Position position() const { return position_; }          // of the last journal entry in view
  Connection& connection() const { return *connection_; }  // for platform/db only
  TotalCache* totals() const { return totals_.get(); }     // for platform/db only; none in a transaction
  PastTables* pasts() const { return pasts_.get(); }       // likewise

 protected:
  using Lease = std::unique_ptr<Connection, std::function<void(Connection*)>>;
  friend class Database;
  friend class PastTables;
  explicit Reader(Lease lease);
  Cursor prepared(std::string_view sql, const Args& args) const;

  Lease connection_;
  Position position_ = 0;
  std::shared_ptr<TotalCache> totals_;
  std::shared_ptr<PastTables> pasts_;
};

class Tx : public Reader {
 public:
  Tx(Tx&&) noexcept;
  ~Tx();  // without commit() everything is undone

  const Actor& actor() const { return actor_; }
  Instant now() const { return now_; }
  Date today() const { return today_; }
  Position entry_position() const { return position_ + 1; }  // where the entry of this transaction will stand

  void exec(std::string_view sql, const Args& args = {});  // rows that are not registers; registers go through put()
  void journal(Event event);                               // exactly once if anything is written
  bool has_change() const;                                 // whether commit() will leave an entry
  // The position of the new entry, or the unchanged one when nothing was written. After it the Tx is over, and all
  // that it has read or written is durable; otherwise it throws Failure (DiskFull when there is no room).
  Position commit();

  void note_row_version(std::string_view entity, std::string_view id, std::int64_t version,
                        const crypto::Digest& digest);  // for platform/db only

 private:
  friend class Database;
  Tx(GroupCommit::Seat seat, Actor actor);
  void append_entry();

  GroupCommit::Seat seat_;
  Actor actor_;
  Instant now_;
  Date today_;
  std::int64_t written_before_ = 0;
  std::optional<Event> event_;
  std::vector<journal::RowStamp> stamps_;
  std::string stamp_names_;  // the names of all stamps, one after the other
  bool open_ = true;
};

enum class Access {
  read,    // beside a writer; takes no lock
  write,   // takes the store's lock, or borrows the turn of a server that serves it; brings an older schema up
  create,  // as write, and makes the store when there is none
  serve,   // as create, for as long as the process lives: lends its turn, never borrows one
};

class Database {
 public:
  // Refuses store.not_found, store.locked, store.newer_than_program, store.older_than_program,
  // store.server_is_older, store.altered_migration, store.not_readable, store.full.
  static Result<Database> open(const std::filesystem::path& directory, Access access);
  // A new store whose tables are in the empty schema of a PostgreSQL server that the connection string names. Refuses
  // store.already_there, store.database_not_empty, store.server_rights and what Connection::connect refuses.
  static Result<Database> create(const std::filesystem::path& directory, const std::string& url);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();  // signs a checkpoint when the journal has grown

  Reader reader() const;
  // Waits for its turn; a thread that holds a Tx must not ask for another. Writers that meet are committed together
  // (group_commit.hpp). Refuses store.read_only, store.locked.
  Result<Tx> begin(Actor actor, Instant now, Expected expected = Expected::small);
  Result<Tx> begin(Actor actor, const Clock& clock, Expected expected = Expected::small);
  // One statement on rows that are operation and not register (sessions, leases): no entry, no history, durable when
  // it returns. The number of rows written. Waits for its turn as begin() does. Refuses store.read_only, store.locked.
  Result<std::int64_t> upkeep(std::string_view sql, const Args& args = {});
  // Signs the journal's present size and root, and keeps the note. Refuses store.read_only, journal.bad_key.
  Result<std::string> issue_checkpoint();
  const std::filesystem::path& directory() const;
  Product product() const;

 private:
  struct State;
  std::unique_ptr<Connection> begun_reading() const;
  explicit Database(std::unique_ptr<State> state);
  Result<GroupCommit::Seat> take_seat(Expected expected);
  static Reader view_of(const GroupCommit::Seat& seat);
  static Result<Database> open_sound(const std::filesystem::path& directory, Access access);

  std::unique_ptr<State> state_;
};

template <class... T>
std::vector<std::tuple<T...>> Reader::query(std::string_view sql, const Args& args) const {
  std::vector<std::tuple<T...>> found;
  Cursor cursor = prepared(sql, args);
  const auto add_row = [&]<std::size_t... column>(std::index_sequence<column...>) {
    found.push_back(std::tuple<T...>{Codec<T>::decode(cursor.cell(static_cast<int>(column)))...});
  };
  while (cursor.next()) add_row(std::index_sequence_for<T...>{});
  return found;
}

template <class T>
std::optional<T> Reader::query_value(std::string_view sql, const Args& args) const {
  Cursor cursor = prepared(sql, args);
  if (!cursor.next()) return std::nullopt;
  return Codec<T>::decode(cursor.cell(0));
}

}  // namespace guatu::db
