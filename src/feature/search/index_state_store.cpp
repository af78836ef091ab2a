// SPDX-License-Identifier: Apache-2.0
#include "feature/search/index_state_store.hpp"

#include <algorithm>

namespace guatu::search {
namespace {

using db::Cell;

// Pairs of texts as one, each ended by a sign that no text has: read for every hit, so it is no JSON.
constexpr char kEnd = '\x1f';

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

std::string next_of(std::string_view& list) {
  const std::size_t end = list.find(kEnd);
  std::string text(list.substr(0, end));
  list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  return text;
}

std::string texts_of(const Document& document) {
  return pairs_text(
      document.texts, [](const auto& text) -> std::string_view { return text.first; },
      [](const auto& text) -> std::string_view { return text.second; });
}

std::string concerns_of(const Document& document) {
  return pairs_text(
      document.concerns, [](const Concern& concern) -> std::string_view { return concern.relation; },
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

}  // namespace

std::string mark_of_kind(const std::string& kind) { return mark('8', kind); }
std::string mark_of_right(const std::string& right) { return mark('9', right); }
std::string mark_of(const Concern& concern) { return mark('1', concern.relation + '\n' + concern.of); }

StoredDocument read_document(const db::Cursor& cursor) {
  const auto text = [&](int column) { return std::string(db::text_in(cursor.cell(column))); };
  StoredDocument stored;
  stored.number = db::integer_in(cursor.cell(0));
  stored.document = {text(1), text(2), text(3), text(4), {}, {}};
  std::string_view texts = db::text_in(cursor.cell(5));
  while (!texts.empty()) {
    std::string field = next_of(texts);
    stored.document.texts.emplace_back(std::move(field), next_of(texts));
  }
  std::string_view concerns = db::text_in(cursor.cell(6));
  while (!concerns.empty()) {
    std::string relation = next_of(concerns);
    stored.document.concerns.push_back({std::move(relation), next_of(concerns)});
  }
  return stored;
}

std::optional<StoredDocument> find_document(db::Connection& connection, std::string_view entity, std::string_view row) {
  static const std::string kSql =
      "SELECT " + std::string(kDocumentColumns) + " FROM document WHERE entity = :entity AND row = :row";
  db::Cursor cursor = connection.prepare(kSql);
  cursor.bind(1, Cell::of(entity));
  cursor.bind(2, Cell::of(row));
  if (!cursor.next()) return std::nullopt;
  return read_document(cursor);
}

const Source& Index::State::source_of(std::string_view entity) const {
  const auto found = std::ranges::find(sources, entity, &Source::entity);
  GUATU_ASSERT(found != sources.end());
  return *found;
}

std::optional<Document> Index::State::document_of(std::size_t source, const std::string& row,
                                                  std::string_view content) {
  if (content == db::kWithdrawnContent) return std::nullopt;
  std::vector<Cell> cells;
  std::vector<std::string> owned;
  if (!db::read_row_content(content, shapes[source], cells, owned))
    throw db::Failure("a version of " + shapes[source].entity + " is damaged; run guatu check");
  const Row columns(shapes[source], cells);
  const Source& from = sources[source];
  Document document;
  document.entity = from.entity;
  document.row = row;
  document.record = from.parent.empty() ? row : columns.text(from.parent_column);
  if (!from.title.empty()) document.title = columns.text(from.title);
  for (const auto& column : from.columns)
    if (std::string text = columns.text(column); !text.empty()) document.texts.emplace_back(column, std::move(text));
  if (from.parent.empty()) {
    document.concerns = concerns_in(columns, from);
  } else if (const auto parent = find_document(*writer, from.parent, document.record)) {
    document.concerns = parent->document.concerns;
  }
  return document;
}

std::string Index::State::tokens_of_document(const Document& document) const {
  const Source& source = source_of(document.entity);
  std::vector<std::string_view> texts{document.title};
  for (const auto& text : document.texts) texts.push_back(text.second);
  std::string tokens = tokens_of(texts);
  tokens += " " + mark_of_kind(source.kind) + " " + mark_of_right(source.right);
  for (const Concern& concern : document.concerns) tokens += " " + mark_of(concern);
  return tokens;
}

void Index::State::remove(const StoredDocument& stored) {
  // FTS5 keeps no text: what a row had is told to it again.
  run(*writer, "INSERT INTO token (token, rowid, tokens) VALUES ('delete', :number, :tokens)",
      {Cell::of(stored.number), text_cell(tokens_of_document(stored.document))});
  run(*writer, "DELETE FROM document WHERE number = :number", {Cell::of(stored.number)});
}

void Index::State::put(const Document& document, std::optional<std::int64_t> number) {
  const std::string texts = texts_of(document);
  const std::string concerns = concerns_of(document);
  std::int64_t next = number.value_or(0);
  if (!number) {
    db::Cursor cursor = writer->prepare("SELECT coalesce(max(number), 0) + 1 FROM document");
    GUATU_ASSERT(cursor.next());
    next = db::integer_in(cursor.cell(0));
  }
  run(*writer,
      "INSERT INTO document (number, entity, row, record, title, texts, concerns) "
      "VALUES (:number, :entity, :row, :record, :title, :texts, :concerns)",
      {Cell::of(next), text_cell(document.entity), text_cell(document.row), text_cell(document.record),
       text_cell(document.title), text_cell(texts), text_cell(concerns)});
  run(*writer, "INSERT INTO token (rowid, tokens) VALUES (:number, :tokens)",
      {Cell::of(next), text_cell(tokens_of_document(document))});
}

void Index::State::take(std::size_t source, const std::string& row, std::string_view content) {
  const auto before = find_document(*writer, sources[source].entity, row);
  const auto after = document_of(source, row, content);
  if (before && after && before->document == *after) return;
  if (before) remove(*before);
  if (!after) return;
  put(*after, std::nullopt);
  const bool concerns_others = !before || before->document.concerns != after->concerns;
  if (sources[source].parent.empty() && concerns_others) pass_on_concerns(*after);
}

void Index::State::pass_on_concerns(const Document& record) {
  std::vector<StoredDocument> parts;
  {
    static const std::string kSql = "SELECT " + std::string(kDocumentColumns) + " FROM document WHERE record = :record";
    db::Cursor cursor = writer->prepare(kSql);
    cursor.bind(1, text_cell(record.row));
    while (cursor.next()) parts.push_back(read_document(cursor));
  }
  for (StoredDocument& part : parts) {
    if (source_of(part.document.entity).parent != record.entity || part.document.concerns == record.concerns) continue;
    remove(part);
    part.document.concerns = record.concerns;
    put(part.document, part.number);  // it is no news
  }
}

}  // namespace guatu::search
