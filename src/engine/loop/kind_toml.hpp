// SPDX-License-Identifier: Apache-2.0
// Reads kinds of matters from TOML (data/matter/kinds.toml, docs/format/matter-kind.md). A limit is written
// “5 workdays”, “20 days”, “3 months” or “2 hours”. All problems are reported at once, each with its line; a field
// nobody knows is refused, because a misspelt limit would otherwise be no limit.
#pragma once

#include <string_view>
#include <vector>

#include "engine/loop/kind.hpp"

namespace guatu::loop {

inline constexpr std::size_t kKindBytesMax = 256 * 1024;

// Refuses loop.toml_syntax, loop.file_too_long, loop.field_missing, loop.field_wrong, loop.field_unknown,
// loop.name_twice, loop.too_many.
Result<std::vector<Kind>> parse_kinds(std::string_view toml, std::string_view place);

}  // namespace guatu::loop
