// SPDX-License-Identifier: Apache-2.0
// Finding in the index: the newest first, so that a common word is answered after a page of it.
#include <algorithm>

#include "base/text.hpp"
#include "feature/search/index_state_store.hpp"
#include "feature/search/number_set.hpp"

namespace guatu::search {
namespace {

// To look at so few documents is cheaper than to ask for one more token.
constexpr std::size_t kFewToLookAt = 8;

// A stored document, borrowed from its row.
struct DocumentRow {
  std::string_view row;
  std::string_view record;
  std::string_view title;
  std::string_view texts;
};

template <class Each>
void each_text(std::string_view texts, const Each& each) {
  while (!texts.empty()) {
    const std::string_view field = next_of(texts);
    if (!each(field, next_of(texts))) return;
  }
}

// What is sought, as it is looked for in a text.
class Words {
 public:
  explicit Words(const std::vector<std::u32string>& words) {
    for (const auto& word : words) {
      const bool is_plain = std::ranges::all_of(word, [](char32_t character) { return character >= 0x80; });
      words_.push_back({word, encode_utf8(std::u32string_view(word)), is_plain});
    }
  }

  bool are_all_in(const DocumentRow& document) const {
    return std::ranges::all_of(words_, [&](const Word& word) {
      bool is_found = is_in(word, document.title);
      if (!is_found)
        each_text(document.texts, [&](std::string_view, std::string_view text) {
          is_found = is_in(word, text);
          return !is_found;
        });
      return is_found;
    });
  }
  bool are_some_in(std::string_view text) const {
    return std::ranges::any_of(words_, [&](const Word& word) { return is_in(word, text); });
  }

 private:
  struct Word {
    std::u32string folded;
    std::string typed;
    bool is_plain;  // ideographs: they stand in a text as they were typed
  };
  static bool is_in(const Word& word, std::string_view text) {
    if (text.find(word.typed) != std::string_view::npos) return true;
    return !word.is_plain && has_word(fold(text), word.folded);
  }

  std::vector<Word> words_;
};

std::string title_of(db::Connection& connection, std::string_view entity, std::string_view row) {
  db::Cursor cursor = connection.prepare("SELECT title FROM document WHERE entity = :entity AND row = :row");
  cursor.bind(1, db::Cell::of(entity));
  cursor.bind(2, db::Cell::of(row));
  return cursor.next() ? std::string(db::text_in(cursor.cell(0))) : std::string();
}

std::vector<Token> tokens_of_words(const std::vector<std::u32string>& words) {
  std::vector<Token> tokens;
  for (const auto& word : words)
    for (const Token token : tokens_of_word(word))
      if (std::ranges::find(tokens, token) == tokens.end()) tokens.push_back(token);
  return tokens;
}

class Search {
 public:
  Search(const std::vector<Source>& sources, const Question& question, const std::vector<Token>& tokens,
         const Reading& reading)
      : sources_(sources),
        question_(question),
        tokens_(tokens),
        reading_(reading),
        words_(question.words),
        looks_(!std::ranges::all_of(question.words, is_token)),
        verdicts_(reading.audiences.size(), Verdict::open) {
    for (Access& one : access_ = question.access) std::ranges::sort(one.concerns);
    const std::int64_t shown = question.offset + question.limit;
    // Counting on is cheap where tokens say it all, and where they do not nobody waits for it.
    last_ = looks_ ? shown : std::max(shown, kCountedMax);
  }

  Found run() {
    bool goes_on = true;
    for (auto number = reading_.fresh.rbegin(); goes_on && number != reading_.fresh.rend(); ++number)
      goes_on = visit(*number);
    for (DocumentNumber chunk = reading_.settled / kChunk; goes_on && chunk >= 0; --chunk) goes_on = visit_chunk(chunk);
    found_.is_total_exact = found_.total <= last_;
    found_.total = std::min(found_.total, last_);
    return std::move(found_);
  }

 private:
  enum class Verdict : std::uint8_t { open, no, yes };

  // Both return false when enough is found.
  bool visit_chunk(DocumentNumber chunk) {
    std::optional<CommonNumbers> common;
    for (const Token token : tokens_) {
      if (common && common->size() <= (looks_ ? kFewToLookAt : 0)) break;
      db::Cursor cursor = reading_.connection->prepare("SELECT numbers FROM posting WHERE place = :place");
      cursor.bind(1, db::Cell::of(place_in_file(chunk, token)));
      if (!cursor.next()) return true;
      const std::string_view packed = packed_in(cursor);
      common ? common->keep(packed) : static_cast<void>(common.emplace(packed));
    }
    return !common || common->each_descending([&](SmallNumber number) {
      const DocumentNumber document = chunk * kChunk + number;
      return document > reading_.settled || visit(document);
    });
  }

