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

bool has_all(const Document& document, const std::vector<std::u32string>& words) {
  std::vector<std::u32string> folded{fold(document.title)};
  for (const auto& text : document.texts) folded.push_back(fold(text.second));
  return std::ranges::all_of(words, [&](const std::u32string& word) {
    return std::ranges::any_of(folded, [&](const std::u32string& text) { return has_word(text, word); });
  });
}

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

std::pair<std::string, std::string> excerpt_of(const Document& document, const std::vector<std::u32string>& words) {
  for (const auto& [field, text] : document.texts) {
    const std::u32string folded = fold(text);
    if (std::ranges::any_of(words, [&](const std::u32string& word) { return has_word(folded, word); }))
      return {field, text};
  }
  return document.texts.empty() ? std::pair<std::string, std::string>() : document.texts.front();
}

StoredDocument load_document(db::Connection& connection, std::int64_t number) {
  static const std::string kSql = "SELECT " + std::string(kDocumentColumns) + " FROM document WHERE number = :number";
  db::Cursor cursor = connection.prepare(kSql);
  cursor.bind(1, db::Cell::of(number));
  if (!cursor.next()) throw db::Failure("the search index is damaged; delete the folder search of the store");
  return read_document(cursor);
}

}  // namespace

Found Index::find(const Question& question) {
  Found found;
  Expression expression = expression_of(question);
  if (expression.text.empty()) return found;
  std::unique_ptr<db::Connection> connection;
  {
    const std::scoped_lock lock(state_->reading);
    if (!state_->readers.empty()) {
      connection = std::move(state_->readers.back());
      state_->readers.pop_back();
    }
  }
  if (!connection) {
    auto opened = db::Connection::open(state_->file, db::Mode::read);
    if (!opened) throw db::Failure("the search index cannot be read");
    connection = std::make_unique<db::Connection>(std::move(*opened));
  }
  auto access = question.access;
  for (Access& one : access) std::ranges::sort(one.concerns);
  const std::int64_t last = std::max(question.offset + question.limit, kCountedMax);
  connection->execute("BEGIN");  // one view of tokens and documents
  {
    db::Cursor cursor = connection->prepare("SELECT rowid FROM token WHERE token MATCH :words ORDER BY rowid DESC");
    cursor.bind(1, db::Cell::of(std::string_view(expression.text)));
    while (found.total <= last && cursor.next()) {
      const bool is_shown = found.total >= question.offset && found.total < question.offset + question.limit;
      if (!is_shown && !expression.looks_at_access && !expression.looks_at_words) {
        ++found.total;
        continue;
      }
      const StoredDocument stored = load_document(*connection, db::integer_in(cursor.cell(0)));
      const Source& source = state_->source_of(stored.document.entity);
      if (!may_read(stored.document, source.right, access)) continue;
      if (expression.looks_at_words && !has_all(stored.document, question.words)) continue;
      ++found.total;
      if (!is_shown) continue;
      Hit hit;
      hit.kind = source.kind;
      hit.id = stored.document.record;
      if (!source.parent.empty()) hit.part = stored.document.row;
      hit.title = stored.document.title;
      if (!source.parent.empty())
        if (const auto parent = find_document(*connection, source.parent, stored.document.record))
          hit.title = parent->document.title;
      std::tie(hit.field, hit.text) = excerpt_of(stored.document, question.words);
      found.hits.push_back(std::move(hit));
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
