// SPDX-License-Identifier: Apache-2.0
// What a stored row and its columns are called on the screen (登记数据的名称), for whoever shows rows as the store has
// them: what an undo would do, what an import would.
import { useI18n } from 'vue-i18n';
import { useUnits } from '../http/reference';

// Where the words of an entity's columns stand, where its form has them already.
const SECTIONS: Record<string, string[]> = {
  unit: ['unit'],
  person: ['people'],
  enterprise: ['enterprise'],
  indicator: ['indicator', 'definition'],
  target: ['target'],
  target_adjustment: ['target'],
  matter: ['matter'],
  project: ['project'],
  project_year: ['project'],
  milestone: ['wall', 'project'],
};
const UNITS = ['unit', 'parent', 'responsible', 'department', 'lead', 'verifier', 'location'];
const WORDS: Record<string, Record<string, string>> = {
  matter: { state: 'matter_state' },
  matter_act: { state_before: 'matter_state', state_after: 'matter_state', act: 'matter_act' },
  project: { stage: 'stage' },
  stage_move: { stage_before: 'stage', stage_after: 'stage' },
  unit: { kind: 'unit_kind' },
  indicator: {
    direction: 'direction',
    frequency: 'frequency',
    measure: 'measure',
    basis: 'basis',
    trajectory: 'trajectory',
  },
  month_shares: { trajectory: 'trajectory' },
};

export interface RecordWords {
  deed: (kind: string) => string; // of the journal
  entity: (name: string) => string;
  column: (entity: string, name: string) => string;
  value: (entity: string, name: string, value: string | null) => string;
}

export function useRecordWords(): RecordWords {
  const { t, te } = useI18n();
  const units = useUnits();
  const first = (keys: string[], otherwise: string) => {
    const found = keys.find((key) => te(key));
    return found === undefined ? otherwise : t(found);
  };
  return {
    deed: (kind) => first([`journal_kind.${kind}`, kind.replace(/^matter\./, 'matter_act.')], kind),
    entity: (name) => first([`entity.${name}`, `register_name.${name}`], name),
    column(entity, name) {
      const month = /^(plan|actual|share)_(\d\d)$/.exec(name);
      if (month) return `${t(`column.${month[1]}`)} ${t(`chart.m${Number(month[2])}`)}`;
      const own = (SECTIONS[entity] ?? []).map((section) => `${section}.${name}`);
      return first([...own, `column.${name}`, `field_name.${name}`], name);
    },
    value(entity, name, value) {
      if (value === null || value === '') return '—';
      if (UNITS.includes(name)) return units.nameOf(value);
      const section = WORDS[entity]?.[name];
      return section ? first([`${section}.${value}`], value) : value;
    },
  };
}
