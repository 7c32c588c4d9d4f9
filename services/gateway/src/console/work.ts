import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { withAbout } from './about-chats.ts';
import {
  type ServiceName,
  serviceNameSchema,
  serviceNames,
  type WorkPage,
  type workListInputSchema,
} from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound } from './round.ts';

/** Where each service's list goes on; a service that is not named has no more. */
const cursorSchema = z.partialRecord(serviceNameSchema, z.string().max(300).nullable());
type Cursor = z.infer<typeof cursorSchema>;

/**
 * Pending in trouble, parked and given up, over all services: each page has some of every service that has more, the oldest
 * first. A service that does not answer is named, and left out from there on.
 */
export async function listWork(
  deps: GatewayDeps,
  { logger }: Pick<ConsoleContext, 'logger'>,
  { service, after, limit }: z.output<typeof workListInputSchema>,
): Promise<WorkPage> {
  const cursor = after === undefined ? beginningOf(service) : readCursor(after);
  const round = createRound(logger);
  const names = serviceNames.filter((name) => cursor[name] !== undefined);
  const each = Math.max(1, Math.floor(limit / Math.max(1, names.length)));
  const pages = await Promise.all(
    names.map(async (name) => {
      const from = cursor[name] ?? undefined;
      const input = { limit: each, ...(from === undefined ? {} : { after: from }) };
      const page = await round.ask(name, () => deps[name].listWork(input), { items: [], next: null });
      return { name, ...page };
    }),
  );
  const next = pages.filter((page) => page.next !== null).map((page) => [page.name, page.next] as const);
  const items = pages.flatMap(({ name, items: own }) => own.map((item) => ({ ...item, service: name })));
  const shown = items
    // What waits for its first try is no trouble.
    .filter(({ status, attempts }) => status !== 'pending' || attempts > 0)
    .sort((left, right) => left.createdAt.localeCompare(right.createdAt));
  return {
    items: await withAbout(deps, round, shown),
    next: next.length === 0 ? null : writeCursor(Object.fromEntries(next)),
    unavailable: round.unavailable(),
  };
}

function beginningOf(service: ServiceName | undefined): Cursor {
  return Object.fromEntries((service === undefined ? serviceNames : [service]).map((name) => [name, null]));
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    throw new AppError('BAD_REQUEST', '"after" is no `next` of a page.', { cause: error });
  }
}
