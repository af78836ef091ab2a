// SPDX-License-Identifier: Apache-2.0
// Enterprises as a list in a workbook (企业清单), in the order of the page, units by name, telephone numbers left out.
// Refuses what format/xlsx refuses.
#pragma once

#include <string>

#include "base/sheet_out.hpp"
#include "feature/enterprise/enterprise.hpp"
#include "platform/db/page.hpp"

namespace guatu::enterprise {

Result<std::string> write_enterprise_sheet(const db::Reader& reader, const db::Page<Enterprise>& page,
                                           const sheet_out::Mark& mark);

}  // namespace guatu::enterprise
