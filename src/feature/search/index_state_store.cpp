// SPDX-License-Identifier: Apache-2.0
#include "feature/search/index_state_store.hpp"

#include <algorithm>

namespace guatu::search {
namespace {

using db::Cell;

void append(std::string& list, std::string_view text) {
  for (const char letter : text) list += letter == kEnd ? ' ' : letter;
  list += kEnd;
}

template <class Pairs, class First, class Second>
std::string pairs_text(const Pairs& pairs, const First& first, const Second& second) {
  std::string list;
  for (const auto& pair : pairs) {
    append(list, first(pair));
    append(list, second(pair));
  }
  return list;
}

std::string texts_of(const Document& document) {
  return pairs_text(
      document.texts, [](const auto& text) -> std::string_view { return text.first; },
      [](const auto& text) -> std::string_view { return text.second; });
}

std::string concerns_text(const std::vector<Concern>& concerns) {
  return pairs_text(
      concerns, [](const Concern& concern) -> std::string_view { return concern.relation; },
      [](const Concern& concern) -> std::string_view { return concern.of; });
}

void run(db::Connection& connection, std::string_view sql, std::initializer_list<Cell> cells) {
  db::Cursor cursor = connection.prepare(sql);
  int parameter = 0;
  for (const Cell& cell : cells) cursor.bind(++parameter, cell);
  cursor.run();
}

Cell text_cell(const std::string& text) { return Cell::of(std::string_view(text)); }

// The columns of one version by their names.
class Row {
 public:
  Row(const db::TableShape& shape, const std::vector<Cell>& cells) : shape_(shape), cells_(cells) {}

  std::string text(const std::string& column) const {
    const auto found = std::ranges::find(shape_.columns, column, &db::ColumnShape::name);
    GUATU_ASSERT(found != shape_.columns.end());
    const Cell& cell = cells_[static_cast<std::size_t>(found - shape_.columns.begin())];
    return cell.kind == db::CellKind::text ? std::string(cell.text) : std::string();
  }

  // One id, or those of a list.
  std::vector<std::string> ids(const std::string& column) const {
    std::string one = text(column);
    if (one.empty()) return {};
    if (one.starts_with('[')) return db::parse_text_list(one);
    return {std::move(one)};
  }

