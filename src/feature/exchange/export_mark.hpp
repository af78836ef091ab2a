// SPDX-License-Identifier: Apache-2.0
// What a sheet held when it went out (导出标识): a hidden sheet of an export or a form with the value of every cell, so
// that a cell which is empty when it comes back, and was not, is seen to have been emptied (清空). Without the hidden
// sheet a blank cell says nothing, as in every other workbook. It is not sealed: whatever it claims is only proposed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.hpp"
#include "base/sheet_out.hpp"
#include "feature/exchange/layout.hpp"
#include "feature/exchange/out_rows.hpp"

namespace guatu::exchange {

inline constexpr std::string_view kExportSheet = "导出标识";

sheet_out::Sheet export_mark_sheet(const Layout& layout, const std::vector<OutColumn>& columns,
                                   const std::vector<OutRecord>& records);

using EmptiedCells = std::map<sheet::Position, std::string>;  // what stood there when it went out

// The cells of a found table that are blank and were not; none when the workbook bears no mark of this layout.
EmptiedCells emptied_cells(const sheet::Workbook& workbook, const sheet::Sheet& sheet, const Table& table,
                           const Mapping& mapping);

}  // namespace guatu::exchange
