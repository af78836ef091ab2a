// SPDX-License-Identifier: Apache-2.0
#include "main/matters.hpp"

#include "feature/matter/check_actions.hpp"
#include "feature/matter/course_actions.hpp"
#include "feature/matter/recount_actions.hpp"
#include "main/preset_texts.hpp"
#include "platform/clock/clock.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {
namespace {

Result<std::vector<loop::Kind>> kinds() { return matter::read_kinds(*resource::find("data/matter/kinds.toml")); }

Result<std::vector<Problem>> disagreements(const db::Reader& reader) {
  GUATU_TRY(const Clock clock, Clock::from_environment());
  GUATU_TRY(const auto known, kinds());
  GUATU_TRY(const auto rules, matter::load_rulebook(reader, known, preset_years()));
  return matter::find_disagreements(reader, rules, clock.today());
}

}  // namespace

calendar::Recount recount_of_matters() {
  return [](db::Tx& tx, const calendar::Calendar& calendar) -> Result<std::vector<calendar::MovedDue>> {
    GUATU_TRY(auto known, kinds());
    return matter::recount_dues(tx, {std::move(known), calendar});
  };
}

db::Promises promises_of_matters() {
  return [](const db::Reader& reader) {
    auto found = disagreements(reader);
    return found ? std::move(*found) : std::move(found.error().problems);
  };
}

}  // namespace guatu
