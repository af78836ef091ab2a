// SPDX-License-Identifier: Apache-2.0
import { wanToYuan, yuanToWan } from '@/shared/format/figures';
import type { Of } from '@/shared/http/contract';
import type { Project } from './api';

export interface ProjectValues {
  id: string;
  national_code: string;
  name: string;
  parent: string;
  sector: string;
  cluster: string;
  level: string;
  construction_kind: string;
  scale_text: string;
  years_text: string;
  total_investment: string; // 万元
  funding_source: string;
  invested_before: string; // 万元
  owner: string;
  responsible: string | null;
  department: string | null;
  contact_leader: string;
  project_lead: string;
  task_force: string;
  planned_start: string | null;
  started_on_site: string | null;
  started_statistically: string | null;
  planned_finish: string | null;
  note: string;
  sequence: number;
}

export const EMPTY: ProjectValues = {
  id: '',
  national_code: '',
  name: '',
  parent: '',
  sector: '',
  cluster: '',
  level: '',
  construction_kind: '',
  scale_text: '',
  years_text: '',
  total_investment: '',
  funding_source: '',
  invested_before: '',
  owner: '',
  responsible: null,
  department: null,
  contact_leader: '',
  project_lead: '',
  task_force: '',
  planned_start: null,
  started_on_site: null,
  started_statistically: null,
  planned_finish: null,
  note: '',
  sequence: 0,
};

export function valuesOf(row: Project): ProjectValues {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(EMPTY)) values[name] = row[name as keyof Project];
  return {
    ...(values as unknown as ProjectValues),
    parent: row.parent ?? '',
    total_investment: yuanToWan(row.total_investment),
    invested_before: yuanToWan(row.invested_before),
  };
}

const amount = (wan: string) => (wan.trim() === '' ? null : (wanToYuan(wan) ?? wan));

export function fieldsOf(values: ProjectValues): Of<'ProjectFields'> {
  const { id: _, parent, total_investment, invested_before, name, ...rest } = values;
  return {
    ...rest,
    name: name.trim(),
    parent: parent.trim() || null,
    total_investment: amount(total_investment),
    invested_before: amount(invested_before),
    responsible: rest.responsible || null,
    department: rest.department || null,
    planned_start: rest.planned_start || null,
    started_on_site: rest.started_on_site || null,
    started_statistically: rest.started_statistically || null,
    planned_finish: rest.planned_finish || null,
  };
}