 private:
  const db::TableShape& shape_;
  const std::vector<Cell>& cells_;
};

std::vector<Concern> concerns_in(const Row& row, const Source& source) {
  std::vector<Concern> concerns;
  for (const auto& [relation, column] : source.relations)
    for (auto& id : row.ids(column)) concerns.push_back({relation, std::move(id)});
  return concerns;
}

Document document_of(const Source& source, const std::string& row, const Row& columns) {
  Document document;
  document.entity = source.entity;
  document.row = row;
  document.record = source.parent.empty() ? row : columns.text(source.parent_column);
  if (!source.title.empty()) document.title = columns.text(source.title);
  for (const auto& column : source.columns)
    if (std::string text = columns.text(column); !text.empty()) document.texts.emplace_back(column, std::move(text));
  return document;
}

std::optional<StoredDocument> find_document(db::Connection& connection, std::string_view entity, std::string_view row) {
  db::Cursor cursor = connection.prepare(
      "SELECT number, audience, record, title, texts FROM document WHERE entity = :entity AND row = :row");
  cursor.bind(1, Cell::of(entity));
  cursor.bind(2, Cell::of(row));
  if (!cursor.next()) return std::nullopt;
  const auto text = [&](int column) { return std::string(db::text_in(cursor.cell(column))); };
  StoredDocument stored{db::integer_in(cursor.cell(0)),
                        static_cast<AudienceNumber>(db::integer_in(cursor.cell(1))),
                        {std::string(entity), std::string(row), text(2), text(3), {}}};
  std::string_view texts = db::text_in(cursor.cell(4));
  while (!texts.empty()) {
    std::string field(next_of(texts));
    stored.document.texts.emplace_back(std::move(field), next_of(texts));
  }
  return stored;
}

std::optional<AudienceNumber> audience_of_record(db::Connection& connection, std::string_view entity,
                                                 std::string_view record) {
  db::Cursor cursor = connection.prepare("SELECT audience FROM document WHERE entity = :entity AND row = :row");
  cursor.bind(1, Cell::of(entity));
  cursor.bind(2, Cell::of(record));
  if (!cursor.next()) return std::nullopt;
  return static_cast<AudienceNumber>(db::integer_in(cursor.cell(0)));
}

}  // namespace

std::string_view next_of(std::string_view& list) {
  const std::size_t end = list.find(kEnd);
  const std::string_view text = list.substr(0, end);
  list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  return text;
}

std::vector<Token> tokens_of_document(std::string_view title, std::string_view texts) {
  std::vector<std::string_view> all{title};
  while (!texts.empty()) {
    next_of(texts);
    all.push_back(next_of(texts));
  }
  return tokens_of(all);
}

std::size_t Index::State::place_of(std::string_view entity) const {
  const auto found = std::ranges::find(sources, entity, &Source::entity);
  GUATU_ASSERT(found != sources.end());
  return static_cast<std::size_t>(found - sources.begin());
}

AudienceNumber Index::State::audience_of(std::size_t source, std::vector<Concern> concerns) {
  const std::string text = concerns_text(concerns);
  AudienceNumber& number = audience_numbers[sources[source].entity + kEnd + text];
  if (number != 0) return number;
  {
    const std::scoped_lock lock(reading);
    number = audiences.add({source, std::move(concerns)});
  }
  run(*writer, "INSERT INTO audience (number, entity, concerns) VALUES (:number, :entity, :concerns)",
      {Cell::of(std::int64_t{number}), text_cell(sources[source].entity), text_cell(text)});
  return number;
}

void Index::State::put(const Document& document, AudienceNumber audience) {
  const std::string texts = texts_of(document);
  ++last;
  run(*writer,
      "INSERT INTO document (number, entity, row, record, title, texts, audience) "
      "VALUES (:number, :entity, :row, :record, :title, :texts, :audience)",
      {Cell::of(last), text_cell(document.entity), text_cell(document.row), text_cell(document.record),
       text_cell(document.title), text_cell(texts), Cell::of(std::int64_t{audience})});
  const auto tokens = tokens_of_document(document.title, texts);
  const std::scoped_lock lock(reading);
  fresh.add(last, tokens);
  audiences.set(last, audience);
}

// Its tokens stay in the file, and lead to nobody: numbers are not given twice.
void Index::State::remove(DocumentNumber number) {
  run(*writer, "DELETE FROM document WHERE number = :number", {Cell::of(number)});
  const std::scoped_lock lock(reading);
  audiences.set(number, 0);
}

void Index::State::take(std::size_t source, const std::string& row, std::string_view content) {
  const Source& from = sources[source];
  const auto before = find_document(*writer, from.entity, row);
  if (content == db::kWithdrawnContent) {
    if (before) {
      remove(before->number);
      pass_on_concerns(before->document, {});
    }
    return;
  }
  std::vector<Cell> cells;
  std::vector<std::string> owned;
  if (!db::read_row_content(content, shapes[source], cells, owned))
    throw db::Failure("a version of " + from.entity + " is damaged; run guatu check");
  const Row columns(shapes[source], cells);
  const Document after = document_of(from, row, columns);
  std::vector<Concern> concerns;
  if (from.parent.empty()) {
    concerns = concerns_in(columns, from);
  } else if (const auto parent = audience_of_record(*writer, from.parent, after.record)) {
    concerns = audiences.now().at(*parent).concerns;
  }
  const AudienceNumber audience = audience_of(source, concerns);
  if (before && before->document == after && before->audience == audience) return;
  if (before) remove(before->number);
  put(after, audience);
  if (!before || before->audience != audience) pass_on_concerns(after, concerns);
}

void Index::State::pass_on_concerns(const Document& record, const std::vector<Concern>& concerns) {
  if (!sources[place_of(record.entity)].parent.empty()) return;  // it belongs to another one itself
  std::vector<std::pair<DocumentNumber, AudienceNumber>> parts;
  {
    db::Cursor cursor = writer->prepare("SELECT number, entity, audience FROM document WHERE record = :record");
    cursor.bind(1, text_cell(record.row));
    while (cursor.next()) {
      const std::size_t source = place_of(db::text_in(cursor.cell(1)));
      if (sources[source].parent != record.entity) continue;
      const AudienceNumber audience = audience_of(source, concerns);
      if (audience != db::integer_in(cursor.cell(2))) parts.emplace_back(db::integer_in(cursor.cell(0)), audience);
    }
  }
  for (const auto& [number, audience] : parts) {  // it is no news
    run(*writer, "UPDATE document SET audience = :audience WHERE number = :number",
        {Cell::of(std::int64_t{audience}), Cell::of(number)});
    const std::scoped_lock lock(reading);
    audiences.set(number, audience);
  }
}

}  // namespace guatu::search
