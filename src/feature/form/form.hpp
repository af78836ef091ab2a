// SPDX-License-Identifier: Apache-2.0
// Register of forms (报表登记): every request for data to lower units, with who answers for it, the document that
// allows it (依据), how often, until when, which fields of which units. Another person approves it; an edit asks for
// approval again. A field that a register or another form holds already is told, not refused.
//
// Refuses form.bad_id, form.no_fields, form.no_units, form.ends_before_start, form.unknown_layout, form.unknown_field,
// form.unknown_unit, form.named_twice, form.own_proposal, form.wrong_state, form.closed_already.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/result.hpp"
#include "feature/matter/matter.hpp"
#include "feature/project/month_report.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::form {

enum class Frequency { once, week, half_month, month, quarter, year };
inline constexpr Named<Frequency> kFrequencies[] = {
    {Frequency::once, "once", "一次性"},           {Frequency::week, "week", "每周"},
    {Frequency::half_month, "half_month", "半月"}, {Frequency::month, "month", "每月"},
    {Frequency::quarter, "quarter", "每季"},       {Frequency::year, "year", "每年"}};
constexpr std::span<const Named<Frequency>> names_of(Frequency) { return kFrequencies; }

enum class FormState { proposed, open, closed };
inline constexpr Named<FormState> kFormStates[] = {{FormState::proposed, "proposed", "待审批"},
                                                   {FormState::open, "open", "执行中"},
                                                   {FormState::closed, "closed", "已停报"}};
constexpr std::span<const Named<FormState>> names_of(FormState) { return kFormStates; }

struct Form {
  Id<Form> id;
  std::string name;
  std::string approver;  // the post that answers for it
  std::string basis;     // 云政办〔2026〕3号
  Frequency frequency = Frequency::month;
  std::optional<Date> starts_on;
  Date ends_on{};
  std::string layout;               // whose rows are asked for; empty: a form on paper
  std::vector<std::string> fields;  // of the layout, or free words on paper
  std::vector<Id<unit::Unit>> units;
  std::string note;
  FormState state = FormState::proposed;
  std::string proposed_by;
  Date proposed_on{};
  std::string approved_by;
  std::optional<Date> approved_on;
  std::string closed_by;
  std::optional<Date> closed_on;
  std::string close_reason;
  std::optional<Month> closed_through;  // periods up to this month are closed
  std::int64_t edition = 1;             // of what is asked; a template of an earlier one is stale

  bool asks(const Id<unit::Unit>& unit) const;
  bool is_running(Date today) const;  // approved, begun and not over
};

// What a register holds, by the names that offices use. Given by whoever knows the registers' tables.
enum class FieldColumns { one, by_month, none };  // that a template opens for it
struct HeldField {
  std::string layout;
  std::string layout_title;
  std::string field;
  std::vector<std::string> names;
  FieldColumns columns = FieldColumns::one;
};
using FieldCatalog = std::vector<HeldField>;

// The tables whose rows can be asked for by unit.
bool is_askable(std::string_view layout);

Result<void> check_form(const Form& form, const FieldCatalog& catalog, const std::vector<unit::Unit>& units);

// Which register or other form holds a field already: findings form.field_held, form.field_asked_twice.
std::vector<Problem> find_held(const Form& form, const FieldCatalog& catalog, const std::vector<Form>& others,
                               Date today);

Result<Form> approve(Form form, const std::string& by, Date today);
struct Closing {
  std::string reason;
  std::optional<Month> through;
};
Result<Form> close(Form form, const Closing& closing, const std::string& by, Date today);
// An edited form is proposed again by whoever edited it. Refuses form.wrong_state when it is closed.
Result<Form> propose_again(const Form& before, Form after, const std::string& by, Date today);

// ---- what a unit is asked ----

// Of the unit, those that owe months (month_report.hpp).
std::vector<project::Project> asked_projects(const std::vector<project::Project>& projects,
                                             const project::Reporting& reporting, const Id<unit::Unit>& unit);
std::vector<project::Milestone> asked_milestones(const std::vector<project::Milestone>& milestones,
                                                 const std::vector<project::Project>& projects);
// Those that nobody acted on here yet; the others are reported on where they are worked on.
std::vector<matter::Matter> asked_matters(const std::vector<matter::Matter>& matters, const Id<unit::Unit>& unit);

struct AskedRows {  // what rows of a layout are chosen from
  std::vector<project::Project> projects;
  std::vector<project::Milestone> milestones;
  std::vector<matter::Matter> matters;
  project::Reporting reporting{};
};
// Cells that one period asks of a unit: rows that it has today times the columns that are open to it; one row on paper.
std::int64_t count_cells(const Form& form, const FieldCatalog& catalog, const AskedRows& rows,
                         const Id<unit::Unit>& unit);

}  // namespace guatu::form
