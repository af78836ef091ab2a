// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing, type Answer } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';
import { asRefusal } from '@/shared/http/problem';

export type Indicator = Of<'Indicator'>;
export type IndicatorCell = Of<'IndicatorCell'>;
export type IndicatorMatrix = Of<'IndicatorMatrix'>;
export type IndicatorHead = Of<'IndicatorHead'>;
export type IndicatorSeries = Of<'IndicatorSeries'>;
export type SeriesMonth = Of<'SeriesMonth'>;
export type Vintage = Of<'Vintage'>;
export type IndicatorGap = Of<'IndicatorGap'>;
export type SprintRow = Of<'SprintRow'>;
export type Transcription = Of<'Transcription'>;
export type FigurePlace = Of<'FigurePlace'>;
export type Correction = Of<'Correction'>;
export type Target = Of<'Target'>;
export type MonthShares = Of<'MonthShares'>;
export type Peers = Of<'Peers'>;
export type Estimate = Of<'Estimate'>;
export type FigureRow = Of<'FigureRow'>;

const at = (id: string) => ({ path: { id } });

export const loadMatrix = (period: string) =>
  answer(http.GET('/api/v1/indicators/matrix', { params: { query: { period } } }));
export const loadSprint = (period: string) =>
  answer(http.GET('/api/v1/indicators/sprint', { params: { query: { period } } }));
// What is not there yet is made by saving it: its version is 0.
export async function orNew<T>(asked: Promise<Answer<T>>, empty: T): Promise<Answer<T>> {
  try {
    return await asked;
  } catch (error) {
    if (asRefusal(error).status !== 404) throw error;
    return { value: empty, version: '0', position: null };
  }
}

export const loadIndicator = (id: string) => answer(http.GET('/api/v1/indicators/{id}', { params: at(id) }));
export const createIndicator = (body: Of<'NewIndicator'>, key: string) =>
  answer(http.POST('/api/v1/indicators', { body, headers: writing(null, key) }));
export const editIndicator = (id: string, body: Of<'IndicatorFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/indicators/{id}', { params: at(id), body, headers: writing(version, key) }));
export const indicatorHistory = (id: string) => answer(http.GET('/api/v1/indicators/{id}/history', { params: at(id) }));

export interface YearOf {
  id: string; // of the indicator
  unit: string;
  year: number;
}
const yearOf = ({ id, unit, year }: YearOf) => ({ path: { id, unit, year: String(year) } });
export const listTargets = (id: string, year: number) =>
  answer(http.GET('/api/v1/indicators/{id}/targets', { params: { ...at(id), query: { year } } }));
export const loadTarget = (of: YearOf) =>
  answer(http.GET('/api/v1/indicators/{id}/targets/{unit}/{year}', { params: yearOf(of) }));
export const setTarget = (of: YearOf, body: Of<'TargetFields'>, version: Version, key: string) =>
  answer(
    http.PUT('/api/v1/indicators/{id}/targets/{unit}/{year}', {
      params: yearOf(of),
      body,
      headers: writing(version, key),
    }),
  );
export const loadShares = (of: YearOf) =>
  answer(http.GET('/api/v1/indicators/{id}/shares/{unit}/{year}', { params: yearOf(of) }));
export const setShares = (of: YearOf, body: Of<'MonthSharesFields'>, version: Version, key: string) =>
  answer(
    http.PUT('/api/v1/indicators/{id}/shares/{unit}/{year}', {
      params: yearOf(of),
      body,
      headers: writing(version, key),
    }),
  );
export const loadPeers = (unit: string) => answer(http.GET('/api/v1/peers/{unit}', { params: { path: { unit } } }));
export const setPeers = (unit: string, peers: string[], version: Version, key: string) =>
  answer(
    http.PUT('/api/v1/peers/{unit}', { params: { path: { unit } }, body: { peers }, headers: writing(version, key) }),
  );

export const listIndicators = (query: object) => answer(http.GET('/api/v1/indicators', { params: { query } }));
export const loadSeries = (id: string, unit: string, year: number) =>
  answer(http.GET('/api/v1/indicators/{id}/series', { params: { ...at(id), query: { unit, year } } }));
export const loadGap = (id: string, unit: string, period: string) =>
  answer(http.GET('/api/v1/indicators/{id}/gap', { params: { ...at(id), query: { unit, period } } }));
export const loadEstimate = (id: string, unit: string, month: string) =>
  answer(http.GET('/api/v1/indicators/{id}/estimates/{unit}/{month}', { params: { path: { id, unit, month } } }));
export const enterEstimate = (
  id: string,
  unit: string,
  month: string,
  body: Of<'EstimateFields'>,
  version: Version,
  key: string,
) =>
  answer(
    http.PUT('/api/v1/indicators/{id}/estimates/{unit}/{month}', {
      params: { path: { id, unit, month } },
      body,
      headers: writing(version, key),
    }),
  );
export const listTranscriptions = (query: object) => answer(http.GET('/api/v1/transcriptions', { params: { query } }));
export const loadTranscription = (id: string) => answer(http.GET('/api/v1/transcriptions/{id}', { params: at(id) }));
export const beginTranscription = (body: Of<'NewTranscription'>, key: string) =>
  answer(http.POST('/api/v1/transcriptions', { body, headers: writing(null, key) }));
export const keyAgain = (id: string, values: (string | null)[], version: Version, key: string) =>
  answer(
    http.POST('/api/v1/transcriptions/{id}/first', {
      params: at(id),
      body: { values },
      headers: writing(version, key),
    }),
  );
export const keySecond = (id: string, values: (string | null)[], version: Version, key: string) =>
  answer(
    http.POST('/api/v1/transcriptions/{id}/second', {
      params: at(id),
      body: { values },
      headers: writing(version, key),
    }),
  );
export const withdrawTranscription = (id: string, reason: string, version: Version) =>
  answer(
    http.POST('/api/v1/transcriptions/{id}/withdraw', { params: at(id), body: { reason }, headers: writing(version) }),
  );
export const scanAddress = (id: string) => `/api/v1/transcriptions/${encodeURIComponent(id)}/scan`;

export const listCorrections = (query: object) => answer(http.GET('/api/v1/corrections', { params: { query } }));
export const proposeCorrection = (body: Of<'NewCorrection'>, key: string) =>
  answer(http.POST('/api/v1/corrections', { body, headers: writing(null, key) }));
export const confirmCorrection = (id: string, version: Version) =>
  answer(http.POST('/api/v1/corrections/{id}/confirm', { params: at(id), headers: writing(version) }));
export const refuseCorrection = (id: string, reason: string, version: Version) =>
  answer(http.POST('/api/v1/corrections/{id}/refuse', { params: at(id), body: { reason }, headers: writing(version) }));

// The band of 达进度 on both sides, which the office sets with its cycles.
export const loadTolerance = async (): Promise<string> =>
  (await answer(http.GET('/api/v1/cycle-plan'))).value.tolerance;
