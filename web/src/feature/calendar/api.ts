// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of } from '@/shared/http/contract';

export type CalendarYear = Of<'CalendarYear'>;
export type CalendarDetail = Of<'CalendarDetail'>;
export type HolidayNotice = Of<'HolidayNotice'>;

export const listCalendars = () => answer(http.GET('/api/v1/calendars'));
export const loadCalendar = (year: number) =>
  answer(http.GET('/api/v1/calendars/{year}', { params: { path: { year: String(year) } } }));
export const loadNotice = (body: HolidayNotice, key: string) =>
  answer(http.POST('/api/v1/calendars', { body, headers: writing(null, key) }));
export const addWorkdays = (date: string, days: number) =>
  answer(http.GET('/api/v1/workdays/add', { params: { query: { date, days } } }));
export const countWorkdays = (after: string, until: string) =>
  answer(http.GET('/api/v1/workdays/count', { params: { query: { after, until } } }));
