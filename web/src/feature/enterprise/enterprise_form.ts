// SPDX-License-Identifier: Apache-2.0
import type { Of } from '@/shared/http/contract';
import type { Enterprise } from './api';

export interface EnterpriseValues {
  id: string;
  name: string;
  industry: string;
  product: string;
  location: string | null;
  above_scale: Enterprise['above_scale'];
  contact_leader: string;
  phone: string;
  note: string;
  accept_check_digit: boolean;
}

export const EMPTY: EnterpriseValues = {
  id: '',
  name: '',
  industry: '',
  product: '',
  location: null,
  above_scale: '',
  contact_leader: '',
  phone: '',
  note: '',
  accept_check_digit: false,
};

// The phone of a stored row is masked: it is not put into the box, and an empty box keeps the stored number.
export function valuesOf(row: Enterprise): EnterpriseValues {
  const { id, name, industry, product, location, above_scale, contact_leader, note } = row;
  return {
    id,
    name,
    industry,
    product,
    location,
    above_scale,
    contact_leader,
    phone: '',
    note,
    accept_check_digit: false,
  };
}

export function fieldsOf(values: EnterpriseValues): Of<'EnterpriseFields'> {
  const { id: _, phone, accept_check_digit, location, name, ...rest } = values;
  return {
    ...rest,
    name: name.trim(),
    location: location || null,
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(accept_check_digit ? { accept_check_digit } : {}),
  };
}
