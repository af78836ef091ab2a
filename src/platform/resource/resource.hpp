// SPDX-License-Identifier: Apache-2.0
// The files of data/ as they were built in: migrations, calendars, rule presets, messages, templates.
// Names are paths from the project's root, such as data/rule/yinchuan-2025.toml.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace guatu::resource {

std::optional<std::string_view> find(std::string_view name);
std::vector<std::string_view> names_under(std::string_view folder);  // sorted by name

}  // namespace guatu::resource
