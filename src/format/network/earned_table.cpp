// SPDX-License-Identifier: Apache-2.0
#include "format/network/earned_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "format/network/network_cells.hpp"

namespace guatu::network {
namespace {

enum class Column : std::uint8_t { other, planned, earned, spent };

Column column_of(std::string_view header) {
  const std::string word = squeeze(header);
  if (word == "pv" || word == "PV" || word == "计划值") return Column::planned;
  if (word == "ev" || word == "EV" || word == "挣值") return Column::earned;
  if (word == "ac" || word == "AC" || word == "实际成本") return Column::spent;
  return Column::other;
}

std::unexpected<Error> wrong(std::size_t line, const char* code, std::string_view value) {
  return refuse(ErrorKind::invalid, "line " + std::to_string(line), code,
                {{"value", std::string(value.substr(0, 40))}});
}

class EarnedReader {
 public:
  Result<void> row(std::string_view line, std::size_t number) {
    const auto cells = split_csv_line(line);
    if (columns_.empty()) return header(cells, number);
    std::optional<double> values[4];
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      const std::string folded = replace_all(fold_width(cells[i]), ",", "");
      const std::string_view cell = trim(folded);
      if (columns_[i] == Column::other || cell.empty()) continue;
      double value = 0;
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
        return wrong(number, "network.not_a_figure", cell);
      values[static_cast<std::size_t>(columns_[i])] = value;
    }
    return add(values[1], values[2], values[3], number);
  }

  bool has_header() const { return !columns_.empty(); }
  EarnedTable input;

 private:
  Result<void> header(const std::vector<std::string>& cells, std::size_t number) {
    for (const std::string& cell : cells) columns_.push_back(column_of(cell));
    if (std::find(columns_.begin(), columns_.end(), Column::planned) == columns_.end())
      return wrong(number, "network.no_header", "");
    return {};
  }

  // A late project goes on earning when the plan has ended: then only ev is given.
  Result<void> add(std::optional<double> planned, std::optional<double> earned, std::optional<double> spent,
                   std::size_t line) {
    const std::size_t period = ++periods_;
    if (planned) {
      if (input.planned.size() + 1 != period) return wrong(line, "network.figures_with_holes", "pv");
      input.planned.push_back(*planned);
    }
    if (earned) {
      if (input.earned.size() + 1 != period) return wrong(line, "network.figures_with_holes", "ev");
      input.earned.push_back(*earned);
      input.spent.push_back(spent);
    }
    return {};
  }

  std::vector<Column> columns_;
  std::size_t periods_ = 0;
};

}  // namespace

Result<EarnedTable> read_earned_csv(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  EarnedReader reader;
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const auto end = bytes.find('\n');
    std::string_view line = trim(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    GUATU_CHECK(reader.row(line, number));
  }
  if (!reader.has_header()) return wrong(number, "network.no_header", "");
  return std::move(reader.input);
}

}  // namespace guatu::network
