// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "feature/form/form_period.hpp"

namespace guatu::form {
namespace {

constexpr std::array<std::string_view, 4> kAskable{"project", "project_year", "milestone", "matter_change"};

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text != "burden" && std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-' || letter == '_';
  });
}

const HeldField* find_field(const FieldCatalog& catalog, std::string_view layout, std::string_view field) {
  for (const HeldField& held : catalog)
    if (held.layout == layout && held.field == field) return &held;
  return nullptr;
}

const HeldField* find_by_name(const FieldCatalog& catalog, std::string_view name) {
  const std::string wanted = squeeze(name);
  for (const HeldField& held : catalog)
    for (const std::string& one : held.names)
      if (!wanted.empty() && squeeze(one) == wanted) return &held;
  return nullptr;
}

std::string fields_of(const FieldCatalog& catalog, std::string_view layout) {
  std::vector<std::string> fields;
  for (const HeldField& held : catalog)
    if (held.layout == layout) fields.push_back(held.field);
  return join(fields, ", ");
}

void check_fields(const Form& form, const FieldCatalog& catalog, std::vector<Problem>& problems) {
  if (form.fields.empty()) problems.push_back({"fields", "form.no_fields", {}});
  if (!form.layout.empty() && !is_askable(form.layout)) {
    problems.push_back({"layout",
                        "form.unknown_layout",
                        {{"value", form.layout}, {"accepted", "project, project_year, milestone, matter_change"}}});
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const std::string place = "fields[" + std::to_string(i) + "]";
    if (!seen.insert(form.fields[i]).second)
      problems.push_back({place, "form.named_twice", {{"value", form.fields[i]}}});
    else if (!form.layout.empty() && find_field(catalog, form.layout, form.fields[i]) == nullptr)
      problems.push_back(
          {place, "form.unknown_field", {{"value", form.fields[i]}, {"accepted", fields_of(catalog, form.layout)}}});
  }
}

void check_units(const Form& form, const std::vector<unit::Unit>& units, std::vector<Problem>& problems) {
  if (form.units.empty()) problems.push_back({"units", "form.no_units", {}});
  std::set<std::string> seen;
  for (std::size_t i = 0; i < form.units.size(); ++i) {
    const std::string place = "units[" + std::to_string(i) + "]";
    if (!seen.insert(form.units[i].value).second)
      problems.push_back({place, "form.named_twice", {{"value", form.units[i].value}}});
    else if (std::ranges::find(units, form.units[i], &unit::Unit::id) == units.end())
      problems.push_back({place, "form.unknown_unit", {{"value", form.units[i].value}}});
  }
}

Result<void> check_state(const Form& form, FormState fitting) {
  if (form.state == fitting) return {};
  return refuse(ErrorKind::conflict, "", "form.wrong_state",
                {{"id", form.id.value},
                 {"state", std::string(chinese_of(form.state))},
                 {"accepted", std::string(chinese_of(fitting))}});
}

bool shares_a_unit(const Form& a, const Form& b) {
  return std::ranges::any_of(a.units, [&](const auto& unit) { return b.asks(unit); });
}

// The names by which a form's field is known: those of its register, or the words themselves.
std::set<std::string> names_of_field(const Form& form, const std::string& field, const FieldCatalog& catalog) {
  if (form.layout.empty()) {
    const HeldField* held = find_by_name(catalog, field);
    return held == nullptr ? std::set<std::string>{squeeze(field)}
                           : std::set<std::string>{held->layout + "." + held->field};
  }
  return {form.layout + "." + field};
}

std::string title_of(const Form& form, const std::string& field, const FieldCatalog& catalog) {
  const HeldField* held = find_field(catalog, form.layout, field);
  return held == nullptr || held->names.empty() ? field : held->names.front();
}

}  // namespace

bool Form::asks(const Id<unit::Unit>& unit) const { return std::ranges::find(units, unit) != units.end(); }

bool Form::is_running(Date today) const {
  return state == FormState::open && today <= ends_on && (!starts_on || *starts_on <= today);
}

bool is_askable(std::string_view layout) { return std::ranges::find(kAskable, layout) != kAskable.end(); }

