import { attentionKinds } from '@acebuddy/contracts';
import { attentionOf } from '../console/attention.ts';
import { createRound } from '../console/round.ts';
import type { GatewayDeps } from '../deps.ts';

type GaugeDeps = Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications' | 'metrics' | 'logger' | 'now'>;

/** Several Prometheus servers that scrape one after another are answered by one look. */
const freshMs = 10_000;

/** Figures of what needs attention: looked up when somebody scrapes, and by nobody else. */
export function createAttentionGauges(deps: GaugeDeps): () => Promise<void> {
  const items = deps.metrics.gauge({
    name: 'acebuddy_attention_items',
    help: 'What needs attention, by kind, as on the overview of the console; every replica says the same',
    labels: ['kind'],
  });
  const oldest = deps.metrics.gauge({
    name: 'acebuddy_attention_oldest_seconds',
    help: 'Age of the oldest of them; 0 where there is none, or it is not known',
    labels: ['kind'],
  });
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = deps.now().getTime();
    if (now - lookedAt < freshMs) return;
    lookedAt = now;
    const found = await attentionOf(deps, createRound(deps.logger));
    for (const kind of attentionKinds) {
      const item = found.find((each) => each.kind === kind);
      items.set(item?.count ?? 0, { kind });
      const since = item?.oldestAt ?? null;
      oldest.set(since === null ? 0 : Math.max(0, (now - Date.parse(since)) / 1_000), { kind });
    }
  };
}
