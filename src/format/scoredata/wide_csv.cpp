// SPDX-License-Identifier: Apache-2.0
#include "format/scoredata/wide_csv.hpp"

#include <cstring>
#include <utility>

#include "base/text.hpp"

namespace guatu::scoredata {
namespace {

constexpr std::size_t kColumnsMax = 50'000;

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view file_name) : bytes_(bytes), file_name_(file_name) {
    const std::string_view header = bytes_.substr(0, bytes_.find('\n'));
    if (header.find(',') == std::string_view::npos && header.find('\t') != std::string_view::npos) separator_ = '\t';
  }

  Result<WideCsv> read() {
    csv_.cells.reserve(bytes_.size() / 8);
    while (at_ < bytes_.size()) GUATU_CHECK(read_row());
    if (csv_.rows.empty()) return refuse(ErrorKind::invalid, std::string(file_name_), "scoredata.empty");
    return std::move(csv_);
  }

 private:
  Result<void> read_row() {
    const std::size_t first = csv_.cells.size();
    const std::uint32_t line = line_;
    do {
      if (bytes_.substr(at_, 1) == "\"")
        GUATU_CHECK(read_quoted());
      else
        read_plain();
    } while (at_ < bytes_.size() && bytes_[at_++] == separator_ && !ends_after_separator());
    ++line_;
    const std::size_t cells = csv_.cells.size() - first;
    if (cells == 1 && csv_.cells.back().empty()) {  // a blank line
      csv_.cells.pop_back();
      return {};
    }
    if (csv_.rows.empty()) csv_.columns = cells;
    if (cells != csv_.columns || cells > kColumnsMax)
      return refuse(ErrorKind::invalid, std::string(file_name_) + "!" + std::to_string(line), "scoredata.row_length",
                    {{"cells", std::to_string(cells)}, {"columns", std::to_string(csv_.columns)}});
    csv_.rows.push_back(line);
    return {};
  }

  // A separator as the last byte of the file opens one more, empty cell.
  bool ends_after_separator() {
    if (at_ < bytes_.size()) return false;
    csv_.cells.emplace_back();
    return true;
  }

  void read_plain() {
    const std::size_t begin = at_;
    const char* bytes = bytes_.data();
    while (at_ < bytes_.size() && bytes[at_] != separator_ && bytes[at_] != '\n') ++at_;
    std::size_t end = at_;
    if (end > begin && bytes[end - 1] == '\r' && (at_ == bytes_.size() || bytes[at_] == '\n')) --end;
    csv_.cells.push_back(bytes_.substr(begin, end - begin));
  }

  Result<void> read_quoted() {
    const std::uint32_t line = line_;
    const std::size_t begin = ++at_;
    bool doubled = false;
    for (;; ++at_) {
      if (at_ >= bytes_.size())
        return refuse(ErrorKind::invalid, std::string(file_name_) + "!" + std::to_string(line), "scoredata.open_quote");
      if (bytes_[at_] == '\n') ++line_;
      if (bytes_[at_] != '"') continue;
      if (bytes_.substr(at_ + 1, 1) != "\"") break;
      doubled = true;
      ++at_;
    }
    const std::string_view inside = bytes_.substr(begin, at_ - begin);
    csv_.cells.push_back(
        doubled ? std::string_view(csv_.unquoted.emplace_back(replace_all(std::string(inside), "\"\"", "\"")))
                : inside);
    for (++at_; at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n'; ++at_)
      if (bytes_[at_] != ' ' && bytes_[at_] != '\r')
        return refuse(ErrorKind::invalid, std::string(file_name_) + "!" + std::to_string(line),
                      "scoredata.text_after_quote");
    return {};
  }

  std::string_view bytes_;
  std::string_view file_name_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  char separator_ = ',';
  WideCsv csv_;
};

// Tables are ASCII but for headers and names: eight bytes at a time, and the rest by the letter. A run of
// bytes above 127 holds whole characters, or it is not UTF-8.
bool is_text(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0;
    while (at + 8 <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + at, 8);
      if ((eight & kHighBits) != 0) break;
      at += 8;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80 && at % 8 != 7) ++at;
    const std::size_t begin = at;
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80) ++at;
    if (!is_valid_utf8(bytes.substr(begin, at - begin))) return false;
    if (begin == at && at < bytes.size()) ++at;
  }
  return true;
}

}  // namespace

Result<WideCsv> read_wide_csv(std::string_view bytes, std::string_view file_name) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_text(bytes)) return refuse(ErrorKind::invalid, std::string(file_name), "scoredata.not_utf8");
  return Reader(bytes, file_name).read();
}

}  // namespace guatu::scoredata
