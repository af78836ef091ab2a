// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_store.hpp"

namespace guatu::enterprise {

const db::Table<Enterprise>& enterprise_table() {
  static const auto kTable = db::table<Enterprise>(
      "enterprise", db::key("id", &Enterprise::id), db::column("name", &Enterprise::name),
      db::column("industry", &Enterprise::industry), db::column("product", &Enterprise::product),
      db::column("location", &Enterprise::location), db::column("above_scale", &Enterprise::above_scale),
      db::column("contact_leader", &Enterprise::contact_leader), db::column("phone", &Enterprise::phone),
      db::column("note", &Enterprise::note));
  return kTable;
}

}  // namespace guatu::enterprise
