// SPDX-License-Identifier: Apache-2.0
// Opening the index, and bringing it up to what is committed. Finding in it is index_find_store.cpp.
#include "feature/search/index_store.hpp"

#include <algorithm>
#include <chrono>

#include "base/version.hpp"
#include "feature/search/index_state_store.hpp"

namespace guatu::search {
namespace {

// A slice of versions that is looked at together: of a row written often only the last one counts.
constexpr std::int64_t kSlice = 20'000;
// So many are indexed while somebody waits for an answer: some thirty milliseconds.
constexpr std::int64_t kFew = 500;
constexpr std::chrono::milliseconds kLookAgain{20};
// Fresh tokens are written when so many documents have them: one at a time, each would write a hundred pages. When much
// is brought up they wait for a whole chunk.
constexpr std::int64_t kFreshMax = 8192;
// Tokens of documents that went stay in the file; when they are so many more than those that are there, it is made
// anew.
constexpr DocumentNumber kGoneMax = 1'000'000;
constexpr std::int64_t kGoneShare = 3;
constexpr int kServersMax = 16;  // in one directory

constexpr const char* kSchema[] = {
    "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    // The number of a document grows with every change, so that its order is that of the news.
    "CREATE TABLE document (number INTEGER PRIMARY KEY, entity TEXT NOT NULL, row TEXT NOT NULL, record TEXT NOT NULL, "
    "title TEXT NOT NULL, texts TEXT NOT NULL, audience INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX document_of_row ON document (entity, row)",
    "CREATE INDEX document_of_record ON document (record)", "CREATE INDEX document_of_audience ON document (audience)",
    "CREATE TABLE audience (number INTEGER PRIMARY KEY, entity TEXT NOT NULL, concerns TEXT NOT NULL)",
    // `numbers` is a packed set (number_set.hpp).
    "CREATE TABLE posting (place INTEGER PRIMARY KEY, numbers BLOB NOT NULL)"};

std::string fingerprint_of(const std::vector<Source>& sources) {
  std::string print = "3 " + std::string(kProgramVersion);
  for (const Source& source : sources) {
    print += "|" + source.entity + " " + source.kind + " " + source.right + " " + source.title + " " + source.parent +
             " " + source.parent_column;
    for (const auto& column : source.columns) print += "," + column;
    for (const auto& relation : source.relations) print += ";" + relation.relation + "=" + relation.column;
  }
  return print;
}

// What tells one store from another: the first entry of its journal.
std::string store_of(const db::Reader& reader) {
  return reader.query_value<std::string>("SELECT leaf FROM journal WHERE position = 1").value_or("");
}

struct Version {
  std::string entity;
  std::string row;
  std::string content;
};

// The versions that a few entries brought, in their order.
std::vector<Version> load_few(const db::Reader& reader, db::Position from, db::Position until) {
  std::vector<Version> few;
  reader.rows(
      "SELECT entity, id, content FROM row_version WHERE position > :from AND position <= :until "
      "ORDER BY position, entity, id, version",
      {{"from", from}, {"until", until}}, [&](const db::Cursor& cursor) {
        few.push_back({std::string(db::text_in(cursor.cell(0))), std::string(db::text_in(cursor.cell(1))),
                       std::string(db::text_in(cursor.cell(2)))});
      });
  return few;
}

// The last version of each row that the entries after `from` up to `until` touched, of one entity after `row` on.
std::vector<Version> load_slice(const db::Reader& reader, const std::string& entity, db::Position from,
                                db::Position until, const std::string& after) {
  std::vector<Version> slice;
  std::int64_t versions = 0;
  reader.rows(
      "SELECT id, content FROM row_version WHERE entity = :entity AND id > :after AND position > :from "
      "AND position <= :until ORDER BY id, version LIMIT :limit",
      {{"entity", entity}, {"after", after}, {"from", from}, {"until", until}, {"limit", kSlice}},
      [&](const db::Cursor& cursor) {
        ++versions;
        std::string id(db::text_in(cursor.cell(0)));
        if (slice.empty() || slice.back().row != id) slice.push_back({entity, std::move(id), {}});
        slice.back().content = db::text_in(cursor.cell(1));
      });
  // Of the last row there may be more versions than came with this slice: it begins the next one.
  if (versions == kSlice && slice.size() > 1) slice.pop_back();
  return slice;
}

std::int64_t missing(const db::Reader& reader, db::Position from) {
  return reader
      .query_value<std::int64_t>(
          "SELECT count(*) FROM (SELECT 1 AS one FROM row_version WHERE position > :from LIMIT :limit) AS few",
          {{"from", from}, {"limit", kFew + 1}})
      .value_or(0);
}

}  // namespace

Result<std::unique_ptr<Index>> Index::open(const std::filesystem::path& folder, std::vector<Source> sources,
                                           const std::vector<db::TableShape>& shapes) {
  auto state = std::make_unique<State>();
  state->fingerprint = fingerprint_of(sources);
  for (auto& source : sources) {
    const auto shape = std::ranges::find(shapes, source.entity, &db::TableShape::entity);
    GUATU_ASSERT(shape != shapes.end());
    state->shapes.push_back(*shape);
  }
  state->sources = std::move(sources);
  GUATU_CHECK(state->take_folder(folder));
  GUATU_CHECK(state->open());
  return std::unique_ptr<Index>(new Index(std::move(state)));
}

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::~Index() = default;

// Several servers may share the directory of a store on PostgreSQL.
Result<void> Index::State::take_folder(const std::filesystem::path& folder) {
  std::error_code error;
  for (int place = 1;; ++place) {
    const auto own = place == 1 ? folder : folder / std::to_string(place);
    std::filesystem::create_directories(own, error);
    auto taken = db::StoreLock::take(own, std::chrono::milliseconds(0));
    const bool is_of_another = !taken && taken.error().problems.front().code == "store.locked";
    if (is_of_another && place < kServersMax) continue;
    if (!taken) return std::unexpected(std::move(taken).error());
    folder_lock.emplace(std::move(*taken));
    file = own / "index.db";
    return {};
  }
}

Result<void> Index::State::open() {
  auto opened = db::Connection::open(file, db::Mode::write);
  if (!opened) {  // damaged, or of another time: it can be made again
    erase();
    opened = db::Connection::open(file, db::Mode::write);
  }
  if (!opened) return std::unexpected(std::move(opened).error());
  writer.emplace(std::move(*opened));
  // What a crash of the machine takes is indexed again; it can damage nothing.
  writer->execute("PRAGMA synchronous = NORMAL");
  return {};
}

void Index::State::erase() {
  readers.clear();
  ++file_number;
  audiences = Audiences();
  audience_numbers.clear();
  fresh = FreshTokens();
  writer.reset();
  std::error_code error;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix, error);
}

