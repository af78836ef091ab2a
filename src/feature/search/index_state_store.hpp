// SPDX-License-Identifier: Apache-2.0
// The inside of the index (检索索引), for its own files only: one writing connection under a lock, reading ones that
// are taken and given back, and what each source's row becomes. Nothing else includes it.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "feature/search/index_store.hpp"
#include "platform/db/connection.hpp"

namespace guatu::search {

struct StoredDocument {
  std::int64_t number = 0;
  Document document;
};

struct Index::State {
  std::filesystem::path file;
  std::string fingerprint;
  std::vector<Source> sources;
  std::vector<db::TableShape> shapes;  // of the sources, in their order

  std::timed_mutex writing;             // held by who brings it up; guards what follows
  std::atomic<bool> is_at_much{false};  // whoever holds it will not be done soon
  std::optional<db::Connection> writer;
  bool is_right = false;
  std::atomic<db::Position> reached{0};

  std::mutex reading;
  std::vector<std::unique_ptr<db::Connection>> readers;  // at rest

  // Takes the turn, or not when whoever has it is at much.
  std::unique_lock<std::timed_mutex> take_turn(Effort effort);
  std::unique_ptr<db::Connection> take_reader();
  Result<void> open();
  void erase();
  void make_right(const db::Reader& reader);
  void advance_by_entries(const db::Reader& reader);
  void advance_by_registers(const db::Reader& reader);
  std::string meta(std::string_view name);
  void set_meta(std::string_view name, std::string_view value);

  // A version of a row of the source: puts, changes or takes away its document.
  void take(std::size_t source, const std::string& row, std::string_view content);
  std::optional<Document> document_of(std::size_t source, const std::string& row, std::string_view content);
  std::string tokens_of_document(const Document& document) const;
  const Source& source_of(std::string_view entity) const;
  void put(const Document& document, std::optional<std::int64_t> number);
  void remove(const StoredDocument& stored);
  void pass_on_concerns(const Document& record);
};

// The document of a row on this connection.
std::optional<StoredDocument> find_document(db::Connection& connection, std::string_view entity, std::string_view row);
StoredDocument read_document(const db::Cursor& cursor);  // number, entity, row, record, title, texts, concerns
inline constexpr std::string_view kDocumentColumns = "number, entity, row, record, title, texts, concerns";

// Marks of a document beside its words: of its kind, its right, and whom it concerns.
std::string mark_of_kind(const std::string& kind);
std::string mark_of_right(const std::string& right);
std::string mark_of(const Concern& concern);

}  // namespace guatu::search
