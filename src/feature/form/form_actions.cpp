// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form_actions.hpp"

#include "feature/form/form_period.hpp"
#include "feature/form/form_store.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::form {
namespace {

Result<db::Versioned<Form>> save_step(db::Tx& tx, const Form& before, Form after, std::int64_t expected_version,
                                      const char* kind) {
  GUATU_TRY(const std::int64_t version, db::put_if(tx, form_table(), after, expected_version));
  if (tx.has_change()) tx.journal({kind, after.id.value, db::change_content(form_table(), &before, after)});
  return db::Versioned<Form>{std::move(after), version};
}

std::vector<Form> rows_of(const std::vector<db::Versioned<Form>>& forms) {
  std::vector<Form> rows;
  for (const auto& form : forms) rows.push_back(form.row);
  return rows;
}

}  // namespace

std::vector<db::Versioned<Form>> load_forms(const db::Reader& reader) {
  return db::load_versioned(reader, form_table(), "ORDER BY ends_on DESC, id");
}

Result<db::Versioned<Form>> find_form(const db::Reader& reader, const Id<Form>& id) {
  auto found = db::find_versioned(reader, form_table(), id);
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value}});
  return std::move(*found);
}

Result<db::Versioned<Form>> propose_form(db::Tx& tx, Form form, const FieldCatalog& catalog) {
  GUATU_CHECK(check_form(form, catalog, unit::load_units(tx)));
  form.state = FormState::proposed;
  form.proposed_by = tx.actor().name;
  form.proposed_on = tx.today();
  GUATU_TRY(const std::int64_t version, db::put_new(tx, form_table(), form));
  tx.journal({"form.proposed", form.id.value, db::change_content<Form>(form_table(), nullptr, form)});
  return db::Versioned<Form>{std::move(form), version};
}

Result<db::Versioned<Form>> edit_form(db::Tx& tx, Form form, const FieldCatalog& catalog,
                                      std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_form(tx, form.id));
  GUATU_CHECK(check_form(form, catalog, unit::load_units(tx)));
  GUATU_TRY(Form after, propose_again(before.row, std::move(form), tx.actor().name, tx.today()));
  return save_step(tx, before.row, std::move(after), expected_version, "form.edited");
}

Result<db::Versioned<Form>> approve_form(db::Tx& tx, const Id<Form>& id, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_form(tx, id));
  GUATU_TRY(Form after, approve(before.row, tx.actor().name, tx.today()));
  return save_step(tx, before.row, std::move(after), expected_version, "form.approved");
}

Result<db::Versioned<Form>> close_form(db::Tx& tx, const Id<Form>& id, const Closing& closing,
                                       std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_form(tx, id));
  GUATU_TRY(Form after, close(before.row, closing, tx.actor().name, tx.today()));
  return save_step(tx, before.row, std::move(after), expected_version, "form.closed");
}

AskedRows load_asked_rows(const db::Reader& reader, Date today) {
  return {project::load_projects(reader), project::load_milestones(reader), matter::load_matters(reader),
          project::Reporting(project::load_adjustments(reader), today)};
}

std::vector<Problem> load_held(const db::Reader& reader, const Form& form, const FieldCatalog& catalog, Date today) {
  return find_held(form, catalog, rows_of(load_forms(reader)), today);
}

std::vector<UnitBurden> load_burden(const db::Reader& reader, const FieldCatalog& catalog, Month month, Date today) {
  const AskedRows rows = load_asked_rows(reader, today);
  const auto forms = load_forms(reader);
  std::vector<UnitBurden> burdens;
  for (const auto& unit : unit::load_units(reader)) {
    UnitBurden burden{unit.id, {}};
    for (const auto& [form, version] : forms) {
      const std::int64_t periods = form.state == FormState::open ? periods_in(form, month) : 0;
      if (periods == 0 || !form.asks(unit.id)) continue;
      const std::int64_t cells = count_cells(form, catalog, rows, unit.id);
      burden.forms.push_back({form, cells, cells * periods});
    }
    if (!burden.forms.empty()) burdens.push_back(std::move(burden));
  }
  return burdens;
}

}  // namespace guatu::form
