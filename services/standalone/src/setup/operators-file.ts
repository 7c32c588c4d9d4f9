import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deskConfigSchema } from '@acebuddy/contracts';
import { ConfigError } from '@acebuddy/service-kit';
import type { KeepCopy } from './settings-file.ts';

export interface OperatorsFileChange {
  /** By key of `custom_fields`: the API name, or null to leave the field out. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly companyName: string | undefined;
}

const schemaPath = './packages/contracts/generated/zoho_desk_config.schema.json';

/**
 * Writes what was found out into the operator's file. What stands there already stays; of one that is changed a copy is kept.
 * @returns where the copy is; null where there was no file, or nothing to change
 */
export function writeOperatorsFile(file: string, change: OperatorsFileChange, keepCopy: KeepCopy): string | null {
  const before: Record<string, unknown> = existsSync(file) ? read(file) : { $schema: schemaPath };
  const known = typeof before.custom_fields === 'object' ? before.custom_fields : {};
  const own = Object.fromEntries(Object.entries(change.fields).map(([key, name]) => [key, name ?? '']));
  const after = {
    ...before,
    ...(before.company_name === undefined && change.companyName !== undefined
      ? { company_name: change.companyName }
      : {}),
    ...(Object.keys(own).length === 0 ? {} : { custom_fields: { ...known, ...own } }),
  };
  deskConfigSchema.parse(after);
  const text = `${JSON.stringify(after, null, 2)}\n`;
  if (existsSync(file) && JSON.stringify(before) === JSON.stringify(after)) return null;
  const kept = existsSync(file) ? keepCopy(file) : null;
  writeFileSync(file, text);
  return kept;
}

function read(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch {
    throw new ConfigError([`${file} is there and is not JSON: mend it or move it away`], 'OPERATORS_FILE_INVALID');
  }
}
