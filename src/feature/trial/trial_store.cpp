// SPDX-License-Identifier: Apache-2.0
#include "feature/trial/trial_store.hpp"

namespace guatu::trial {

const db::Table<Trial>& trial_table() {
  static const auto kTable =
      db::table<Trial>("trial", db::key("list", &Trial::list), db::column("standing", &Trial::standing),
                       db::column("reason", &Trial::reason), db::column("changed_on", &Trial::changed_on));
  return kTable;
}

}  // namespace guatu::trial
