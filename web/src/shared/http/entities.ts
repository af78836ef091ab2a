// SPDX-License-Identifier: Apache-2.0
// Entities of the event stream that change what a project shows.
export const PROJECT_ENTITIES = [
  'project',
  'project_year',
  'milestone',
  'adjustment',
  'stage_move',
  'month_report',
  'baseline_change',
  'adjustment_request',
  'project_note',
  'project_visit',
  'project_photo',
];
// And what decides lights beside them.
export const CHART_ENTITIES = [...PROJECT_ENTITIES, 'unit', 'rule_set'];
