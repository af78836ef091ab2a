// SPDX-License-Identifier: Apache-2.0
// Visits to projects and their photos over HTTP (调研、照片). A photo comes as a form with a file; what it is, is told
// by its bytes, and it is never shown to a browser as anything else.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::project {

inline constexpr std::uint64_t kPhotoBytesMax = 10 * 1024 * 1024;

std::vector<api::Route> photo_routes();

}  // namespace guatu::project
