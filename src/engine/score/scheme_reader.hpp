// SPDX-License-Identifier: Apache-2.0
// Reads a scheme (考评方案) from its TOML text; the keys stand in docs/format/score.md. All problems of the
// text are reported together, each with its place and line. The checks of the finished scheme follow.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"

namespace guatu::score {

Result<Scheme> read_scheme(std::string_view toml);

// The method of a setting: a name, or a table with `name` and parameters. Shared with robustness alternatives.
struct Setting;
class TableReader;
void read_items(TableReader& file, Scheme& scheme, std::vector<Problem>& problems);
void read_boards(TableReader& file, Scheme& scheme, std::vector<Problem>& problems);

}  // namespace guatu::score
