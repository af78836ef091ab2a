// SPDX-License-Identifier: Apache-2.0
// Contributions as a table, and the walk along the chain (责任链查询). Each way is one statement over the tables that
// the chain joins, so that it is one view of the store and no list is loaded to be searched; this is the one store that
// names other features' tables, and it reads only their ids, names, dates and states. What a column means is said in
// its own feature. A column that a feature adds changes nothing here.
#pragma once

#include "feature/chain/chain.hpp"
#include "platform/db/table.hpp"

namespace guatu::chain {

const db::Table<Contribution>& contribution_table();

// A contribution with the names of both ends.
struct NamedContribution {
  Contribution contribution;
  std::string project_name;
  std::string indicator_name;
  std::int64_t version = 0;
};
std::vector<NamedContribution> load_contributions(const db::Reader& reader);  // by indicator and project in their order

Found walk(const db::Reader& reader, const Question& question);

}  // namespace guatu::chain
