import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DeskConfig, deskConfigSchema, noTimeZone } from '@acebuddy/contracts';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import { decodeText } from './decode-text.ts';
import { nearestTimeZone } from './nearest-time-zone.ts';

const defaultPath = 'zoho_desk_config.json';

/**
 * The operator's file (`ZOHO_DESK_CONFIG`). Unless it is named it may be absent: every key has a default.
 * @param path Where the variable says it is; undefined where it is not set.
 * @throws ConfigError that names what is wrong, by key.
 */
export async function readDeskConfig(path: string | undefined): Promise<DeskConfig> {
  const content = parseJson(await readText(path), path ?? defaultPath);
  const parsed = deskConfigSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => withNearest(issue, content));
  throw new ConfigError(
    issues.map((issue) => `${path ?? defaultPath} (ZOHO_DESK_CONFIG): ${sentenceOf(issue)}`),
    'OPERATORS_FILE_INVALID',
  );
}

/** "business_hours.days: expected array, received string" */
function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  const problem = message.replace(/^Invalid input: /, '');
  return path.length === 0 ? problem : `${path.map(String).join('.')}: ${problem}`;
}

async function readText(path: string | undefined): Promise<string> {
  try {
    return decodeText(await readFile(path ?? defaultPath));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && path === undefined) return '{}';
    const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new ConfigError([`ZOHO_DESK_CONFIG: ${resolve(path ?? defaultPath)} ${problem}`], 'OPERATORS_FILE_INVALID');
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(
      [`${path} (ZOHO_DESK_CONFIG) is not JSON: ${error instanceof Error ? error.message : ''}`],
      'OPERATORS_FILE_INVALID',
    );
  }
}

/** Who wrote "Chicago" should not have to look up what it is called. */
function withNearest(issue: z.core.$ZodIssue, content: unknown): z.core.$ZodIssue {
  if (issue.code !== 'custom' || issue.params?.problem !== noTimeZone.problem) return issue;
  const word = z.string().safeParse(valueAt(content, issue.path)).data ?? '';
  return { ...issue, message: `"${word}" ${issue.message}; the nearest is ${nearestTimeZone(word)}` };
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}