  bool visit(DocumentNumber number) {
    const AudienceNumber audience = reading_.audiences.of(number);
    if (!is_for_asker(audience)) return true;
    const bool is_shown = found_.total >= question_.offset && found_.total < question_.offset + question_.limit;
    if ((is_shown || looks_) && !look_at(number, audience, is_shown)) return true;
    return ++found_.total <= last_;
  }

  bool is_for_asker(AudienceNumber audience) {
    if (audience == 0) return false;
    Verdict& verdict = verdicts_[audience];
    if (verdict == Verdict::open) verdict = judge(reading_.audiences.at(audience)) ? Verdict::yes : Verdict::no;
    return verdict == Verdict::yes;
  }
  bool judge(const Audience& audience) const {
    const Source& source = sources_[audience.source];
    if (!question_.kinds.empty() && std::ranges::find(question_.kinds, source.kind) == question_.kinds.end())
      return false;
    return std::ranges::any_of(access_, [&](const Access& one) {
      if (one.right != source.right) return false;
      return one.is_whole || std::ranges::any_of(audience.concerns, [&](const Concern& concern) {
               return std::ranges::binary_search(one.concerns, concern);
             });
    });
  }

  // Whether it has the words; when it is shown, it is a hit then.
  bool look_at(DocumentNumber number, AudienceNumber audience, bool is_shown) {
    db::Cursor cursor =
        reading_.connection->prepare("SELECT row, record, title, texts FROM document WHERE number = :number");
    cursor.bind(1, db::Cell::of(number));
    if (!cursor.next()) return false;  // it went while we came
    const auto text = [&](int column) { return db::text_in(cursor.cell(column)); };
    const DocumentRow document{text(0), text(1), text(2), text(3)};
    if (looks_ && !words_.are_all_in(document)) return false;
    if (is_shown) found_.hits.push_back(hit_of(sources_[reading_.audiences.at(audience).source], document));
    return true;
  }

  Hit hit_of(const Source& source, const DocumentRow& document) const {
    Hit hit;
    hit.kind = source.kind;
    hit.id = document.record;
    hit.title = document.title;
    if (!source.parent.empty()) {
      hit.part = document.row;
      hit.title = title_of(*reading_.connection, source.parent, document.record);
    }
    bool is_found = false;
    each_text(document.texts, [&](std::string_view field, std::string_view text) {
      is_found = words_.are_some_in(text);
      if (is_found || hit.field.empty()) {
        hit.field = field;
        hit.text = text;
      }
      return !is_found;
    });
    return hit;
  }

  const std::vector<Source>& sources_;
  const Question& question_;
  const std::vector<Token>& tokens_;
  const Reading& reading_;
  std::vector<Access> access_;
  Words words_;
  bool looks_;
  std::int64_t last_ = 0;
  std::vector<Verdict> verdicts_;  // of the audiences, as they are met
  Found found_;
};

}  // namespace

Reading Index::State::begin_reading(const std::vector<Token>& tokens) {
  const std::scoped_lock lock(reading);
  Reading begun{nullptr, file_number, audiences.take(), fresh.settled(), fresh.find(tokens)};
  std::erase_if(begun.fresh, [this](DocumentNumber number) { return number > committed; });
  if (!readers.empty()) {
    begun.connection = std::move(readers.back());
    readers.pop_back();
    return begun;
  }
  auto opened = db::Connection::open(file, db::Mode::read);
  if (!opened) throw db::Failure("the search index cannot be read");
  // Hits are spread over the file; without this each page of it is a copy more. And a damaged file costs no more than
  // to make it again, so that nobody looks over each page beforehand.
  opened->execute("PRAGMA mmap_size = 1073741824");
  opened->execute("PRAGMA cell_size_check = OFF");
  begun.connection = std::make_unique<db::Connection>(std::move(*opened));
  return begun;
}

void Index::State::end_reading(Reading done) {
  const std::scoped_lock lock(reading);
  if (done.file == file_number) readers.push_back(std::move(done.connection));
}

Found Index::find(const Question& question) {
  const std::vector<Token> tokens = tokens_of_words(question.words);
  const auto may_some = [](const Access& access) { return access.is_whole || !access.concerns.empty(); };
  if (tokens.empty() || std::ranges::none_of(question.access, may_some)) return {};
  Reading reading = state_->begin_reading(tokens);
  reading.connection->execute("BEGIN");  // one view of tokens and documents
  Found found = Search(state_->sources, question, tokens, reading).run();
  reading.connection->leave_transaction();
  state_->end_reading(std::move(reading));
  return found;
}

}  // namespace guatu::search
