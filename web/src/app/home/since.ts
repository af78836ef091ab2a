// SPDX-License-Identifier: Apache-2.0
// What changed since somebody last looked (上次查看以来): what the projects showed then, kept in this browser, against what
// they show now. Nothing of it is sent, and nobody learns when somebody looked.
import type { Of } from '@/shared/http/contract';

type Row = Pick<
  Of<'WallChartRow'>,
  'id' | 'name' | 'unit_name' | 'light' | 'light_word' | 'progress' | 'stage' | 'stage_word' | 'milestones'
>;

interface SeenProject {
  light: string;
  word: string;
  progress: string;
  stage: string;
  reached: number[]; // sequences of milestones
}

export interface Seen {
  at: number;
  projects: Record<string, SeenProject>;
}

export type Change = { id: string; name: string; unit: string } & (
  | { kind: 'light'; before: string; beforeWord: string; now: string; nowWord: string }
  | { kind: 'added' }
  | { kind: 'stage'; nowWord: string }
  | { kind: 'reached'; milestone: string; on: string }
  | { kind: 'figures'; before: string; now: string }
);

const reachedOf = (row: Row) => row.milestones.filter((one) => one.actual).map((one) => one.sequence);

export function noteSeen(rows: Row[], at: number): Seen {
  const projects: Record<string, SeenProject> = {};
  for (const row of rows)
    projects[row.id] = {
      light: row.light,
      word: row.light_word,
      progress: row.progress,
      stage: row.stage,
      reached: reachedOf(row),
    };
  return { at, projects };
}

// Colours first: they are why somebody looks.
const RANK: Record<Change['kind'], number> = { light: 0, added: 1, stage: 2, reached: 3, figures: 4 };

export function changesSince(seen: Seen, rows: Row[]): Change[] {
  const changes: Change[] = [];
  for (const row of rows) {
    const who = { id: row.id, name: row.name, unit: row.unit_name };
    const before = seen.projects[row.id];
    if (!before) {
      changes.push({ ...who, kind: 'added' });
      continue;
    }
    if (before.light !== row.light)
      changes.push({
        ...who,
        kind: 'light',
        before: before.light,
        beforeWord: before.word,
        now: row.light,
        nowWord: row.light_word,
      });
    if (before.stage !== row.stage) changes.push({ ...who, kind: 'stage', nowWord: row.stage_word });
    for (const one of row.milestones)
      if (one.actual && !before.reached.includes(one.sequence))
        changes.push({ ...who, kind: 'reached', milestone: one.name, on: one.actual });
    if (before.progress !== row.progress)
      changes.push({ ...who, kind: 'figures', before: before.progress, now: row.progress });
  }
  return changes.sort((a, b) => RANK[a.kind] - RANK[b.kind]);
}

// To-dos by when they are due, for a reader who plans a week.
export type Due = 'overdue' | 'passed' | 'today' | 'week' | 'later' | 'undated';
export const DUES: Due[] = ['overdue', 'passed', 'today', 'week', 'later', 'undated'];

// What is finished and waits to be wrapped up has passed its day without being overdue.
export function dueOf(due: string | null, today: string, overdueDays: number): Due {
  if (!due) return 'undated';
  if (due < today) return overdueDays > 0 ? 'overdue' : 'passed';
  if (due === today) return 'today';
  const days = (Date.parse(due) - Date.parse(today)) / 86_400_000;
  return days <= 7 ? 'week' : 'later';
}
