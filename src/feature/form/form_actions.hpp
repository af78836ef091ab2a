// SPDX-License-Identifier: Apache-2.0
// Forms against the store (报表登记): proposing, editing, approving and closing them, each with its journal entry, and
// what they ask of every unit. Refuses what form.hpp refuses, api.no_such_record, a version that is not the stored one.
#pragma once

#include <string>
#include <vector>

#include "feature/form/form.hpp"
#include "platform/db/row_change.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::form {

std::vector<db::Versioned<Form>> load_forms(const db::Reader& reader);  // by end, the latest first
Result<db::Versioned<Form>> find_form(const db::Reader& reader, const Id<Form>& id);

Result<db::Versioned<Form>> propose_form(db::Tx& tx, Form form, const FieldCatalog& catalog);
Result<db::Versioned<Form>> edit_form(db::Tx& tx, Form form, const FieldCatalog& catalog,
                                      std::int64_t expected_version);
Result<db::Versioned<Form>> approve_form(db::Tx& tx, const Id<Form>& id, std::int64_t expected_version);
Result<db::Versioned<Form>> close_form(db::Tx& tx, const Id<Form>& id, const Closing& closing,
                                       std::int64_t expected_version);

AskedRows load_asked_rows(const db::Reader& reader, Date today);
std::vector<Problem> load_held(const db::Reader& reader, const Form& form, const FieldCatalog& catalog, Date today);

struct AskedForm {
  Form form;
  std::int64_t cells = 0;  // of one period
  std::int64_t cells_in_month = 0;
};
struct UnitBurden {  // 填报负担
  Id<unit::Unit> unit;
  std::vector<AskedForm> forms;
};
// What approved forms ask in the month, of units in their official order.
std::vector<UnitBurden> load_burden(const db::Reader& reader, const FieldCatalog& catalog, Month month, Date today);

}  // namespace guatu::form
