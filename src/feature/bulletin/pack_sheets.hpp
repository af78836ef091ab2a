// SPDX-License-Identifier: Apache-2.0
// The pack's tables as a workbook (附表): one sheet a table, typed numbers, frozen headers, lights with word and
// colour. It refuses nothing: what it is given was checked when the page was made.
#pragma once

#include "base/sheet_out.hpp"
#include "feature/bulletin/pack_page.hpp"

namespace guatu::bulletin {

sheet_out::Workbook make_sheets(const cycle::Snapshot& snapshot, const wallchart::PackView& page);

}  // namespace guatu::bulletin
