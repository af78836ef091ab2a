// SPDX-License-Identifier: Apache-2.0
// Keeping contributions and walking the chain (责任链). Refuses a project or an indicator that is not there, a start
// that is not there (api.no_such_record), a version that is not the stored one, and what chain.hpp refuses.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feature/chain/chain.hpp"
#include "feature/indicator/matrix.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::chain {

// A contribution as lists show it.
struct ToldContribution {
  Contribution contribution;
  std::string project_name;
  std::string indicator_name;
  std::int64_t version = 0;
};
std::vector<ToldContribution> load_all(const db::Reader& reader);
Result<ToldContribution> find_contribution(const db::Reader& reader, const Id<project::Project>& project,
                                           const Id<indicator::Indicator>& indicator);
// Without an expected version it must be new.
Result<ToldContribution> put_contribution(db::Tx& tx, const Contribution& contribution,
                                          std::optional<std::int64_t> expected_version);
// Takes back what the entry at `position` did to contributions. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

struct ToldChain {
  Chain chain;
  std::vector<unit::Unit> units;
  // Where each indicator stands: for the unit asked for, else for the first one that has a target or a figure.
  std::map<std::string, indicator::Cell> cells;
  indicator::FigureView view;  // what the cells point into
};
// The question says no period: it follows from the day.
Result<ToldChain> walk_chain(const db::Reader& reader, Question question, Instant now);

}  // namespace guatu::chain
