// SPDX-License-Identifier: Apache-2.0
// Units, people and enterprises out of their tables.
#include "base/code.hpp"
#include "base/text.hpp"
#include "feature/exchange/table_rows.hpp"

namespace guatu::exchange {

void read_units(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string code = row.key("id");
    if (code.empty() || !records.is_first(row, "id", code)) return;
    unit::Unit blank;
    blank.id.value = code;
    auto& unit = draft.units.edit(std::move(blank));
    row.set("name", unit.name);
    row.set("short_name", unit.short_name);
    row.set_words("aliases", unit.aliases);
    row.set("kind", unit.kind);
    row.set_id("parent", unit.parent);
    row.set("sequence", unit.sequence);
    row.set("group", unit.group);
    row.set("valid_from", unit.valid_from);
    row.set("valid_until", unit.valid_until);
    row.set("note", unit.note);
    if (unit.name.empty()) row.report("name", wrong_cell("import.key_missing", {{"field", "单位名称"}}));
  });
}

void read_people(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string name = row.key("name");
    std::optional<Id<unit::Unit>> unit;
    row.set("unit", unit);
    if (name.empty() || !unit) return;
    const auto id = unit::person_id(*unit, name);
    if (!records.is_first(row, "name", id.value)) return;
    unit::Person blank;
    blank.id = id;
    auto& person = draft.people.edit(std::move(blank));
    person.name = name;
    person.unit = *unit;
    row.set("post", person.post);
    row.set("role", person.role);
    row.set("phone", person.phone);
    row.set("sequence", person.sequence);
    row.set("valid_from", person.valid_from);
    row.set("valid_until", person.valid_until);
    row.set("note", person.note);
  });
}

namespace {

// Real early codes fail the check digit, so both findings are doubts and the row is taken.
void check_code(const RowReader& row, const std::string& code) {
  switch (check_credit_code(code).check) {
    case CodeCheck::right:
      return;
    case CodeCheck::wrong_check_digit:
      return row.report("id", wrong_cell("import.credit_check_digit", {{"value", code}}), Severity::doubtful);
    case CodeCheck::wrong_form:
      return row.report("id", wrong_cell("import.not_a_credit_code", {{"value", code}}), Severity::doubtful);
  }
}

}  // namespace

void read_enterprises(const TableContext& context, Draft& draft) {
  Records records(context);
  records.each([&](const RowReader& row) {
    const std::string code = row.key("id");
    if (code.empty() || !records.is_first(row, "id", code)) return;
    check_code(row, code);
    enterprise::Enterprise blank;
    blank.id.value = code;
    auto& enterprise = draft.enterprises.edit(std::move(blank));
    row.set("name", enterprise.name);
    row.set("industry", enterprise.industry);
    row.set("product", enterprise.product);
    row.set("location", enterprise.location);
    row.set("above_scale", enterprise.above_scale);
    row.set("contact_leader", enterprise.contact_leader);
    row.set("phone", enterprise.phone);
    row.set("note", enterprise.note);
  });
}

}  // namespace guatu::exchange
