// SPDX-License-Identifier: Apache-2.0
// A wide csv (宽表) as views into its own bytes: the fast way in for tables of units × items, where copying
// every cell would cost more than the computation. UTF-8, comma or tab, RFC 4180 quotes. Refuses other encodings and
// rows of unequal length; the general reader with all its tolerance is format/csv.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::scoredata {

struct WideCsv {
  std::size_t columns = 0;
  std::vector<std::string_view> cells;  // row by row, header first; views into the bytes given or into `unquoted`
  std::vector<std::uint32_t> rows;      // the line each row begins on, from 1
  std::deque<std::string> unquoted;     // cells whose quotes had to be undone
};

// `bytes` must outlive the result. Refuses scoredata.not_utf8, scoredata.empty, scoredata.row_length,
// scoredata.open_quote, scoredata.text_after_quote.
Result<WideCsv> read_wide_csv(std::string_view bytes, std::string_view file_name);

}  // namespace guatu::scoredata
