// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_edit_actions.hpp"

#include "feature/enterprise/enterprise_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/personal.hpp"

namespace guatu::enterprise {
namespace {

std::unexpected<Error> no_such(const std::string& id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id}});
}

const db::row_change::Columns kPersonal{"phone"};

}  // namespace

Result<db::Versioned<Enterprise>> find_enterprise(const db::Reader& reader, const Id<Enterprise>& id) {
  auto found = db::find_versioned(reader, enterprise_table(), id);
  if (!found) return no_such(id.value);
  return std::move(*found);
}

Result<std::vector<db::ToldVersion<Enterprise>>> load_enterprise_history(const db::Reader& reader,
                                                                         const Id<Enterprise>& id) {
  auto told = db::load_told_history(reader, enterprise_table(), id.value);
  if (told.empty()) return no_such(id.value);
  return told;
}

db::Page<Enterprise> load_enterprise_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, enterprise_table(), query);
}

Result<db::Versioned<Enterprise>> create_enterprise(db::Tx& tx, const Enterprise& enterprise, CodeStanding code) {
  GUATU_CHECK(check_enterprise(enterprise, code, unit::load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, enterprise_table(), enterprise));
  tx.journal({"enterprise.created", enterprise.id.value,
              db::change_content<Enterprise>(enterprise_table(), nullptr, enterprise, kPersonal)});
  return db::Versioned<Enterprise>{enterprise, version};
}

Result<db::Versioned<Enterprise>> edit_enterprise(db::Tx& tx, Enterprise enterprise,
                                                  const std::optional<std::string>& phone,
                                                  std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_enterprise(tx, enterprise.id));
  enterprise.phone = phone.value_or(before.row.phone);
  GUATU_CHECK(check_enterprise(enterprise, CodeStanding::stored, unit::load_units(tx)));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, enterprise_table(), enterprise, expected_version));
  if (version != before.version)
    tx.journal({"enterprise.edited", enterprise.id.value,
                db::change_content(enterprise_table(), &before.row, enterprise, kPersonal)});
  return db::Versioned<Enterprise>{std::move(enterprise), version};
}

Result<std::string> reveal_phone(db::Tx& tx, const Id<Enterprise>& id) {
  GUATU_TRY(auto found, find_enterprise(tx, id));
  tx.journal({"enterprise.phone_revealed", id.value, "{}"});
  return std::move(found.row.phone);
}

Result<db::Versioned<Enterprise>> erase_phone(db::Tx& tx, const Id<Enterprise>& id, std::string_view reason) {
  GUATU_TRY(auto found, find_enterprise(tx, id));
  found.row.phone.clear();
  GUATU_TRY(found.version, db::put_if(tx, enterprise_table(), found.row, found.version));
  const db::Erased erased = db::erase_personal(tx, enterprise_table().shape().entity, id.value);
  if (erased.versions.empty()) return refuse(ErrorKind::conflict, "", "unit.no_phone", {{"id", id.value}});
  tx.journal({"enterprise.phone_erased", id.value, db::erasure_content(erased, reason)});
  return found;
}

}  // namespace guatu::enterprise
