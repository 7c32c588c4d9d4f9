import { readFileSync } from 'node:fs';
import type { Environment } from '@acebuddy/service-kit';
import { CommandError } from '@acebuddy/service-kit/environment';

/** The grant code of a script: it is no setting, is used once, and may stand in a file as secrets do. */
export function readGrantCode({ ZOHO_GRANT_CODE: code, ZOHO_GRANT_CODE_FILE: file }: Environment): string | undefined {
  if ((file?.trim() ?? '') === '') return code;
  try {
    return readFileSync(file ?? '', 'utf8').trim();
  } catch {
    throw new CommandError(`ZOHO_GRANT_CODE_FILE: ${file} cannot be read`, 'SECRET_FILE_UNUSABLE');
  }
}
