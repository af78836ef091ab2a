// SPDX-License-Identifier: Apache-2.0
// Lists on trial as a table (试运行): one description of a row serves SQL and its history. Columns are added at the
// end; none changes its meaning.
#pragma once

#include "feature/trial/trial.hpp"
#include "platform/db/table.hpp"

namespace guatu::trial {

const db::Table<Trial>& trial_table();

}  // namespace guatu::trial
