// SPDX-License-Identifier: Apache-2.0
// Routes of enterprises (企业): the list, one with its history, creating and editing by version. Phones are masked.
// Who reads through relations sees the enterprises located in his units, and those he looks after.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::enterprise {

std::vector<api::Route> enterprise_routes();

}  // namespace guatu::enterprise
