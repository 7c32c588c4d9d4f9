import { type Attention, attentionKinds } from '@acebuddy/contracts';
import type { GatewayDeps } from '../deps.ts';
import { serviceNames } from './console-schemas.ts';
import type { Round } from './round.ts';

/** What needs somebody, over all services: one line a kind, in the order of the list of kinds. */
export async function attentionOf(
  deps: Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications'>,
  round: Round,
): Promise<Attention[]> {
  const lists = await Promise.all(
    serviceNames.map((name) => round.ask(name, () => deps[name].attention(), { items: [] })),
  );
  const silent = round.unavailable();
  const unanswered: Attention[] =
    silent.length === 0
      ? []
      : [{ kind: 'service_silent', count: silent.length, oldestAt: null, detail: `${sentence(silent)} no answer.` }];
  return merged([...lists.flatMap(({ items }) => items), ...unanswered]);
}

const sentence = (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'gives' : 'give'}`;

/** Dead letters lie in every service. */
function merged(items: readonly Attention[]): Attention[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  const known: readonly string[] = attentionKinds;
  const rank = (kind: string) => (known.includes(kind) ? known.indexOf(kind) : known.length);
  return [...byKind.entries()]
    .sort(([left], [right]) => rank(left) - rank(right))
    .map(([kind, same]) => ({
      kind,
      count: same.reduce((sum, { count }) => sum + count, 0),
      oldestAt:
        same
          .map(({ oldestAt }) => oldestAt)
          .filter((at) => at !== null)
          .sort()[0] ?? null,
      detail:
        same
          .map(({ detail }) => detail)
          .filter((detail) => detail !== null)
          .join(' ') || null,
    }));
}
