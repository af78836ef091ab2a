// SPDX-License-Identifier: Apache-2.0
#include "feature/trial/trial_actions.hpp"

#include "feature/trial/trial_store.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::trial {

std::vector<db::Versioned<Trial>> load_trials(const db::Reader& reader) {
  std::vector<db::Versioned<Trial>> trials;
  for (const auto& list : kLists) trials.push_back(find_trial(reader, list.value));
  return trials;
}

db::Versioned<Trial> find_trial(const db::Reader& reader, List list) {
  Trial trusted;
  trusted.list = list;
  return db::find_versioned(reader, trial_table(), list).value_or(db::Versioned<Trial>{trusted, 0});
}

bool is_on_trial(const db::Reader& reader, List list) {
  return find_trial(reader, list).row.standing == Standing::on_trial;
}

Result<void> check_visible(const db::Reader& reader, List list, Audience audience) {
  if (audience == Audience::office || !is_on_trial(reader, list)) return {};
  return refuse(ErrorKind::forbidden, "", "trial.hidden", {{"list", std::string(chinese_of(list))}});
}

Result<db::Versioned<Trial>> edit_trial(db::Tx& tx, Trial trial, std::int64_t expected_version) {
  const auto before = find_trial(tx, trial.list);
  GUATU_CHECK(db::check_version("trial/" + std::string(code_of(trial.list)), before.version, expected_version));
  const bool is_same = before.row.standing == trial.standing && before.row.reason == trial.reason;
  if (is_same) return before;
  trial.changed_on = tx.today();
  db::put(tx, trial_table(), trial);
  tx.journal({trial.standing == Standing::on_trial ? "trial.begun" : "trial.ended", std::string(code_of(trial.list)),
              db::change_content(trial_table(), &before.row, trial)});
  return find_trial(tx, trial.list);
}

}  // namespace guatu::trial
