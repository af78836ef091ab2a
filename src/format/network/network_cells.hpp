// SPDX-License-Identifier: Apache-2.0
// The cells of a csv network: durations (10d, 3ed, 4h, 2w, 30m), links (A; B SS+2d; C FF-10%), dates and times.
// What cannot be read is no value; the reader says where it stands.
#pragma once

#include <optional>
#include <string_view>

#include "format/network/network_file.hpp"

namespace guatu::network {

enum class DateSide : std::uint8_t { start, finish };  // a day without a time is its beginning or its end

std::optional<Length> parse_length(std::string_view text, Tenths workday);
std::optional<LinkCell> parse_link(std::string_view text, Tenths workday);
Time parse_moment(std::string_view text, DateSide side);
std::optional<WorkingTime> parse_shift(std::string_view text);  // 08:00-12:00

// Fields of one csv line, quotes taken off; a quoted field may hold commas but no line break.
std::vector<std::string> split_csv_line(std::string_view line);

}  // namespace guatu::network
