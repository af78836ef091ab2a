// SPDX-License-Identifier: Apache-2.0
// Enterprises as tables (企业): one description of a row serves SQL, its
// history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/enterprise/enterprise.hpp"
#include "platform/db/table.hpp"

namespace guatu::enterprise {

const db::Table<Enterprise>& enterprise_table();

}  // namespace guatu::enterprise
