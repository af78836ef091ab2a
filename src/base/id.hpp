// SPDX-License-Identifier: Apache-2.0
// Id<Entity>: the key of one register row. It is text, because offices already number their units,
// indicators and projects; ids of different registers do not mix.
#pragma once

#include <compare>
#include <functional>
#include <string>

namespace guatu {

template <class Entity>
struct Id {
  std::string value;

  bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace guatu

template <class Entity>
struct std::hash<guatu::Id<Entity>> {
  std::size_t operator()(const guatu::Id<Entity>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
