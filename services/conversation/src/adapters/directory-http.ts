import type { Directory } from '../ports.ts';
import { directoryRowSchema, toPerson } from './directory-file.ts';
import { readCapped } from './read-capped.ts';

export interface HttpDirectoryOptions {
  /** `GET <url>?email=…` answers 200 with a row, or 404. */
  readonly url: string;
  readonly token?: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

const answerBytesMax = 64 * 1024;

/** A directory behind HTTP. Throws when it does not answer properly; the caller treats the customer as unknown then. */
export function createHttpDirectory(options: HttpDirectoryOptions): Directory {
  return {
    async find(email) {
      const url = new URL(options.url);
      url.searchParams.set('email', email);
      const response = await options.fetch(url, {
        headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      if (response.status === 404 || response.status === 204) return null;
      if (!response.ok) throw new Error(`The directory answered ${response.status}`);
      const row = directoryRowSchema.parse(JSON.parse((await readCapped(response, answerBytesMax)).toString()));
      // A directory that answers with somebody else would send codes to the wrong person.
      return row.email.toLowerCase() === email.toLowerCase() ? toPerson(row) : null;
    },
  };
}
