import { readFile } from 'node:fs/promises';
import { type DeskConfig, deskConfigSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import { ConfigError } from './config.ts';

/**
 * The operator's file (`ZOHO_DESK_CONFIG`). It may be absent: every key has a default. What is wrong in it is named, by key.
 */
export async function readDeskConfig(path: string): Promise<DeskConfig> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw error;
  });
  const parsed = deskConfigSchema.safeParse(parseJson(text, path));
  if (!parsed.success) throw new ConfigError([`${path} (ZOHO_DESK_CONFIG): ${z.prettifyError(parsed.error)}`]);
  return parsed.data;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError([`${path} (ZOHO_DESK_CONFIG) is not JSON: ${error instanceof Error ? error.message : ''}`]);
  }
}
