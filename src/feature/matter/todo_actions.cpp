// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/todo_actions.hpp"

#include <algorithm>
#include <utility>

#include "feature/matter/course_store.hpp"
#include "feature/unit/unit_actions.hpp"
#include "feature/unit/unit_edit_actions.hpp"
#include "platform/db/page.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::matter {
namespace {

// Counted so far; the page of somebody who did more says so many.
constexpr std::int64_t kDoneMost = 10'000;

std::vector<std::string> audiences_of(const db::Reader& reader, const Party& party) {
  std::vector<std::string> audiences;
  for (const auto& unit : party.works_for) audiences.push_back(unit_audience(unit));
  for (const auto& unit : party.verifies_for) audiences.push_back(verifier_audience(unit));
  if (party.is_office) audiences.emplace_back(kOfficeAudience);
  if (party.is_verifier) {
    audiences.emplace_back(kVerifierAudience);
    const bool is_listed = party.own_unit && party.verifies_for.contains(party.own_unit->value);
    if (party.own_unit && !is_listed) audiences.push_back(verifier_audience(party.own_unit->value));
  }
  if (party.signs_as.empty()) return audiences;
  for (const auto& signing : db::load(reader, signing_table(), "ORDER BY unit")) {
    if (!party.signs_as.contains(signing.unit.value)) continue;
    for (const auto& level : loop::kSignLevels)
      if (std::ranges::any_of(signing.people(level.value),
                              [&](const std::string& person) { return party.signs_as.contains(person); }))
        audiences.push_back(signer_audience(signing.unit.value, level.value));
  }
  return audiences;
}

TodoPage load_by_duty(const db::Reader& reader, const std::vector<std::string>& audiences, std::int64_t offset,
                      std::int64_t limit) {
  TodoPage page;
  if (audiences.empty()) return page;
  db::PageQuery count;
  count.filters = {{"audience", audiences}};
  count.sort = "due";
  count.limit = 0;
  page.total = db::load_page(reader, duty_table(), count).total;
  if (offset < page.total) page.lines = load_lines_of(reader, audiences, offset, limit);
  return page;
}

}  // namespace

TodoPage load_todos(const db::Reader& reader, const Party& party, Box box, std::int64_t offset, std::int64_t limit) {
  switch (box) {
    case Box::done:
      return {load_lines_done_by(reader, party.account, offset, limit),
              count_done_by(reader, party.account, kDoneMost)};
    case Box::started:
      return load_by_duty(reader, {starter_audience(party.account)}, offset, limit);
    case Box::waiting:
      break;
  }
  return load_by_duty(reader, audiences_of(reader, party), offset, limit);
}

Result<db::Versioned<Signing>> find_signing(const db::Reader& reader, const Id<unit::Unit>& unit) {
  GUATU_TRY(const auto known, unit::find_unit(reader, unit));
  static_cast<void>(known);
  auto found = db::find_versioned(reader, signing_table(), unit);
  if (!found) return db::Versioned<Signing>{{unit, {}, {}, {}}, 1};
  ++found->version;  // nothing set is a version too, and changes are made from it
  return std::move(*found);
}

Result<db::Versioned<Signing>> set_signing(db::Tx& tx, const Id<unit::Unit>& unit,
                                           const std::vector<SigningLevel>& levels, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_signing(tx, unit));
  Names known;
  for (const auto& person : unit::load_people(tx))
    if (person.unit == unit) known.insert(person.id.value);
  GUATU_TRY(const Signing signing, decide_signing(unit, levels, known));
  if (before.version != expected_version)
    return refuse(ErrorKind::conflict, "unit_signing/" + unit.value, "store.version_conflict",
                  {{"expected", std::to_string(expected_version)}, {"version", std::to_string(before.version)}});
  db::put(tx, signing_table(), signing);
  GUATU_TRY(auto after, find_signing(tx, unit));
  if (after.version != before.version)
    tx.journal({"unit.signing_set", unit.value,
                db::change_content(signing_table(), before.version == 1 ? nullptr : &before.row, after.row)});
  return after;
}

}  // namespace guatu::matter
