// SPDX-License-Identifier: Apache-2.0
// The inside of the index (检索索引), for its own files only: one writing connection under a lock, reading ones that
// are taken and given back, and what each source's row becomes. Nothing else includes it.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/assert.hpp"
#include "feature/search/audience.hpp"
#include "feature/search/fresh.hpp"
#include "feature/search/index_store.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/store_lock.hpp"

namespace guatu::search {

struct StoredDocument {
  DocumentNumber number = 0;
  AudienceNumber audience = 0;
  Document document;
};

// All that a search reads from, of one and the same index file.
struct Reading {
  std::unique_ptr<db::Connection> connection;
  int file = 0;  // which one it is of
  AudienceView audiences;
  DocumentNumber settled = 0;           // up to here the file has the tokens
  std::vector<DocumentNumber> fresh{};  // later ones with all the tokens that are asked for
};

struct Index::State {
  std::optional<db::StoreLock> folder_lock;  // of the folder: what is in memory is of this program's own file
  std::filesystem::path file;
  std::string fingerprint;
  std::vector<Source> sources;
  std::vector<db::TableShape> shapes;  // of the sources, in their order

  std::timed_mutex writing;             // held by who brings it up; guards what follows
  std::atomic<bool> is_at_much{false};  // whoever holds it will not be done soon
  std::optional<db::Connection> writer;
  bool is_right = false;
  DocumentNumber last = 0;
  std::unordered_map<std::string, AudienceNumber> audience_numbers;  // by entity and concerns
  std::atomic<db::Position> reached{0};

  std::mutex reading;  // guards what follows against those who read; who holds `writing` may read without
  std::vector<std::unique_ptr<db::Connection>> readers;  // at rest
  int file_number = 0;                                   // another one when the file is another
  DocumentNumber committed = 0;                          // later documents are not there to be read yet
  Audiences audiences;
  FreshTokens fresh;

  // Takes the turn, or not when whoever has it is at much.
  std::unique_lock<std::timed_mutex> take_turn(Effort effort);
  Reading begin_reading(const std::vector<Token>& tokens);
  void end_reading(Reading reading);

  Result<void> take_folder(const std::filesystem::path& folder);
  Result<void> open();
  void erase();
  void make_right(const db::Reader& reader);
  void make_anew(const std::string& store);
  bool has_much_gone() const;
  bool load();  // what is kept in memory; false: the file does not hold together
  void load_fresh(DocumentNumber settled);
  void advance_by_entries(const db::Reader& reader);
  void advance_by_registers(const db::Reader& reader);
  // Ends the transaction; writes the fresh tokens when they are so many.
  void commit(std::int64_t fresh_max);
  void write_fresh();
  void write_fresh_of(DocumentNumber chunk, const std::vector<Token>& tokens);
  std::string meta(std::string_view name);
  void set_meta(std::string_view name, std::string_view value);

  // A version of a row of the source: puts, changes or takes away its document.
  void take(std::size_t source, const std::string& row, std::string_view content);
  AudienceNumber audience_of(std::size_t source, std::vector<Concern> concerns);
  std::size_t place_of(std::string_view entity) const;
  void put(const Document& document, AudienceNumber audience);
  void remove(DocumentNumber number);
  void pass_on_concerns(const Document& record, const std::vector<Concern>& concerns);
};

// Documents are numbered, and their tokens kept, by chunks of so many: the place of a token's numbers in the file.
inline constexpr DocumentNumber kChunk = 65536;
std::int64_t place_in_file(DocumentNumber chunk, Token token);
std::string_view packed_in(const db::Cursor& cursor);  // of its first column

// Pairs of texts as one, each ended by a sign that no text has: read for every hit, so it is no JSON.
inline constexpr char kEnd = '\x1f';
std::string_view next_of(std::string_view& list);
// `texts` as they are stored.
std::vector<Token> tokens_of_document(std::string_view title, std::string_view texts);

}  // namespace guatu::search
