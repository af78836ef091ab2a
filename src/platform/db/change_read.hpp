// SPDX-License-Identifier: Apache-2.0
// What changed since (自某个位置以来的变化): asked with every request by whoever remembers something, so it reads only
// the versions written between two positions, however long the history is.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>

#include "platform/db/database.hpp"

namespace guatu::db {

// Whether a row of one of these registers changed after the one position and up to the other.
bool has_changed(const Reader& reader, std::initializer_list<std::string_view> entities, Position after,
                 Position until);
// The last position up to this one at which a row of the register changed; 0: never.
Position last_change(const Reader& reader, std::string_view entity, Position until);
// Each row version that was written after a position, in no order; a row may come several times.
void each_changed_row(const Reader& reader, Position after,
                      const std::function<void(std::string_view entity, std::string_view id)>& each);

}  // namespace guatu::db
