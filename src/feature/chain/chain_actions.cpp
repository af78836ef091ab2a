// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain_actions.hpp"

#include <algorithm>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/chain/chain_store.hpp"
#include "feature/indicator/figure_actions.hpp"
#include "feature/indicator/indicator_edit_actions.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::chain {
namespace {

std::unexpected<Error> no_such(std::string id) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::move(id)}});
}

bool has_start(const Found& found, const std::vector<unit::Unit>& units, const Question& question) {
  const auto is_it = [&](const auto& id) { return id.value == question.id; };
  switch (question.start) {
    case Start::indicator:
      return std::ranges::any_of(found.indicators, is_it, &indicator::Indicator::id);
    case Start::project:
      return std::ranges::any_of(found.projects, is_it, [](const ChainProject& one) { return one.project.id; });
    case Start::matter:
      return std::ranges::any_of(found.matters, is_it, [](const ChainMatter& one) { return one.matter.id; });
    case Start::unit:
      return std::ranges::any_of(units, is_it, &unit::Unit::id);
  }
  return false;
}

// The unit asked for where it has a part in the indicator, else the first one in the official order.
const unit::Unit* unit_for(const indicator::FigureView& view, const indicator::FigureBook& book,
                           const indicator::Indicator& indicator, const Question& question) {
  const int year = question.period.year();
  const unit::Unit* first = nullptr;
  for (const auto& unit : view.units) {
    if (!book.knows(indicator, unit.id, year)) continue;
    if (question.start == Start::unit && unit.id.value == question.id) return &unit;
    if (first == nullptr) first = &unit;
  }
  return first;
}

}  // namespace

std::vector<ToldContribution> load_all(const db::Reader& reader) {
  std::vector<ToldContribution> told;
  for (auto& one : load_contributions(reader))
    told.push_back(
        {std::move(one.contribution), std::move(one.project_name), std::move(one.indicator_name), one.version});
  return told;
}

Result<ToldContribution> find_contribution(const db::Reader& reader, const Id<project::Project>& project,
                                           const Id<indicator::Indicator>& indicator) {
  auto found = db::find_versioned(reader, contribution_table(), project, indicator);
  if (!found) return no_such(project.value + "/" + indicator.value);
  GUATU_TRY(const auto whose, project::find_project(reader, project));
  GUATU_TRY(const auto to_what, indicator::find_indicator(reader, indicator));
  return ToldContribution{std::move(found->row), whose.row.name, to_what.row.name, found->version};
}

Result<ToldContribution> put_contribution(db::Tx& tx, const Contribution& contribution,
                                          std::optional<std::int64_t> expected_version) {
  GUATU_TRY(const auto project, project::find_project(tx, contribution.project));
  GUATU_TRY(const auto indicator, indicator::find_indicator(tx, contribution.indicator));
  GUATU_CHECK(check_contribution(contribution));
  const auto& table = contribution_table();
  const auto before = db::find_versioned(tx, table, contribution.project, contribution.indicator);
  GUATU_TRY(const std::int64_t version, expected_version ? db::put_if(tx, table, contribution, *expected_version)
                                                         : db::put_new(tx, table, contribution));
  if (!before || before->version != version)
    tx.journal({"chain.contribution_set", contribution.project.value + "/" + contribution.indicator.value,
                db::change_content(table, before ? &before->row : nullptr, contribution)});
  return ToldContribution{contribution, project.row.name, indicator.row.name, version};
}

namespace {

// Where an indicator stands: in the month whose figures are due, or in a later one that is out already.
indicator::Cell newest_cell(const indicator::FigureView& view, const indicator::FigureBook& book,
                            const indicator::Indicator& indicator, const Id<unit::Unit>& unit, Month due, Month until) {
  const auto newest = indicator::standing_of(book, indicator, unit, {}, until, view.tolerance);
  return indicator::cell_of(view, book, indicator, unit, std::max(due, newest.month.value_or(due)));
}

}  // namespace

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  return db::undo_at(tx, contribution_table(), position);
}

Result<ToldChain> walk_chain(const db::Reader& reader, Question question, Instant now) {
  const Month due = cadence::load_figures_due(reader).month_at(question.today);
  question.period = period_of(question.today, due);
  ToldChain told{};
  told.units = unit::load_units(reader);
  Found found = walk(reader, question);
  if (!has_start(found, told.units, question)) return no_such(question.id);
  told.chain = put_together(std::move(found), question.today);
  if (told.chain.indicators.empty()) return told;
  indicator::ViewAsked asked{question.period, question.today, std::nullopt, now, std::nullopt, question.audience};
  if (told.chain.indicators.size() == 1) asked.indicator = told.chain.indicators.front().indicator.id;
  GUATU_TRY(told.view, indicator::load_view(reader, asked));
  const indicator::FigureBook book(told.view.registers, told.view.day);
  for (const auto& one : told.chain.indicators) {
    const auto known = std::ranges::find(told.view.registers.indicators, one.indicator.id, &indicator::Indicator::id);
    if (known == told.view.registers.indicators.end()) continue;
    if (const unit::Unit* unit = unit_for(told.view, book, *known, question))
      told.cells.emplace(one.indicator.id.value, newest_cell(told.view, book, *known, unit->id, due, question.period));
  }
  return told;
}

}  // namespace guatu::chain
