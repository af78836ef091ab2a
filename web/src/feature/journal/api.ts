// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of } from '@/shared/http/contract';

export type JournalEntry = Of<'JournalEntry'>;
export type JournalEntryDetail = Of<'JournalEntryDetail'>;
export type Checkpoint = Of<'Checkpoint'>;
export type Verification = Of<'Verification'>;

const at = (position: number) => ({ path: { position: String(position) } });

export const listJournal = (query: object) => answer(http.GET('/api/v1/journal', { params: { query } }));
export const loadEntry = (position: number) => answer(http.GET('/api/v1/journal/{position}', { params: at(position) }));
export const proveEntry = (position: number) =>
  answer(http.GET('/api/v1/journal/proof/{position}', { params: at(position) }));
export const lastCheckpoint = () => answer(http.GET('/api/v1/journal/checkpoint'));
export const issueCheckpoint = () => answer(http.POST('/api/v1/journal/checkpoint', { headers: writing() }));
export const verifyJournal = () => answer(http.POST('/api/v1/journal/verification', { headers: writing() }));
