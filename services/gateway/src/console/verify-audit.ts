import type { TrailPlace } from '@acebuddy/audit/follow';
import type { AuditPage } from '@acebuddy/contracts';
import type { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { checkAuditPage } from './check-audit-page.ts';
import { type AuditVerdict, type ServiceName, serviceNames, type verifyAuditInputSchema } from './console-schemas.ts';
import type { ConsoleContext } from './console-trpc.ts';
import { createRound, type Round } from './round.ts';

const pageSize = 500;
/** A portion is answered before anybody takes the page for stuck; milliseconds. */
const portionMsMax = 4_000;
const damagedMax = 100;

type Chain = AuditVerdict['chains'][number];

/**
 * Reads the trails, side by side, and names every entry that was altered and every gap. Each service checks hashes and seals of
 * the entries it gives out; that one follows from the other is checked here. What takes longer goes on from `next`. That a trail
 * was cut short shows only to `pnpm audit:verify`, which keeps its end elsewhere.
 */
export async function verifyAudit(
  deps: GatewayDeps,
  { logger }: Pick<ConsoleContext, 'logger'>,
  input: z.output<typeof verifyAuditInputSchema>,
  portionMs = portionMsMax,
): Promise<AuditVerdict> {
  const from = input?.from;
  const names = serviceNames.filter((name) => from === undefined || from[name] !== undefined);
  const until = performance.now() + portionMs;
  const round = createRound(logger);
  const read = await Promise.all(
    names.map(async (name) => ({ name, ...(await readOn(deps, round, name, from?.[name] ?? null, until)) })),
  );
  const open = read.flatMap(({ name, next }) => (next === null ? [] : [[name, next] as const]));
  return { chains: read.map(({ chain }) => chain), next: open.length === 0 ? null : Object.fromEntries(open) };
}

async function readOn(
  deps: GatewayDeps,
  round: Round,
  name: ServiceName,
  from: TrailPlace | null,
  until: number,
): Promise<{ chain: Chain; next: TrailPlace | null }> {
  const chain: Chain = { chain: name, entries: 0, damaged: [], unavailable: false };
  let place = from;
  do {
    const input = { after: place?.seq ?? 0, limit: pageSize };
    const page: AuditPage | null = await round.ask(name, () => deps[name].listAudit(input), null);
    if (page === null) return { chain: { ...chain, unavailable: true }, next: null };
    const checked = checkAuditPage(page, place);
    chain.entries += checked.entries;
    chain.damaged.push(...checked.damaged.slice(0, damagedMax - chain.damaged.length));
    place = checked.end;
  } while (place !== null && performance.now() < until);
  return { chain, next: place };
}
