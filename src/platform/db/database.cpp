// SPDX-License-Identifier: Apache-2.0
#include "platform/db/database.hpp"

#include <unistd.h>

#include <mutex>

#include "base/assert.hpp"
#include "platform/blob/durable_file.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/db/lock_held.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/past.hpp"
#include "platform/db/server.hpp"
#include "platform/db/store_key.hpp"
#include "platform/db/store_lock.hpp"
#include "platform/db/tree_head.hpp"
#include "platform/db/turn_lender.hpp"
#include "platform/thread/waiting.hpp"

namespace guatu::db {
namespace {

constexpr const char* kFileName = "guatu.db";
// A writer waits no longer than this for those before him; a person is told to try again.
constexpr std::chrono::seconds kTurnPatience{10};
// Each keeps up to 16 MB of pages; a burst of more readers is served, and its connections are closed afterwards.
constexpr std::size_t kIdleReadersMax = 32;

// Idle read connections, ready for the next reader.
struct ReaderPool {
  std::mutex guard;
  std::vector<std::unique_ptr<Connection>> idle;
};

// Where the tables are.
struct Tables {
  std::filesystem::path file;
  std::optional<std::string> url;  // of a PostgreSQL server, when they are there

  Result<Connection> connect(Mode mode) const {
    return url ? Connection::connect(*url, mode) : Connection::open(file, mode);
  }
};

std::unexpected<Error> refuse_locked(const std::filesystem::path& directory, const std::string& holder) {
  return refuse(ErrorKind::unavailable, directory.string(), "store.locked", {{"holder", holder}});
}

Result<void> make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  const auto fresh = std::filesystem::create_directories(directory, error);
  if (error)
    return refuse(ErrorKind::unavailable, directory.string(), "store.not_writable", {{"reason", error.message()}});
  // Registers hold personal data: nobody else on the machine reads a new store.
  if (fresh) std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  return {};
}

Result<void> make_file(const std::filesystem::path& directory) {
  std::error_code error;
  if (std::filesystem::exists(directory / kFileName, error)) return {};
  GUATU_CHECK(make_directory(directory));
  // An empty file is an empty database; SQLite gives its other files the same mode.
  return blob::write_durably(directory / kFileName, "");
}

// Whose turn it is to bring an older schema up.
enum class Upgrade { now, never, not_under_a_server };

Result<void> bring_up(Connection& connection, Upgrade upgrade, const std::string& place) {
  auto pending = pending_migrations(connection, built_in_migrations());
  if (!pending) {
    for (auto& problem : pending.error().problems) problem.place = place;
    return refuse(std::move(pending.error()));
  }
  if (pending->empty()) return {};
  if (upgrade == Upgrade::never)
    return refuse(ErrorKind::conflict, place, "store.older_than_program", {{"migration", pending->front().name}});
  if (upgrade == Upgrade::not_under_a_server)
    return refuse(ErrorKind::conflict, place, "store.server_is_older", {{"migration", pending->front().name}});
  GUATU_CHECK(require_create_right(connection, place));
  for (const Migration& migration : *pending) apply_migration(connection, migration, Clock::system().now());
  return {};
}

// "lease" of UPDATE lease SET …; empty when the statement writes nothing.
std::string table_written_by(std::string_view sql) {
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  std::vector<std::string> words(1);
  for (const char c : sql) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_name(lower))
      words.back().push_back(lower);
    else if (!words.back().empty())
      words.emplace_back();
    if (words.size() == 4) break;
  }
  words.resize(3);
  if (words[0] == "update") return words[1];
  return words[0] == "insert" || words[0] == "delete" ? words[2] : std::string();
}

// A register, or the evidence itself, changed without an entry would be what `guatu check` calls tampering.
void assert_is_upkeep(const Reader& reader, std::string_view sql) {
  const std::string table = table_written_by(sql);
  GUATU_ASSERT(!table.empty());
  for (const std::string_view evidence :
       {"journal", "row_version", "tree_head", "checkpoint", "migration", "personal_value", "personal_erasure"})
    GUATU_ASSERT(table != evidence);
  GUATU_ASSERT(
      !reader.query_value<int>("SELECT 1 FROM row_version WHERE entity = :entity LIMIT 1", {{"entity", table}}));
}

}  // namespace

struct Database::State {
  std::filesystem::path directory;
  Tables tables;
  Access access = Access::read;
  std::optional<StoreLock> lock;         // given back last
  std::optional<BorrowedTurn> borrowed;  // instead of the lock
  std::shared_ptr<ReaderPool> readers = std::make_shared<ReaderPool>();
  std::shared_ptr<TotalCache> totals = std::make_shared<TotalCache>();
  std::shared_ptr<PastTables> pasts = std::make_shared<PastTables>();
  std::unique_ptr<GroupCommit> writer;
  std::unique_ptr<TurnLender> lender;
  Position position_at_open = 0;

