// SPDX-License-Identifier: Apache-2.0
// The light of a project over HTTP (项目亮灯): why it is what it is, and the notes of leaders that set one by hand with
// a reason and a last day.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::lights {

std::vector<api::Route> project_light_routes();

}  // namespace guatu::lights