std::string Index::State::meta(std::string_view name) {
  db::Cursor cursor = writer->prepare("SELECT value FROM meta WHERE name = :name");
  cursor.bind(1, db::Cell::of(name));
  return cursor.next() ? std::string(db::text_in(cursor.cell(0))) : std::string();
}

void Index::State::set_meta(std::string_view name, std::string_view value) {
  db::Cursor cursor = writer->prepare(
      "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  cursor.bind(1, db::Cell::of(name));
  cursor.bind(2, db::Cell::of(value));
  cursor.run();
}

// An index that is not of this store, of these sources and of this program begins again.
void Index::State::make_right(const db::Reader& reader) {
  if (is_right) return;
  const std::string store = store_of(reader);
  bool is_made = false;
  {
    db::Cursor found = writer->prepare("SELECT name FROM sqlite_schema WHERE name = 'meta'");
    is_made = found.next();
  }
  if (is_made && meta("fingerprint") == fingerprint && meta("store") == store && load()) {
    reached = std::stoll(meta("position"));
    is_right = true;
    return;
  }
  make_anew(store);
  is_right = !store.empty();
}

void Index::State::make_anew(const std::string& store) {
  const std::scoped_lock lock(reading);  // nobody reads a file without tables
  erase();
  GUATU_ASSERT(open().has_value());
  writer->execute("BEGIN IMMEDIATE");
  for (const char* statement : kSchema) writer->execute(statement);
  set_meta("fingerprint", fingerprint);
  set_meta("store", store);
  for (const char* name : {"position", "last", "settled"}) set_meta(name, "0");
  writer->execute("COMMIT");
  reached = 0;
  last = 0;
  committed = 0;
}

bool Index::State::has_much_gone() const { return last > kGoneMax + kGoneShare * audiences.documents(); }

void Index::State::advance_by_entries(const db::Reader& reader) {
  writer->execute("BEGIN IMMEDIATE");
  for (const Version& version : load_few(reader, reached, reader.position())) {
    const auto source = std::ranges::find(sources, version.entity, &Source::entity);
    if (source != sources.end()) take(static_cast<std::size_t>(source - sources.begin()), version.row, version.content);
  }
  set_meta("position", std::to_string(reader.position()));
  commit(kFreshMax);
  reached = reader.position();
}

void Index::State::advance_by_registers(const db::Reader& reader) {
  const db::Position until = reader.position();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::string after;
    for (;;) {
      const auto slice = load_slice(reader, sources[i].entity, reached, until, after);
      if (slice.empty()) break;
      writer->execute("BEGIN IMMEDIATE");
      for (const Version& version : slice) take(i, version.row, version.content);
      commit(kChunk);
      after = slice.back().row;
    }
  }
  writer->execute("BEGIN IMMEDIATE");
  set_meta("position", std::to_string(until));
  commit(kFreshMax);
  reached = until;
}

std::unique_lock<std::timed_mutex> Index::State::take_turn(Effort effort) {
  std::unique_lock turn(writing, std::defer_lock);
  if (effort == Effort::all) {
    turn.lock();
    return turn;
  }
  while (!is_at_much && !turn.try_lock_for(kLookAgain)) {
  }
  return turn;
}

bool Index::bring_up(const db::Reader& reader, Effort effort) {
  if (state_->reached >= reader.position() && reader.position() > 0) return true;
  const auto turn = state_->take_turn(effort);
  if (!turn) return false;
  try {
    state_->make_right(reader);
    if (effort == Effort::all && state_->has_much_gone()) state_->make_anew(store_of(reader));
    if (state_->reached >= reader.position()) return true;
    const bool is_little = missing(reader, state_->reached) <= kFew;
    if (!is_little && effort == Effort::little) return false;
    state_->is_at_much = !is_little;
    is_little ? state_->advance_by_entries(reader) : state_->advance_by_registers(reader);
    state_->is_at_much = false;
  } catch (...) {
    state_->is_at_much = false;
    state_->is_right = false;
    if (state_->writer && state_->writer->in_transaction()) state_->writer->execute("ROLLBACK");
    throw;
  }
  return true;
}

db::Position Index::position() { return state_->reached; }

std::int64_t Index::documents() {
  const auto turn = state_->take_turn(Effort::all);
  db::Cursor cursor = state_->writer->prepare("SELECT count(*) FROM document");
  return cursor.next() ? db::integer_in(cursor.cell(0)) : 0;
}

}  // namespace guatu::search
