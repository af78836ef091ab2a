// SPDX-License-Identifier: Apache-2.0
// What of the index is kept in memory beside its file: who may find which document, and the tokens of the newest ones
// until they are written.
#include <algorithm>

#include "feature/search/index_state_store.hpp"
#include "feature/search/number_set.hpp"

namespace guatu::search {
namespace {

using db::Cell;

std::vector<Concern> concerns_in(std::string_view text) {
  std::vector<Concern> concerns;
  while (!text.empty()) {
    std::string relation(next_of(text));
    concerns.push_back({std::move(relation), std::string(next_of(text))});
  }
  return concerns;
}

}  // namespace

std::string_view packed_in(const db::Cursor& cursor) {
  const std::string_view packed = db::text_in(cursor.cell(0));
  if (!is_packed(packed)) throw db::Failure("the search index is damaged; delete the folder search of the store");
  return packed;
}

std::int64_t place_in_file(DocumentNumber chunk, Token token) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(chunk) << kTokenBits | token);
}

bool Index::State::load() {
  Audiences loaded;
  std::unordered_map<std::string, AudienceNumber> numbers;
  {
    db::Cursor cursor = writer->prepare("SELECT number, entity, concerns FROM audience ORDER BY number");
    while (cursor.next()) {
      const std::string entity(db::text_in(cursor.cell(1)));
      const std::string concerns(db::text_in(cursor.cell(2)));
      if (std::ranges::find(sources, entity, &Source::entity) == sources.end()) return false;
      const auto number = loaded.add({place_of(entity), concerns_in(concerns)});
      if (number != db::integer_in(cursor.cell(0))) return false;
      numbers.emplace(entity + kEnd + concerns, number);
    }
  }
  {
    const DocumentNumber given = std::stoll(meta("last"));
    // The index has the numbers of the documents too: the table, with all texts, is not read.
    db::Cursor cursor = writer->prepare("SELECT number, audience FROM document INDEXED BY document_of_audience");
    while (cursor.next()) {
      const auto audience = static_cast<AudienceNumber>(db::integer_in(cursor.cell(1)));
      const DocumentNumber number = db::integer_in(cursor.cell(0));
      if (number < 1 || number > given || audience >= loaded.now().size()) return false;
      loaded.set(number, audience);
    }
  }
  audience_numbers = std::move(numbers);
  // Not below what was given before a change was taken back: somebody may still read by it.
  last = std::max<DocumentNumber>(last, std::stoll(meta("last")));
  const std::scoped_lock lock(reading);
  audiences = std::move(loaded);
  committed = last;
  load_fresh(std::stoll(meta("settled")));
  return true;
}

void Index::State::load_fresh(DocumentNumber settled) {
  fresh.clear(settled);
  db::Cursor cursor =
      writer->prepare("SELECT number, title, texts FROM document WHERE number > :settled ORDER BY number");
  cursor.bind(1, Cell::of(settled));
  while (cursor.next())
    fresh.add(db::integer_in(cursor.cell(0)),
              tokens_of_document(db::text_in(cursor.cell(1)), db::text_in(cursor.cell(2))));
}

void Index::State::commit(std::int64_t fresh_max) {
  const bool is_full = fresh.documents() >= fresh_max;
  if (is_full) write_fresh();
  set_meta("last", std::to_string(last));
  set_meta("settled", std::to_string(is_full ? last : fresh.settled()));
  writer->execute("COMMIT");
  const std::scoped_lock lock(reading);
  committed = last;
  if (is_full) fresh.clear(last);
}

void Index::State::write_fresh() {
  const std::vector<Token> tokens = fresh.tokens();
  for (DocumentNumber chunk = (fresh.settled() + 1) / kChunk; chunk <= last / kChunk; ++chunk)
    write_fresh_of(chunk, tokens);
}

// By chunk and token, so that the places in the file follow one another.
void Index::State::write_fresh_of(DocumentNumber chunk, const std::vector<Token>& tokens) {
  db::Cursor had = writer->prepare("SELECT numbers FROM posting WHERE place = :place");
  db::Cursor put = writer->prepare(
      "INSERT INTO posting (place, numbers) VALUES (:place, :numbers) "
      "ON CONFLICT (place) DO UPDATE SET numbers = excluded.numbers");
  for (const Token token : tokens) {
    std::vector<SmallNumber> more;
    for (const DocumentNumber number : fresh.find({token}))
      if (number / kChunk == chunk && audiences.now().of(number) != 0)
        more.push_back(static_cast<SmallNumber>(number % kChunk));
    if (more.empty()) continue;
    had.bind(1, Cell::of(place_in_file(chunk, token)));
    const std::string packed = packed_with(had.next() ? packed_in(had) : std::string_view(), more);
    had.rewind();
    put.bind(1, Cell::of(place_in_file(chunk, token)));
    put.bind(2, Cell::of(std::string_view(packed)));
    put.run();
  }
}

}  // namespace guatu::search
