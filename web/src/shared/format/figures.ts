// SPDX-License-Identifier: Apache-2.0
// Figures on the screen. Money and statistics come as exact decimal strings and are cut and grouped as text: no
// binary number ever stands between the register and the eye.

export type MoneyUnit = 'yuan' | 'wan' | 'yi';

const SHIFT: Record<MoneyUnit, number> = { yuan: 0, wan: 4, yi: 8 };
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

// Half away from zero, on digits.
function rounded(whole: string, fraction: string, places: number): [string, string] {
  if (fraction.length <= places) return [whole, fraction];
  const up = fraction.charAt(places) >= '5' ? 1n : 0n;
  const kept = (BigInt(whole + fraction.slice(0, places)) + up).toString().padStart(places + 1, '0');
  return [kept.slice(0, kept.length - places) || '0', places > 0 ? kept.slice(-places) : ''];
}

export function formatDecimal(text: string | null | undefined, places?: number): string {
  const match = DECIMAL.exec(text ?? '');
  if (!match) return text || '—';
  const [whole, fraction] = rounded(match[2] ?? '0', match[3] ?? '', places ?? match[3]?.length ?? 0);
  const tail = places === undefined ? fraction : fraction.padEnd(places, '0');
  const isZero = /^0*$/.test(whole + tail);
  return `${isZero ? '' : match[1]}${grouped(whole)}${tail ? `.${tail}` : ''}`;
}

// 元 as it travels, to 万元 or 亿元 as it is read.
export function formatMoney(yuan: string | null | undefined, unit: MoneyUnit = 'wan', places = 2): string {
  const match = DECIMAL.exec(yuan ?? '');
  if (!match) return yuan || '—';
  const digits = (match[2] ?? '0').padStart(SHIFT[unit] + 1, '0');
  const cut = digits.length - SHIFT[unit];
  return formatDecimal(`${match[1]}${digits.slice(0, cut)}.${digits.slice(cut)}${match[3] ?? ''}0`, places);
}

export function formatPercent(text: string | null | undefined, places?: number): string {
  const shown = formatDecimal(text, places);
  return shown === '—' ? shown : `${shown}%`;
}

export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? '—' : grouped(String(Math.trunc(count)));
}

// Rise and fall by a shape, so that the colour may mean what a place is used to.
export function formatChange(text: string | null | undefined, places?: number): string {
  const shown = formatDecimal(text, places);
  if (shown === '—' || /^[0.]+$/.test(shown)) return shown;
  return shown.startsWith('-') ? `▼${shown.slice(1)}` : `▲${shown}`;
}

export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '—';
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

// The point moves, no digit is lost: 元 to 万元 for a form, and back.
function shifted(text: string, places: number): string | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.replace(/[,，\s]/g, ''));
  if (!match) return null;
  const whole = match[2] ?? '0';
  const fraction = match[3] ?? '';
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const tail = padded.slice(at).replace(/0+$/, '');
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const isZero = /^0*$/.test(head + tail);
  return `${isZero ? '' : match[1]}${head}${tail ? `.${tail}` : ''}`;
}

export function yuanToWan(yuan: string | null | undefined): string {
  return yuan ? (shifted(yuan, -4) ?? yuan) : '';
}

// Null where it is no amount, or finer than a 分.
export function wanToYuan(wan: string): string | null {
  const yuan = shifted(wan.trim(), 4);
  if (yuan === null) return null;
  const [whole = '0', fraction = ''] = yuan.split('.');
  return fraction.length > 2 ? null : `${whole}.${fraction.padEnd(2, '0')}`;
}