Result<void> check_form(const Form& form, const FieldCatalog& catalog, const std::vector<unit::Unit>& units) {
  std::vector<Problem> problems;
  if (!is_id(form.id.value)) problems.push_back({"id", "form.bad_id", {{"value", form.id.value}}});
  if (form.starts_on && form.ends_on < *form.starts_on)
    problems.push_back({"ends_on",
                        "form.ends_before_start",
                        {{"value", format_date(form.ends_on)}, {"start", format_date(*form.starts_on)}}});
  check_fields(form, catalog, problems);
  check_units(form, units, problems);
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

std::vector<Problem> find_held(const Form& form, const FieldCatalog& catalog, const std::vector<Form>& others,
                               Date today) {
  std::vector<Problem> findings;
  for (const std::string& field : form.fields) {
    const HeldField* held = form.layout.empty() ? find_by_name(catalog, field) : nullptr;
    if (held != nullptr)
      findings.push_back({field, "form.field_held", {{"value", field}, {"register", held->layout_title}}});
    const auto names = names_of_field(form, field, catalog);
    for (const Form& other : others) {
      if (other.id == form.id || other.state == FormState::closed || other.ends_on < today) continue;
      if (!shares_a_unit(form, other)) continue;
      for (const std::string& asked : other.fields)
        if (names_of_field(other, asked, catalog) == names)
          findings.push_back(
              {field,
               "form.field_asked_twice",
               {{"value", title_of(form, field, catalog)}, {"form", other.id.value}, {"name", other.name}}});
    }
  }
  return findings;
}

Result<Form> approve(Form form, const std::string& by, Date today) {
  GUATU_CHECK(check_state(form, FormState::proposed));
  if (form.proposed_by == by) return refuse(ErrorKind::forbidden, "", "form.own_proposal", {{"id", form.id.value}});
  form.state = FormState::open;
  form.approved_by = by;
  form.approved_on = today;
  return form;
}

Result<Form> close(Form form, const Closing& closing, const std::string& by, Date today) {
  if (form.state == FormState::closed) GUATU_CHECK(check_state(form, FormState::open));
  if (closing.through) {
    GUATU_CHECK(check_state(form, FormState::open));
    if (form.closed_through && *closing.through <= *form.closed_through)
      return refuse(ErrorKind::conflict, "through", "form.closed_already",
                    {{"value", format_month(*closing.through)}, {"through", format_month(*form.closed_through)}});
    form.closed_through = closing.through;
    form.close_reason = closing.reason;
    return form;
  }
  form.state = FormState::closed;
  form.closed_by = by;
  form.closed_on = today;
  form.close_reason = closing.reason;
  return form;
}

Result<Form> propose_again(const Form& before, Form after, const std::string& by, Date today) {
  if (before.state == FormState::closed) GUATU_CHECK(check_state(before, FormState::open));
  after.state = FormState::proposed;
  after.proposed_by = by;
  after.proposed_on = today;
  after.approved_by.clear();
  after.approved_on.reset();
  after.closed_through = before.closed_through;
  after.close_reason = before.close_reason;
  after.edition = before.edition + 1;
  return after;
}

std::vector<project::Project> asked_projects(const std::vector<project::Project>& projects,
                                             const project::Reporting& reporting, const Id<unit::Unit>& unit) {
  std::vector<project::Project> asked;
  for (const auto& project : projects)
    if (project.responsible == unit && reporting.owes_months(project)) asked.push_back(project);
  return asked;
}

std::vector<project::Milestone> asked_milestones(const std::vector<project::Milestone>& milestones,
                                                 const std::vector<project::Project>& projects) {
  std::set<std::string> ids;
  for (const auto& project : projects) ids.insert(project.id.value);
  std::vector<project::Milestone> asked;
  for (const auto& milestone : milestones)
    if (!milestone.actual && ids.contains(milestone.project.value)) asked.push_back(milestone);
  return asked;
}

std::vector<matter::Matter> asked_matters(const std::vector<matter::Matter>& matters, const Id<unit::Unit>& unit) {
  std::vector<matter::Matter> asked;
  for (const auto& matter : matters)
    if (matter.lead == unit && !matter.acts && matter::is_running(matter)) asked.push_back(matter);
  return asked;
}

namespace {

std::int64_t open_columns(const Form& form, const FieldCatalog& catalog) {
  std::int64_t columns = 0;
  for (const std::string& field : form.fields) {
    const HeldField* held = find_field(catalog, form.layout, field);
    if (held == nullptr || held->columns == FieldColumns::one)
      ++columns;
    else if (held->columns == FieldColumns::by_month)
      columns += months_of_period(form);
  }
  return columns;
}

}  // namespace

std::int64_t count_cells(const Form& form, const FieldCatalog& catalog, const AskedRows& rows,
                         const Id<unit::Unit>& unit) {
  if (!form.asks(unit)) return 0;
  if (form.layout.empty()) return static_cast<std::int64_t>(form.fields.size());
  const std::int64_t columns = open_columns(form, catalog);
  if (form.layout == "matter_change")
    return columns * static_cast<std::int64_t>(asked_matters(rows.matters, unit).size());
  const auto projects = asked_projects(rows.projects, rows.reporting, unit);
  if (form.layout == "milestone")
    return columns * static_cast<std::int64_t>(asked_milestones(rows.milestones, projects).size());
  return columns * static_cast<std::int64_t>(projects.size());
}

}  // namespace guatu::form
