// SPDX-License-Identifier: Apache-2.0
// Which fields an act shows (办理表单): what the server requires, and what it would also take.
import type { ActName, MatterAct, MatterDetail, PossibleAct } from './api';

export type ActField =
  | 'text'
  | 'reason'
  | 'date'
  | 'verdict'
  | 'grade'
  | 'lead'
  | 'assisting'
  | 'verifier'
  | 'target'
  | 'parts'
  | 'quarter'
  | 'progress_word'
  | 'satisfaction';

const ALSO: Partial<Record<ActName, ActField[]>> = {
  register: ['grade'],
  assign: ['lead', 'assisting', 'date', 'verifier'],
  settle_reassignment: ['verdict', 'lead', 'reason'],
  report: ['text', 'progress_word', 'quarter'],
  merge_replies: ['text'],
  ask_extension: ['date', 'reason'],
  decide_extension: ['verdict', 'date', 'reason'],
  request_completion: ['text'],
  confirm: ['text'],
  send_back: ['reason'],
  report_up: ['text'],
  instruct: ['text', 'date'],
  publicise: ['text'],
  call_back: ['satisfaction', 'text'],
  close: ['text'],
  remind: ['text'],
  escalate: ['reason'],
  hold_back: ['reason'],
  merge: ['target', 'reason'],
};
const ORDER: ActField[] = [
  'verdict',
  'lead',
  'assisting',
  'verifier',
  'parts',
  'target',
  'grade',
  'quarter',
  'text',
  'progress_word',
  'satisfaction',
  'date',
  'reason',
];

export function fieldsOf(possible: PossibleAct, matter: Pick<MatterDetail, 'quarters'>): ActField[] {
  const wanted = new Set<ActField>([...possible.requires, ...(ALSO[possible.act] ?? [])]);
  if (matter.quarters.length === 0) wanted.delete('quarter');
  return ORDER.filter((field) => wanted.has(field));
}

export interface PartValues {
  lead: string;
  due: string;
  text: string;
}
export interface ActValues {
  text: string;
  reason: string;
  date: string;
  verdict: string;
  grade: string;
  lead: string;
  assisting: string[];
  verifier: string;
  target: string;
  parts: PartValues[];
  quarter: string;
  progress_word: string;
  satisfaction: string;
}

export const emptyPart = (): PartValues => ({ lead: '', due: '', text: '' });

export function beginValues(possible: PossibleAct, matter: MatterDetail): ActValues {
  const isDeciding = possible.act === 'decide_extension';
  return {
    text: '',
    reason: '',
    date: isDeciding ? (matter.extension?.due_asked ?? '') : '',
    verdict: '',
    grade: possible.act === 'register' ? matter.grade : '',
    lead: possible.act === 'assign' ? (matter.lead ?? '') : '',
    assisting: possible.act === 'assign' ? [...matter.assisting] : [],
    verifier: possible.act === 'assign' ? (matter.verifier ?? '') : '',
    target: '',
    parts: possible.act === 'split' ? [emptyPart(), emptyPart()] : [],
    quarter: String(matter.quarters.find((one) => one.reported_on === null)?.quarter ?? ''),
    progress_word: '',
    satisfaction: '',
  };
}

// Only what the form shows goes to the server, and of that only what was filled in.
export function bodyOf(possible: PossibleAct, fields: ActField[], values: ActValues): MatterAct {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field];
    if (field === 'parts') {
      body['parts'] = values.parts
        .filter((part) => part.lead !== '')
        .map((part) => ({
          lead: part.lead,
          ...(part.due ? { due: part.due } : {}),
          ...(part.text.trim() ? { text: part.text.trim() } : {}),
        }));
    } else if (field === 'quarter') {
      if (values.quarter) body['quarter'] = Number(values.quarter);
    } else if (Array.isArray(value)) {
      if (value.length > 0) body[field] = value;
    } else if (value.trim() !== '') body[field] = value.trim();
  }
  if (possible.unit) body['unit'] = possible.unit;
  if (values.verdict === 'refused') {
    delete body['date'];
    delete body['lead'];
  }
  return body as MatterAct;
}
