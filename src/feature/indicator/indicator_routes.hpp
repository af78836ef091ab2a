// SPDX-License-Identifier: Apache-2.0
// What the server answers about indicators (指标接口): the register, targets, estimates, peers, views of figures, and
// statistics brought in by two people. No route changes an observation.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::indicator {

std::vector<api::Route> indicator_routes();  // all of them
std::vector<api::Route> target_routes();     // targets, month shares, estimates, peers
std::vector<api::Route> figure_routes();     // matrix, sprint, series, gap
std::vector<api::Route> transcription_routes();
std::vector<api::Route> correction_routes();

}  // namespace guatu::indicator
