// SPDX-License-Identifier: Apache-2.0
// crypto.randomUUID exists on secure pages only; an intranet on plain http has getRandomValues.

export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
