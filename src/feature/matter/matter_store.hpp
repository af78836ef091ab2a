// SPDX-License-Identifier: Apache-2.0
// Matters, reports, extensions and letters as tables (事项、反馈、延期、督办函): one description of a row serves SQL,
// its history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/matter/matter.hpp"
#include "platform/db/table.hpp"

namespace guatu::matter {

const db::Table<Matter>& matter_table();
const db::Table<Report>& matter_report_table();
const db::Table<Extension>& extension_table();
const db::Table<Letter>& letter_table();

}  // namespace guatu::matter
