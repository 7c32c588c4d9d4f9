import { type ChatEvent, failureClassOf } from '@acebuddy/contracts';
import { currentOrigin, type Logger, withOrigin } from '@acebuddy/service-kit';
import type { Keep, KeptEvent } from '../../ports.ts';

/** Events of SalesIQ that were acknowledged before the conversation service took them. */
export interface UndeliveredEvents {
  /** Resolves when the event survives this process, as far as that is possible here. Never rejects. */
  add(event: ChatEvent): Promise<void>;
  /** Whether events of this chat wait: those that follow must not overtake them. */
  has(conversationId: string): boolean;
  count(): number;
  /** Takes up what an earlier process left. */
  start(): Promise<void>;
  /** What waits in memory only is tried once more. */
  stop(): Promise<void>;
}

export interface UndeliveredEventsOptions {
  /** Null: they wait in memory only. */
  readonly keep: Keep<KeptEvent> | null;
  readonly deliver: (event: ChatEvent) => Promise<unknown>;
  readonly now: () => Date;
  readonly logger: Logger;
  /** First and longest pause between two rounds, in milliseconds. */
  readonly pauseMsMin?: number;
  readonly pauseMsMax?: number;
}

/** As long as anything of ours is tried (interfaces of the outboxes). */
const waitMsMax = 75 * 3_600_000;
const eventsMax = 10_000;
/** Tries them in the order of their arrival until they are taken; each is known by its id and counts once. */
export function createUndeliveredEvents(options: UndeliveredEventsOptions): UndeliveredEvents {
  const { keep, deliver, now, logger, pauseMsMin = 1_000, pauseMsMax = 30_000 } = options;
  const waiting = new Map<string, KeptEvent>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  let rounds = 0;
  let stopped = false;
  /** Events whose trouble an operator was told of. */
  const toldOf = new Set<string>();

  const nameOf = ({ conversationId, eventId }: ChatEvent) => `${conversationId}\n${eventId}`;

  async function forget(kept: KeptEvent): Promise<void> {
    waiting.delete(nameOf(kept.event));
    toldOf.delete(nameOf(kept.event));
    await keep?.remove(kept).catch((error: unknown) => logger.warn({ err: error }, 'an event stays on the disk'));
  }

  /** False when the service is away. */
  async function attempt(kept: KeptEvent): Promise<boolean> {
    const { event, since } = kept;
    const { conversationId, eventId } = event;
    try {
      // SalesIQ had its answer long ago: what follows is found by that answer's id all the same.
      await withOrigin(kept.origin, () => deliver(event));
      await forget(kept);
      return true;
    } catch (error) {
      const meant = failureClassOf(error);
      if (meant === 'refused' || now().getTime() - since > waitMsMax) {
        logger.error({ err: error, conversationId, eventId }, 'an event of SalesIQ was given up');
        await forget(kept);
      } else if (meant === 'ours') tellOnce(kept, error);
      // Only this event is in trouble; otherwise the service itself is away, and the rest waits too.
      return meant !== 'passing';
    }
  }

  /** An older release of the service, or a bug: the event is good, and taken once that is mended. */
  function tellOnce({ event }: KeptEvent, error: unknown): void {
    if (toldOf.has(nameOf(event))) return;
    toldOf.add(nameOf(event));
    const { conversationId, eventId } = event;
    logger.error(
      { err: error, conversationId, eventId },
      'an event of SalesIQ is not understood: it is kept and tried',
    );
  }

  async function tryAll(): Promise<void> {
    for (const kept of [...waiting.values()]) {
      if (!(await attempt(kept))) return;
    }
  }

  function next(pauseMs: number): void {
    clearTimeout(timer);
    if (stopped || waiting.size === 0) return;
    timer = setTimeout(look, pauseMs);
    timer.unref();
  }

  function look(): void {
    if (round !== undefined) return;
    const before = waiting.size;
    round = tryAll().finally(() => {
      round = undefined;
      rounds = waiting.size < before ? 0 : rounds + 1;
      next(Math.min(pauseMsMax, pauseMsMin * 2 ** rounds));
    });
  }

  return {
    async add(event) {
      const name = nameOf(event);
      if (waiting.has(name)) return;
      if (waiting.size >= eventsMax) {
        logger.error({ conversationId: event.conversationId, events: waiting.size }, 'too many events wait');
        return;
      }
      const origin = currentOrigin();
      const kept: KeptEvent = { event, since: now().getTime(), ...(origin === undefined ? {} : { origin }) };
      waiting.set(name, kept);
      await keep?.add(kept).catch((error: unknown) => {
        logger.error({ err: error }, 'an event of SalesIQ waits in memory only');
      });
      rounds = 0;
      next(pauseMsMin);
    },
    has: (conversationId) => [...waiting.values()].some(({ event }) => event.conversationId === conversationId),
    count: () => waiting.size,
    async start() {
      const left = await keep?.all().catch((error: unknown) => {
        logger.error({ err: error }, 'the events of SalesIQ that were kept cannot be read');
        return [];
      });
      for (const kept of left ?? []) waiting.set(nameOf(kept.event), kept);
      next(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
      if (keep === null) await tryAll();
    },
  };
}
