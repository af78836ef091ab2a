// SPDX-License-Identifier: Apache-2.0
#include "format/csv/csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "format/csv/text_encoding.hpp"

namespace guatu::csv {
namespace {

constexpr std::array kSeparators = {',', '\t', ';', '|'};  // in this order when the counts are equal
constexpr std::size_t kRecordsSampled = 50;
constexpr std::size_t kFieldBytesMax = 128 * 1024;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// How often each separator stands outside quotes in each of the first records.
class SeparatorCount {
 public:
  explicit SeparatorCount(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && records_ < kRecordsSampled; ++at) {
      const char c = text[at];
      if (c == '"') is_quoted_ = !is_quoted_;
      if (is_quoted_) continue;
      if (is_line_end(c)) finish_record();
      for (std::size_t i = 0; i < kSeparators.size(); ++i) counts_[i] += c == kSeparators[i] ? 1U : 0U;
    }
    finish_record();
  }

  // The one that most records have in the same number.
  char best() const {
    char best = ',';
    std::pair<std::size_t, std::size_t> best_score{};
    for (std::size_t i = 0; i < kSeparators.size(); ++i) {
      for (const auto& [count, records] : records_with_[i]) {
        const std::pair score(records * std::min<std::size_t>(count, 3), count);
        if (score > best_score) {
          best_score = score;
          best = kSeparators[i];
        }
      }
    }
    return best;
  }

 private:
  void finish_record() {
    for (std::size_t i = 0; i < kSeparators.size(); ++i)
      if (counts_[i] > 0) ++records_with_[i][counts_[i]];
    ++records_;
    counts_ = {};
  }

  std::array<std::size_t, 4> counts_{};
  std::array<std::map<std::size_t, std::size_t>, 4> records_with_;
  std::size_t records_ = 0;
  bool is_quoted_ = false;
};

// Excel's own hint: a first line `sep=;`.
std::optional<char> named_separator(std::string_view text) {
  if (text.size() < 5 || !text.starts_with("sep=") || (text.size() > 5 && !is_line_end(text[5]))) return std::nullopt;
  return text[4];
}

class TableReader {
 public:
  TableReader(sheet::Workbook& book, std::string_view text, char separator)
      : book_(book), page_(book.sheets.front()), text_(text), separator_(separator) {}

  Result<void> read() {
    while (at_ < text_.size()) {
      GUATU_TRY(const std::string_view field, next_field());
      GUATU_CHECK(add(field));
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        if (++column_ >= sheet::kColumnsMax)
          return too_large("csv.too_many_columns", "columns_max", sheet::kColumnsMax);
      } else {
        GUATU_CHECK(finish_line());
      }
    }
    return {};
  }

 private:
  std::unexpected<Error> too_large(const char* code, const char* name, std::size_t limit) const {
    return refuse(ErrorKind::too_large, book_.place(page_, {row_, static_cast<std::uint16_t>(column_)}), code,
                  {{name, std::to_string(limit)}, {"line", std::to_string(line_)}});
  }

  // A view of the text where possible: only doubled quotes need a copy.
  Result<std::string_view> next_field() {
    if (text_[at_] != '"') return plain_rest();
    const std::size_t opened_line = line_;
    std::string_view field = text_.substr(at_ + 1, 0);
    std::string copy;
    bool is_copied = false;
    for (++at_; true; ++at_) {
      if (at_ >= text_.size())
        return refuse(ErrorKind::invalid, book_.place(page_, {row_, static_cast<std::uint16_t>(column_)}),
                      "csv.quote_not_closed", {{"line", std::to_string(opened_line)}});
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        if (!is_copied) copy = field;
        is_copied = true;
        ++at_;
      }
      if (text_[at_] == '\n' || (text_[at_] == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) ++line_;
      if (is_copied) {
        copy.push_back(text_[at_]);
      } else {
        field = std::string_view(field.data(), field.size() + 1);
      }
      if (std::max(field.size(), copy.size()) > kFieldBytesMax)
        return too_large("csv.field_too_long", "kilobytes_max", kFieldBytesMax >> 10);
    }
    ++at_;
    // "甲"乙 is wrong, but what is meant is clear.
    GUATU_TRY(const std::string_view rest, plain_rest());
    if (rest.empty() && !is_copied) return field;
    if (!is_copied) copy = field;
    return book_.texts.keep(copy.append(rest));
  }

  Result<std::string_view> plain_rest() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) ++at_;
    if (at_ - begin > kFieldBytesMax) return too_large("csv.field_too_long", "kilobytes_max", kFieldBytesMax >> 10);
    return text_.substr(begin, at_ - begin);
  }

  Result<void> add(std::string_view field) {
    if (trim(field).empty()) return {};
    if (page_.cells.size() >= sheet::kCellsMax) return too_large("csv.too_many_cells", "cells_max", sheet::kCellsMax);
    sheet::Cell cell;
    cell.text = field;
    cell.row = row_;
    cell.column = static_cast<std::uint16_t>(column_);
    cell.kind = sheet::CellKind::text;
    page_.cells.push_back(cell);
    return {};
  }

  Result<void> finish_line() {
    if (at_ < text_.size()) at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2U : 1U;
    column_ = 0;
    ++line_;
    // Blank lines at the end may be many; a sheet has an end.
    if (++row_ >= sheet::kRowsMax && at_ < text_.size())
      return too_large("csv.too_many_rows", "rows_max", sheet::kRowsMax);
    return {};
  }

  sheet::Workbook& book_;
  sheet::Sheet& page_;
  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::size_t line_ = 1;
};

bool looks_like_formula(const sheet_out::Value& value, std::string_view text) {
  if (!std::holds_alternative<std::string>(value) || text.empty()) return false;
  if (std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) return false;
  return !parse_decimal(text);
}

void append_field(std::string& out, std::string_view text) {
  const bool is_plain = text.find_first_of(",\"\r\n;\t|") == std::string_view::npos && trim(text).size() == text.size();
  if (is_plain) {
    out += text;
    return;
  }
  out.push_back('"');
  out += replace_all(std::string(text), "\"", "\"\"");
  out.push_back('"');
}

}  // namespace

Result<sheet::Workbook> read_csv(std::string_view bytes, std::string_view file_name) {
  GUATU_TRY(DecodedText decoded, decode_text(bytes, file_name));
  sheet::Workbook book;
  book.file_name = file_name;
  book.format = sheet::SourceFormat::csv;
  auto& page = book.sheets.emplace_back();
  const auto dot = file_name.rfind('.');
  page.name = file_name.substr(0, dot == 0 ? std::string_view::npos : dot);
  const std::string_view text = book.texts.keep(decoded.text);
  decoded.text = {};
  const auto named = named_separator(text);
  TableReader reader(book, named ? text.substr(5) : text, named ? *named : SeparatorCount(text).best());
  GUATU_CHECK(reader.read());
  sheet::settle(page);
  if (page.cells.empty()) return refuse(ErrorKind::invalid, std::string(file_name), "csv.no_rows");
  return book;
}

std::string write_csv(const sheet_out::Sheet& page) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : page.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out.push_back(',');
      const std::string text = sheet_out::shown_text(row[i].value);
      append_field(out, looks_like_formula(row[i].value, text) ? "'" + text : text);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace guatu::csv
