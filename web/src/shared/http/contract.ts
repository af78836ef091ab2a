// SPDX-License-Identifier: Apache-2.0
// Short names for what the contract says: Of<'Unit'> is the schema Unit of api/openapi.yaml.
import type { components } from '@schema';

export type Of<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Version = string | number | null;
