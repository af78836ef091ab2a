// SPDX-License-Identifier: Apache-2.0
// Matters as a list in a workbook (事项清单), in the order of the page, units by name, with the days each is late on a
// day. Refuses what format/xlsx refuses.
#pragma once

#include <string>

#include "base/sheet_out.hpp"
#include "feature/matter/matter.hpp"
#include "platform/db/page.hpp"

namespace guatu::matter {

Result<std::string> write_matter_sheet(const db::Reader& reader, const db::Page<Matter>& page, Date today,
                                       const sheet_out::Mark& mark);

}  // namespace guatu::matter
