// SPDX-License-Identifier: Apache-2.0
#include "main/tables.hpp"

#include "feature/account/account_store.hpp"
#include "feature/cadence/cycle_plan_store.hpp"
#include "feature/calendar/calendar_store.hpp"
#include "feature/chain/chain_store.hpp"
#include "feature/cycle/cycle_store.hpp"
#include "feature/enterprise/enterprise_store.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/form/form_store.hpp"
#include "feature/indicator/indicator_store.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/light/light_store.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/project/project_course_store.hpp"
#include "feature/project/project_store.hpp"
#include "feature/trial/trial_store.hpp"
#include "feature/unit/unit_store.hpp"

namespace guatu {

std::vector<db::TableShape> all_tables() {
  return {
      account::account_table().shape(),
      account::policy_table().shape(),
      account::grant_table().shape(),
      account::screen_table().shape(),
      unit::unit_table().shape(),
      unit::person_table().shape(),
      enterprise::enterprise_table().shape(),
      indicator::indicator_table().shape(),
      indicator::target_table().shape(),
      indicator::month_shares_table().shape(),
      indicator::observation_table().shape(),
      indicator::target_adjustment_table().shape(),
      indicator::estimate_table().shape(),
      indicator::peer_set_table().shape(),
      indicator::transcription_table().shape(),
      indicator::transcription_row_table().shape(),
      indicator::correction_table().shape(),
      indicator::correction_row_table().shape(),
      chain::contribution_table().shape(),
      project::project_table().shape(),
      project::project_year_table().shape(),
      project::milestone_table().shape(),
      project::adjustment_table().shape(),
      project::stage_move_table().shape(),
      project::month_report_table().shape(),
      project::baseline_change_table().shape(),
      project::adjustment_request_table().shape(),
      project::project_note_table().shape(),
      project::project_visit_table().shape(),
      project::project_photo_table().shape(),
      matter::matter_table().shape(),
      matter::matter_report_table().shape(),
      matter::extension_table().shape(),
      matter::letter_table().shape(),
      matter::course_table().shape(),
      matter::act_table().shape(),
      matter::duty_table().shape(),
      matter::signing_table().shape(),
      cycle::cycle_table().shape(),
      cycle::agenda_item_table().shape(),
      cycle::paper_table().shape(),
      cycle::cycle_reminder_table().shape(),
      cadence::cycle_plan_table().shape(),
      trial::trial_table().shape(),
      exchange::import_file_table().shape(),
      exchange::header_mapping_table().shape(),
      exchange::import_run_table().shape(),
      exchange::import_part_table().shape(),
      exchange::import_correction_table().shape(),
      form::form_table().shape(),
      lights::rule_set_table().shape(),
      lights::rule_proposal_table().shape(),
      calendar::calendar_year_table().shape(),
  };
}

}  // namespace guatu
