// SPDX-License-Identifier: Apache-2.0
// Finding in the index: the newest first, so that a common word is answered after a page of it.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "feature/search/index_state_store.hpp"

namespace guatu::search {
namespace {

// Whoever may read so much is better asked row by row: most rows pass.
constexpr std::size_t kMarksMax = 200;

std::string any_of(const std::vector<std::string>& tokens) { return "(\"" + join(tokens, "\" OR \"") + "\")"; }

// The expression of FTS5, and what it leaves to be looked at.
struct Expression {
  std::string text;  // empty: nothing can be found
  bool looks_at_access = false;
  bool looks_at_words = false;
};

std::string access_terms(const std::vector<Access>& access, Expression& expression) {
  std::vector<std::string> terms;
  for (const Access& one : access) {
    const std::string right = "\"" + mark_of_right(one.right) + "\"";
    if (one.is_whole) {
      terms.push_back(right);
    } else if (one.concerns.size() > kMarksMax) {
      terms.push_back(right);
      expression.looks_at_access = true;
    } else if (!one.concerns.empty()) {
      std::vector<std::string> marks;
      for (const Concern& concern : one.concerns) marks.push_back(mark_of(concern));
      terms.push_back("(" + right + " AND " + any_of(marks) + ")");
    }
  }
  return terms.empty() ? std::string() : "(" + join(terms, " OR ") + ")";
}

Expression expression_of(const Question& question) {
  Expression expression;
  const std::string access = access_terms(question.access, expression);
  if (access.empty() || question.words.empty()) return expression;
  std::vector<std::string> terms;
  for (const auto& word : question.words) {
    for (const auto& token : tokens_of_word(word)) terms.push_back("\"" + token + "\"");
    if (!is_token(word)) expression.looks_at_words = true;
  }
  if (!question.kinds.empty()) {
    std::vector<std::string> kinds;
    for (const auto& kind : question.kinds) kinds.push_back(mark_of_kind(kind));
    terms.push_back(any_of(kinds));
  }
  terms.push_back(access);
  expression.text = join(terms, " AND ");
  return expression;
}

// What is sought, as it is looked for in a text: ideographs stand there as they were typed, and need no folding.
class Words {
 public:
  explicit Words(const std::vector<std::u32string>& words) {
    for (const auto& word : words) {
      const bool is_plain = std::ranges::all_of(word, [](char32_t character) { return character >= 0x80; });
      words_.push_back({word, is_plain ? encode_utf8(std::u32string_view(word)) : std::string()});
    }
  }

  bool are_all_in(const Document& document) const {
    return std::ranges::all_of(words_, [&](const Word& word) {
      return is_in(word, document.title) ||
             std::ranges::any_of(document.texts, [&](const auto& text) { return is_in(word, text.second); });
    });
  }
  bool are_some_in(const std::string& text) const {
    return std::ranges::any_of(words_, [&](const Word& word) { return is_in(word, text); });
  }

 private:
  struct Word {
    std::u32string folded;
    std::string plain;  // empty: its letters may stand in another case or width
  };
  static bool is_in(const Word& word, const std::string& text) {
    if (!word.plain.empty()) return text.find(word.plain) != std::string::npos;
    return has_word(fold(text), word.folded);
  }

  std::vector<Word> words_;
};

// Marks are short and may be shared; this is not.
bool may_read(const Document& document, const std::string& right, const std::vector<Access>& access) {
  for (const Access& one : access) {
    if (one.right != right) continue;
    if (one.is_whole) return true;
    for (const Concern& concern : document.concerns)
      if (std::ranges::binary_search(one.concerns, concern)) return true;
  }
  return false;
}

std::pair<std::string, std::string> excerpt_of(const Document& document, const Words& words) {
  for (const auto& text : document.texts)
    if (words.are_some_in(text.second)) return text;
  return document.texts.empty() ? std::pair<std::string, std::string>() : document.texts.front();
}

StoredDocument load_document(db::Connection& connection, std::int64_t number) {
  static const std::string kSql = "SELECT " + std::string(kDocumentColumns) + " FROM document WHERE number = :number";
  db::Cursor cursor = connection.prepare(kSql);
  cursor.bind(1, db::Cell::of(number));
  if (!cursor.next()) throw db::Failure("the search index is damaged; delete the folder search of the store");
  return read_document(cursor);
}

std::string title_of(db::Connection& connection, const std::string& entity, const std::string& row) {
  db::Cursor cursor = connection.prepare("SELECT title FROM document WHERE entity = :entity AND row = :row");
  cursor.bind(1, db::Cell::of(std::string_view(entity)));
  cursor.bind(2, db::Cell::of(std::string_view(row)));
  return cursor.next() ? std::string(db::text_in(cursor.cell(0))) : std::string();
}

Hit hit_of(db::Connection& connection, const Source& source, const Document& document, const Words& words) {
  Hit hit;
  hit.kind = source.kind;
  hit.id = document.record;
  hit.title = document.title;
  if (!source.parent.empty()) {
    hit.part = document.row;
    hit.title = title_of(connection, source.parent, document.record);
  }
  std::tie(hit.field, hit.text) = excerpt_of(document, words);
  return hit;
}

}  // namespace

std::unique_ptr<db::Connection> Index::State::take_reader() {
  {
    const std::scoped_lock lock(reading);
    if (!readers.empty()) {
      auto connection = std::move(readers.back());
      readers.pop_back();
      return connection;
    }
  }
  auto opened = db::Connection::open(file, db::Mode::read);
  if (!opened) throw db::Failure("the search index cannot be read");
  // Hits are spread over the file; without this each page of it is a copy more.
  opened->execute("PRAGMA mmap_size = 1073741824");
  return std::make_unique<db::Connection>(std::move(*opened));
}

Found Index::find(const Question& question) {
  Found found;
  const Expression expression = expression_of(question);
  if (expression.text.empty()) return found;
  auto access = question.access;
  for (Access& one : access) std::ranges::sort(one.concerns);
  const Words words(question.words);
  const bool looks = expression.looks_at_access || expression.looks_at_words;
  const std::int64_t shown_until = question.offset + question.limit;
  // Counting on is cheap where one token says it all, and where it is not nobody waits for it.
  const bool is_cheap = !looks && question.words.size() == 1;
  const std::int64_t last = is_cheap ? std::max(shown_until, kCountedMax) : shown_until;
  auto connection = state_->take_reader();
  connection->execute("BEGIN");  // one view of tokens and documents
  {
    db::Cursor cursor = connection->prepare("SELECT rowid FROM token WHERE token MATCH :words ORDER BY rowid DESC");
    cursor.bind(1, db::Cell::of(std::string_view(expression.text)));
    while (found.total <= last && cursor.next()) {
      const bool is_shown = found.total >= question.offset && found.total < shown_until;
      if (is_shown || looks) {
        const StoredDocument stored = load_document(*connection, db::integer_in(cursor.cell(0)));
        const Source& source = state_->source_of(stored.document.entity);
        if (!may_read(stored.document, source.right, access)) continue;
        if (expression.looks_at_words && !words.are_all_in(stored.document)) continue;
        if (is_shown) found.hits.push_back(hit_of(*connection, source, stored.document, words));
      }
      ++found.total;
    }
  }
  connection->leave_transaction();
  found.is_total_exact = found.total <= last;
  found.total = std::min(found.total, last);
  const std::scoped_lock lock(state_->reading);
  state_->readers.push_back(std::move(connection));
  return found;
}

}  // namespace guatu::search
