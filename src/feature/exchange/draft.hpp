// SPDX-License-Identifier: Apache-2.0
// The draft of an import: every register as stored, and the rows the workbook changes or adds. Nothing is
// written until a whole file is without a wrong cell.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "feature/cycle/cycle.hpp"
#include "feature/enterprise/enterprise.hpp"
#include "feature/indicator/indicator.hpp"
#include "feature/indicator/target_edit.hpp"
#include "feature/matter/matter.hpp"
#include "feature/project/brought.hpp"
#include "feature/project/project.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::exchange {

std::string key_of(const unit::Unit& row);
std::string key_of(const unit::Person& row);
std::string key_of(const enterprise::Enterprise& row);
std::string key_of(const indicator::Indicator& row);
std::string key_of(const indicator::Target& row);
std::string key_of(const indicator::MonthShares& row);
std::string key_of(const indicator::Observation& row);
std::string key_of(const project::Project& row);
std::string key_of(const project::ProjectYear& row);
std::string key_of(const project::Milestone& row);
std::string key_of(const project::Adjustment& row);
std::string key_of(const matter::Matter& row);
std::string key_of(const matter::Report& row);
std::string key_of(const matter::Extension& row);
std::string key_of(const matter::Letter& row);
std::string key_of(const cycle::Cycle& row);
std::string key_of(const cycle::AgendaItem& row);

// Rows by key: stored ones, and copies of those that were touched.
template <class Row>
class RowSet {
 public:
  void load(std::vector<Row> rows) {
    stored_ = std::move(rows);
    for (std::size_t i = 0; i < stored_.size(); ++i) stored_by_key_[key_of(stored_[i])] = i;
  }
  // The row as it is now, or nullptr.
  const Row* find(const std::string& key) const {
    if (const auto touched = touched_by_key_.find(key); touched != touched_by_key_.end())
      return &touched_[touched->second];
    const auto stored = stored_by_key_.find(key);
    return stored == stored_by_key_.end() ? nullptr : &stored_[stored->second];
  }
  const Row* find_stored(const std::string& key) const {
    const auto stored = stored_by_key_.find(key);
    return stored == stored_by_key_.end() ? nullptr : &stored_[stored->second];
  }
  // The row to write into; `blank` when there is none yet. The reference lives until the next edit.
  Row& edit(Row blank) {
    const std::string key = key_of(blank);
    const auto [place, is_new] = touched_by_key_.try_emplace(key, touched_.size());
    if (is_new) {
      const Row* stored = find_stored(key);
      touched_.push_back(stored == nullptr ? std::move(blank) : *stored);
    }
    return touched_[place->second];
  }
  std::vector<Row>& touched() { return touched_; }
  const std::vector<Row>& touched() const { return touched_; }
  const std::vector<Row>& stored() const { return stored_; }
  // What was only needed for reading; afterwards find() knows the touched rows alone.
  void forget_stored() {
    stored_ = {};
    stored_by_key_.clear();
  }
  std::vector<Row> all() const {
    std::vector<Row> rows = touched_;
    for (const auto& row : stored_)
      if (!touched_by_key_.contains(key_of(row))) rows.push_back(row);
    return rows;
  }

 private:
  std::vector<Row> stored_;
  std::vector<Row> touched_;
  std::map<std::string, std::size_t> stored_by_key_;
  std::map<std::string, std::size_t> touched_by_key_;
};

struct Draft {
  RowSet<unit::Unit> units;
  RowSet<unit::Person> people;
  RowSet<enterprise::Enterprise> enterprises;
  RowSet<indicator::Indicator> indicators;
  RowSet<indicator::Target> targets;
  RowSet<indicator::MonthShares> month_shares;
  RowSet<indicator::Observation> observations;
  RowSet<project::Project> projects;
  RowSet<project::ProjectYear> project_years;
  RowSet<project::Milestone> milestones;
  RowSet<project::Adjustment> adjustments;
  RowSet<matter::Matter> matters;
  RowSet<matter::Report> reports;
  RowSet<matter::Extension> extensions;
  RowSet<matter::Letter> letters;
  RowSet<cycle::Cycle> cycles;
  RowSet<cycle::AgendaItem> agenda;

  // What is needed beside the rows to ask what a page would ask.
  project::CourseDaysOf course_days;
  std::map<std::string, project::BaselineApproval> baseline_approvals;  // by project/sequence
  std::map<std::string, std::string> target_reasons;                    // by indicator/unit/year
  std::vector<indicator::TargetAdjustment> target_adjustments;          // stored ones

  // The district (or city) whose year this is: the root unit that has the compared units below it.
  std::optional<Id<unit::Unit>> home() const;
  // Brings a later vintage of a stored figure (更正统计数), which takes a second person.
  bool corrects_statistics() const;
  void forget_stored();
};

// Every register of the draft, in the order in which rows refer to each other.
template <class SomeDraft, class Visit>
void each_register(SomeDraft& draft, const Visit& visit) {
  visit(draft.units), visit(draft.people), visit(draft.enterprises);
  visit(draft.indicators), visit(draft.targets), visit(draft.month_shares), visit(draft.observations);
  visit(draft.projects), visit(draft.project_years), visit(draft.milestones), visit(draft.adjustments);
  visit(draft.matters), visit(draft.reports), visit(draft.extensions), visit(draft.letters);
  visit(draft.cycles), visit(draft.agenda);
}

}  // namespace guatu::exchange
