// SPDX-License-Identifier: Apache-2.0
// Routes of units and people (单位、人员): lists in the official order, creating and editing by version, history, and a
// phone number in full on a recorded request. api/openapi.yaml has their shapes.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::unit {

std::vector<api::Route> unit_routes();

}  // namespace guatu::unit
