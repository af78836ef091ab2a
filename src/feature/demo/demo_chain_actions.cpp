// SPDX-License-Identifier: Apache-2.0
#include "feature/demo/demo_chain_actions.hpp"

#include <string>

namespace guatu::demo {
namespace {

struct Wanted {
  const char* project;
  const char* indicator;
  int share;  // percent of the indicator's yearly increase
};
// 规上工业总产值, 固定资产投资增速, 工业投资
const Wanted kContributions[] = {
    {"YT-2026-GX-03", "I03", 18}, {"YT-2026-GX-04", "I03", 9},  {"YT-2026-GX-13", "I03", 12},
    {"YT-2026-JT-01", "I04", 14}, {"YT-2026-JT-02", "I04", 8},  {"YT-2026-JT-05", "I04", 6},
    {"YT-2026-GX-01", "I05", 22}, {"YT-2026-GX-02", "I05", 15}, {"YT-2026-GX-03", "I05", 7},
    {"YT-2026-GX-07", "I05", 10}, {"YT-2026-GX-14", "I05", 5},
};

}  // namespace

Result<void> link_demo_projects(const std::function<Result<db::Tx>()>& begin) {
  for (const Wanted& wanted : kContributions) {
    GUATU_TRY(db::Tx tx, begin());
    chain::Contribution contribution;
    contribution.project.value = wanted.project;
    contribution.indicator.value = wanted.indicator;
    contribution.expected_share = Decimal(wanted.share, 0);
    GUATU_TRY([[maybe_unused]] const auto told, chain::put_contribution(tx, contribution, std::nullopt));
    tx.commit();
  }
  return {};
}

}  // namespace guatu::demo
