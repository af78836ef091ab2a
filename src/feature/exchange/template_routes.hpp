// SPDX-License-Identifier: Apache-2.0
// Routes of templates and exports (表样、导出): the forms that can be filled in, one of them as a workbook for a unit
// and period, and registers as workbooks. Who reads through relations gets those of his own units.
#pragma once

#include <vector>

#include "feature/exchange/layout.hpp"
#include "platform/api/route.hpp"

namespace guatu::exchange {

std::vector<api::Route> template_routes(const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
