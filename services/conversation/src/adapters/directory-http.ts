import { decodeText, type Logger } from '@acebuddy/service-kit';
import { type KnownPerson, mayBeAccountOf } from '@acebuddy/workflows';
import type { Directory } from '../ports.ts';
import { DirectoryUnreadable } from './directory/directory-unreadable.ts';
import { recordsIn } from './directory/read-json.ts';
import { readRow } from './directory/read-row.ts';
import { readCapped } from './read-capped.ts';

export interface HttpDirectoryOptions {
  /**
   * `GET <url>?email=…` answers 200 with a row, or 404. `GET <url>?user_name=…` may answer 200 with a row or a list of
   * rows, or 204 when nobody has that user name; `GET <url>?full_name=…` likewise. A directory that does not know the
   * question answers anything else.
   */
  readonly url: string;
  readonly token?: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

const answerBytesMax = 64 * 1024;
const rowsMax = 200;

/** A directory behind HTTP. Throws when it does not answer properly; the caller treats the customer as unknown then. */
export function createHttpDirectory(options: HttpDirectoryOptions): Directory {
  function ask(name: 'email' | 'user_name' | 'full_name', value: string): Promise<Response> {
    const url = new URL(options.url);
    url.searchParams.set(name, value);
    return options.fetch(url, {
      headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
  }

  /** Everybody in the answer, null for who cannot be read; which field that is for is named, without its content. */
  async function peopleIn(response: Response): Promise<(KnownPerson | null)[]> {
    const records = recordsIn(decodeText(await readCapped(response, answerBytesMax)));
    if (records.length > rowsMax) throw new DirectoryUnreadable(`named more than ${rowsMax} people`);
    return records.map((cells) => {
      const { person, problems } = readRow(cells);
      for (const problem of problems)
        options.logger.warn({ source: 'DIRECTORY_URL', ...problem }, 'the directory has a field that cannot be used');
      return person;
    });
  }

  async function find(email: string): Promise<KnownPerson | null> {
    const response = await ask('email', email);
    if (response.status === 404 || response.status === 204) return null;
    if (!response.ok) throw new DirectoryUnreadable(`answered with status ${response.status}`);
    // An answer about somebody else says nothing about this address.
    return (await peopleIn(response)).find((person) => person?.email.toLowerCase() === email.toLowerCase()) ?? null;
  }

  async function peopleNamed(by: 'user_name' | 'full_name', value: string): Promise<readonly KnownPerson[] | null> {
    const response = await ask(by, value);
    if (response.status === 204) return [];
    if (!response.ok) return null;
    const people = await peopleIn(response);
    const owners = people.filter((person) => person !== null && mayBeAccountOf({ by, value }, person));
    // Somebody who cannot be read may have it, too.
    return owners.length === people.length ? owners.filter((person) => person !== null) : null;
  }

  return {
    find,
    async ownersOf({ by, value }) {
      if (by === 'mail_domain') return null;
      if (by !== 'email') return peopleNamed(by, value);
      const person = await find(value);
      return person === null ? [] : [person];
    },
  };
}
