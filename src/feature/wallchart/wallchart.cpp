// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/wallchart.hpp"

#include <algorithm>
#include <array>

namespace guatu::wallchart {
namespace {

constexpr std::array<std::string_view, 8> kShapeNames{"disc",    "triangle", "square", "diamond",
                                                      "octagon", "ring",     "tick",   "bar"};

}  // namespace

Result<Shape> parse_shape(std::string_view name) {
  const auto found = std::ranges::find(kShapeNames, name);
  if (found == kShapeNames.end())
    return refuse(ErrorKind::invalid, "shape", "wallchart.unknown_shape", {{"value", std::string(name)}});
  return static_cast<Shape>(found - kShapeNames.begin());
}

std::string_view name_of(Shape shape) { return kShapeNames[static_cast<std::size_t>(shape)]; }

}  // namespace guatu::wallchart
