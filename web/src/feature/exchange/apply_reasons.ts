// SPDX-License-Identifier: Apache-2.0
// What must be said before an import is applied (写入事由): why a text with a secrecy marking is taken all the same, why
// something that was reported or promised is corrected.
import type { Answer } from '@/shared/http/client';
import { listCells, type Import, type ImportCell } from './api';

export type ReasonName = 'secrecy_reason' | 'reason';
export type Reasons = Partial<Record<ReasonName, string>>;

const MARKING = 'import.secrecy_marking';
const PAGE = 100;
const MOST_PAGES = 10; // a file with more markings than that is no oversight

interface WrongCells {
  items: Pick<ImportCell, 'code'>[];
  total: number;
}
type Ask = (page: number) => Promise<Pick<Answer<WrongCells>, 'value'>>;

const wrongOf =
  (id: string): Ask =>
  (page) =>
    listCells(id, { severity: ['wrong'], page, page_size: PAGE });

// How many secrecy markings stand in the way, when nothing else does; 0 when there are other faults.
export async function markingsOnly(run: Pick<Import, 'id' | 'state'>, ask: Ask = wrongOf(run.id)): Promise<number> {
  if (run.state !== 'faulty') return 0;
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { value } = await ask(page);
    if (value.items.some((cell) => cell.code !== MARKING)) return 0;
    seen += value.items.length;
    if (seen >= value.total || value.items.length === 0) return seen;
  }
  return 0;
}

export function reasonsFor(run: Pick<Import, 'state' | 'reason_needed'>, markings: number): ReasonName[] {
  return [...(markings > 0 ? ['secrecy_reason' as const] : []), ...(run.reason_needed > 0 ? ['reason' as const] : [])];
}
