// SPDX-License-Identifier: Apache-2.0
// Rows as a table that Excel and WPS open (csv, UTF-8 with its mark). A cell that a sheet would take for a formula is
// made a text.

export function asCsv(rows: string[][]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
