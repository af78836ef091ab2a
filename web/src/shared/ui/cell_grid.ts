// SPDX-License-Identifier: Apache-2.0
// Cells that are typed over or pasted as a block (表格填报), before anything is sent: what was there, what stands there
// now, and every step back. Knows no record and no server.

export interface CellColumn {
  name: string;
  label: string;
  width: number;
  isFixed?: boolean; // shown only
  align?: 'right';
  read?: (typed: string) => string; // as it is kept: a date in its one form, an amount without commas
}

export interface CellRow {
  id: string;
  values: Record<string, string>;
}

export interface CellChange {
  id: string;
  name: string;
  value: string;
}

interface Step {
  before: CellChange[];
  after: CellChange[];
}

// A block as Excel and WPS put it on the clipboard: tabs, line ends, quotes around what holds either.
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const end = () => {
    (rows[rows.length - 1] as string[]).push(cell);
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === '\t') end();
    else if (letter === '\n') {
      end();
      rows.push([]);
    } else cell += letter;
  }
  end();
  const last = rows[rows.length - 1] as string[];
  if (rows.length > 1 && last.length === 1 && last[0] === '') rows.pop();
  return rows;
}

export function writeBlock(rows: string[][]): string {
  const quoted = (cell: string) => (/["\t\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

// 2026/3/1, 2026.3.1, 2026年3月1日 and 20260301 are the day that everybody reads in them.
export function readDay(typed: string): string {
  const text = typed.trim();
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return text;
  return `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
}

export const readAmount = (typed: string): string => typed.replace(/[,，\s]/g, '');

export class CellGrid {
  private readonly edits = new Map<string, Record<string, string>>();
  private readonly steps: Step[] = [];
  private at = 0; // steps before it are done
  private readonly base: Map<string, CellRow>;
  private readonly byName: Map<string, CellColumn>;

  constructor(
    readonly rows: CellRow[],
    readonly columns: CellColumn[],
  ) {
    this.base = new Map(rows.map((row) => [row.id, row]));
    this.byName = new Map(columns.map((column) => [column.name, column]));
  }

  value(id: string, name: string): string {
    return this.edits.get(id)?.[name] ?? this.base.get(id)?.values[name] ?? '';
  }

  isChanged(id: string, name: string): boolean {
    return this.edits.get(id)?.[name] !== undefined;
  }

  private set(change: CellChange): void {
    const row = this.edits.get(change.id) ?? {};
    if (change.value === (this.base.get(change.id)?.values[change.name] ?? '')) delete row[change.name];
    else row[change.name] = change.value;
    if (Object.keys(row).length === 0) this.edits.delete(change.id);
    else this.edits.set(change.id, row);
  }

  // One step, however many cells.
  put(changes: CellChange[]): number {
    const after: CellChange[] = [];
    for (const change of changes) {
      const column = this.byName.get(change.name);
      if (!column || column.isFixed || !this.base.has(change.id)) continue;
      const value = column.read ? column.read(change.value) : change.value.trim();
      if (value !== this.value(change.id, change.name)) after.push({ ...change, value });
    }
    if (after.length === 0) return 0;
    const before = after.map((one) => ({ ...one, value: this.value(one.id, one.name) }));
    this.steps.splice(this.at, this.steps.length, { before, after });
    this.at += 1;
    after.forEach((one) => this.set(one));
    return after.length;
  }

  // One value is repeated over the whole selection, as spreadsheets do.
  paste(row: number, column: number, block: string[][], selection?: { rows: number; columns: number }): number {
    const isOne = block.length === 1 && block[0]?.length === 1;
    const height = isOne && selection ? selection.rows : block.length;
    const changes: CellChange[] = [];
    for (let down = 0; down < height; down += 1) {
      const target = this.rows[row + down];
      if (!target) break;
      const cells = isOne
        ? Array.from({ length: selection?.columns ?? 1 }, () => block[0]?.[0] ?? '')
        : (block[down] ?? []);
      cells.forEach((value, along) => {
        const name = this.columns[column + along]?.name;
        if (name) changes.push({ id: target.id, name, value });
      });
    }
    return this.put(changes);
  }

  // How many cells of a block with something in them have no place here: beyond the edge, or where nothing is written.
  outside(row: number, column: number, block: string[][]): number {
    let count = 0;
    block.forEach((cells, down) =>
      cells.forEach((value, along) => {
        const target = this.columns[column + along];
        if (value.trim() !== '' && (!this.rows[row + down] || !target || target.isFixed)) count += 1;
      }),
    );
    return count;
  }

  // The same changes over other rows, as one step back: what stands there now is theirs.
  over(rows: CellRow[]): CellGrid {
    const grid = new CellGrid(rows, this.columns);
    grid.put(
      this.changed().flatMap(({ id, values }) => Object.entries(values).map(([name, value]) => ({ id, name, value }))),
    );
    return grid;
  }

  get canUndo(): boolean {
    return this.at > 0;
  }
  get canRedo(): boolean {
    return this.at < this.steps.length;
  }
  undo(): void {
    if (!this.canUndo) return;
    this.at -= 1;
    this.steps[this.at]?.before.forEach((one) => this.set(one));
  }
  redo(): void {
    if (!this.canRedo) return;
    this.steps[this.at]?.after.forEach((one) => this.set(one));
    this.at += 1;
  }

  changed(): { id: string; values: Record<string, string> }[] {
    return [...this.edits].map(([id, values]) => ({ id, values: { ...values } }));
  }

  count(): number {
    let count = 0;
    for (const values of this.edits.values()) count += Object.keys(values).length;
    return count;
  }
}
