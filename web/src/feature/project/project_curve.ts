// SPDX-License-Identifier: Apache-2.0
import { toDraw } from '@/shared/chart/axis';
import type { CurvePoint } from '@/shared/chart/SCurve.vue';
import { formatMoney } from '@/shared/format/figures';
import type { Of } from '@/shared/http/contract';

const wan = (yuan: string | null) => {
  const value = toDraw(yuan);
  return value === null ? null : value / 10_000;
};

// In 万元, as offices read a project's money.
export function curvePoints(curve: Of<'ProjectCurve'>, monthWord: (month: number) => string): CurvePoint[] {
  return curve.months.map((point) => ({
    label: monthWord(Number(point.month.slice(5))),
    plan: wan(point.plan),
    actual: wan(point.actual),
    planText: formatMoney(point.plan),
    actualText: formatMoney(point.actual),
  }));
}
