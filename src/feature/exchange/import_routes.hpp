// SPDX-License-Identifier: Apache-2.0
// Routes of imports (导入): upload, preview, mapping, corrections, applying, taking back, dropping, the error workbook.
// The office imports anything; a unit's contact its own filled-in templates; a bureau the statistics it releases. Who
// is not the office sees his own uploads.
#pragma once

#include <vector>

#include "feature/exchange/layout.hpp"
#include "platform/api/route.hpp"

namespace guatu::exchange {

std::vector<api::Route> import_routes(const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