  Result<void> become_the_writer();
};

// By the lock, or by the turn of whoever has the lock and lends.
Result<void> Database::State::become_the_writer() {
  if (tables.url) return {};  // on a server the advisory lock is enough
  if (access != Access::serve) {
    auto at_once = StoreLock::take(directory, std::chrono::milliseconds(0));
    if (at_once) {
      lock.emplace(std::move(*at_once));
      return {};
    }
    GUATU_TRY(auto turn, BorrowedTurn::ask(directory));
    if (turn) {
      borrowed.emplace(std::move(*turn));
      return {};
    }
  }
  GUATU_TRY(auto taken, StoreLock::take(directory));
  lock.emplace(std::move(taken));
  return {};
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() {
  if (state_ == nullptr || state_->writer == nullptr) return;
  state_->lender.reset();  // what is lent comes back first
  try {
    // Best effort: a store without its last checkpoint is whole, only less well attested.
    if (reader().position() > state_->position_at_open) static_cast<void>(issue_checkpoint());
  } catch (const std::exception&) {
    // The next writer issues it.
  }
}

const std::filesystem::path& Database::directory() const { return state_->directory; }
Product Database::product() const { return state_->tables.url ? Product::postgres : Product::sqlite; }

Result<Database> Database::open(const std::filesystem::path& directory, Access access) {
  try {
    return open_sound(directory, access);
  } catch (const LockHeld&) {
    return refuse_locked(directory, "PostgreSQL");
  } catch (const DiskFull&) {
    return refuse(ErrorKind::unavailable, directory.string(), "store.full");
  } catch (const Failure& failure) {
    return refuse(ErrorKind::unavailable, directory.string(), "store.not_readable", {{"reason", failure.what()}});
  }
}

Result<Database> Database::create(const std::filesystem::path& directory, const std::string& url) {
  std::error_code error;
  for (const char* name : {kFileName, kServerFile})
    if (std::filesystem::exists(directory / name, error))
      return refuse(ErrorKind::conflict, directory.string(), "store.already_there");
  GUATU_TRY(Connection connection, Connection::connect(url, Mode::write));
  GUATU_CHECK(require_no_tables(connection, directory.string()));
  GUATU_CHECK(require_create_right(connection, directory.string()));
  GUATU_CHECK(make_directory(directory));
  GUATU_CHECK(save_server_url(directory, url));
  return open(directory, Access::create);
}

Result<Database> Database::open_sound(const std::filesystem::path& directory, Access access) {
  auto state = std::make_unique<State>();
  state->directory = directory;
  state->access = access;
  GUATU_TRY(auto url, load_server_url(directory));
  state->tables = {directory / kFileName, std::move(url)};
  if (!state->tables.url && (access == Access::create || access == Access::serve)) GUATU_CHECK(make_file(directory));
  std::error_code error;
  if (!state->tables.url && !std::filesystem::exists(state->tables.file, error))
    return refuse(ErrorKind::not_found, directory.string(), "store.not_found");
  if (access == Access::read) {
    GUATU_TRY(Connection connection, state->tables.connect(Mode::read));
    GUATU_CHECK(bring_up(connection, Upgrade::never, directory.string()));
    state->readers->idle.push_back(std::make_unique<Connection>(std::move(connection)));
  } else {
    GUATU_CHECK(state->become_the_writer());
    GUATU_TRY(Connection connection, state->tables.connect(Mode::write));
    GUATU_CHECK(bring_up(connection, state->borrowed ? Upgrade::not_under_a_server : Upgrade::now, directory.string()));
    state->writer = std::make_unique<GroupCommit>(std::move(connection), [tables = state->tables] {
      auto opened = tables.connect(Mode::write);
      if (opened) return std::move(*opened);
      throw Failure("the store cannot be written any more: " + opened.error().problems.front().args["reason"]);
    });
    GUATU_TRY([[maybe_unused]] const auto signer, load_or_make_signer(directory));
    // SQLite passes over a folder that cannot be synced; the name of its log must be there after a power cut.
    if (!state->tables.url) GUATU_CHECK(blob::sync(directory));
    if (access == Access::serve && !state->tables.url) {
      GUATU_TRY(state->lender, TurnLender::start(*state->writer, directory, {}));
    }
  }
  Database database(std::move(state));
  database.state_->position_at_open = database.reader().position();
  return database;
}

std::unique_ptr<Connection> Database::begun_reading() const {
  const auto begin = [](Connection& connection) { connection.execute(connection.dialect().begin_read); };
  std::unique_ptr<Connection> connection;
  {
    const std::lock_guard guard(state_->readers->guard);
    if (!state_->readers->idle.empty()) {
      connection = std::move(state_->readers->idle.back());
      state_->readers->idle.pop_back();
    }
  }
  if (connection != nullptr) {
    try {
      begin(*connection);
      return connection;
    } catch (const Failure&) {
      if (!connection->is_lost()) throw;
      // The server was started anew since; so are all others in the pool, and each finds out by itself.
    }
  }
  auto opened = state_->tables.connect(Mode::read);
  if (!opened) throw Failure("the store cannot be read any more: " + opened.error().problems.front().args["reason"]);
  connection = std::make_unique<Connection>(std::move(*opened));
  begin(*connection);
  return connection;
}

Reader Database::reader() const {
  if (product() == Product::postgres) thread::about_to_wait();  // for the answers of the server
  auto connection = begun_reading();
  const auto give_back = [pool = state_->readers](Connection* used) {
    std::unique_ptr<Connection> owned(used);
    try {
      used->leave_transaction();
    } catch (const Failure&) {
      return;  // closed instead
    }
    const std::lock_guard guard(pool->guard);
    if (pool->idle.size() < kIdleReadersMax) pool->idle.push_back(std::move(owned));
  };
  Reader reader(Reader::Lease(connection.release(), give_back));
  reader.totals_ = state_->totals;
  reader.pasts_ = state_->pasts;
  return reader;
}

Result<GroupCommit::Seat> Database::take_seat(Expected expected) {
  if (state_->writer == nullptr) return refuse(ErrorKind::forbidden, state_->directory.string(), "store.read_only");
  try {
    auto seat = state_->writer->take(std::chrono::steady_clock::now() + kTurnPatience, expected);
    if (seat) return std::move(*seat);
  } catch (const LockHeld&) {
    return refuse_locked(state_->directory, "PostgreSQL");  // of another process, perhaps on another machine
  }
  const int borrower = state_->lender == nullptr ? 0 : state_->lender->borrower();
  return refuse_locked(state_->directory, std::to_string(borrower == 0 ? ::getpid() : borrower));
}

Reader Database::view_of(const GroupCommit::Seat& seat) {
  return Reader(Reader::Lease(&seat.connection(), [](Connection*) {}));
}

Result<std::string> Database::issue_checkpoint() {
  if (state_->writer == nullptr) return refuse(ErrorKind::forbidden, state_->directory.string(), "store.read_only");
  GUATU_TRY(const auto signer, load_or_make_signer(state_->directory));
  GUATU_TRY(auto seat, take_seat(Expected::small));
  const Instant now = Clock::system().now();
  const auto head = load_tree_head(view_of(seat));
  if (!head) throw Failure("the journal's tree head is damaged; run guatu check");
  const std::string note =
      signer.sign({"", static_cast<std::uint64_t>(head->size), head->sha256.root(), head->sm3.root()});
  {
    Cursor insert = seat.connection().prepare(
        "INSERT INTO checkpoint (size, issued_at, note) VALUES (:size, :issued_at, :note) "
        "ON CONFLICT (size) DO UPDATE SET issued_at = excluded.issued_at, note = excluded.note");
    insert.bind(1, Cell::of(std::int64_t{head->size}));
    insert.bind(2, Cell::of(std::int64_t{now.time_since_epoch().count()}));
    insert.bind(3, Cell::of(std::string_view(note)));
    insert.run();
  }
  seat.keep();
  return note;
}

Result<std::int64_t> Database::upkeep(std::string_view sql, const Args& args) try {
  GUATU_TRY(auto seat, take_seat(Expected::small));
  const Reader writing = view_of(seat);
  assert_is_upkeep(writing, sql);
  const std::int64_t before = seat.connection().rows_written();
  writing.prepared(sql, args).run();
  const std::int64_t written = seat.connection().rows_written() - before;
  seat.keep();
  return written;
} catch (const DiskFull&) {
  // Whoever only wants to read must not fail because his session could not be touched.
  return refuse(ErrorKind::unavailable, "", "store.full");
}

Result<Tx> Database::begin(Actor actor, Instant now, Expected expected) {
  GUATU_TRY(auto seat, take_seat(expected));
  Tx tx(std::move(seat), std::move(actor));
  tx.now_ = now;
  tx.today_ = local_date(now);
  return tx;
}

Result<Tx> Database::begin(Actor actor, const Clock& clock, Expected expected) {
  GUATU_TRY(Tx tx, begin(std::move(actor), Instant{}, expected));
  tx.now_ = clock.instant_for(tx.entry_position());
  tx.today_ = local_date(tx.now_);
  return tx;
}

}  // namespace guatu::db
