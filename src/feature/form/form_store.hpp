// SPDX-License-Identifier: Apache-2.0
// Forms as a table (报表登记): one description of a row serves SQL and its history. Columns are added at the end; none
// changes its meaning.
#pragma once

#include "feature/form/form.hpp"
#include "platform/db/table.hpp"

namespace guatu::form {

const db::Table<Form>& form_table();

}  // namespace guatu::form
