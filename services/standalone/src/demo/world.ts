import type { DeskConfig } from '@acebuddy/contracts';
import { createEventSender } from '@acebuddy/salesiq/simulator';
import type { Logger } from '@acebuddy/service-kit';
import { createRandom, hashOf } from '@acebuddy/service-kit/random';
import type { Database } from '@acebuddy/storage';
import type { StandaloneConfig } from '../config.ts';
import { createPlaygroundChats, webhookUrl } from '../playground/chats.ts';
import type { PlaygroundGround } from '../playground/open-playground.ts';
import { layFoundations } from '../product/foundations.ts';
import { assemble } from '../product.ts';
import { createAgenda } from './agenda.ts';
import { createCalendar, type Hours, minuteMs } from './calendar.ts';
import { createDemoClock, type DemoClock } from './clock.ts';
import { createPump } from './pump.ts';

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * Milliseconds that a call of Desk takes in the simulated time, and the work on a message in the middle: by its words, since
 * who comes first when two things go on at once is not the same in every run.
 */
const deskMs = 420;
const messageMs = 260;
/** The poll finds what agents change; looks at quiet tickets would be most of all calls. */
const drainEveryMs = 2 * minuteMs;
const lookEveryMs = 7 * 24 * 60 * minuteMs;

/**
 * The real services in one process, in a time of their own, with nothing that runs by itself: what is due is done by
 * `settle`.
 */
export async function openWorld(config: StandaloneConfig, logger: Logger, startsAt: number) {
  const pump = createPump(() => clock.pass(deskMs));
  const clock: DemoClock = createDemoClock(startsAt, pump.idle);
  const base = await layFoundations(config, logger, clock);
  const { simulation, mailCatcher: mails, playground } = base;
  if (simulation === null || mails === null || playground === null) throw new TypeError('a demo needs the simulation');
  hurry(base.stores);
  const product = await assemble(
    {
      ...base,
      // The page of the playground writes its chats down many times a second; here that is done once, at the end.
      playground: null,
      redaction: {
        ...base.redaction,
        prepare: (...given) => {
          clock.pass(createRandom(hashOf(JSON.stringify(given))).around(messageMs));
          return base.redaction.prepare(...given);
        },
      },
    },
    {},
    {
      watchSettings: { lookEveryMs, lookEveryMsMax: lookEveryMs },
      fetch: pump.fetch,
    },
  );
  const portal = simulation.salesiq;
  const chats = createPlaygroundChats(portal, product.callWebhook);
  const events = createEventSender({ portal, url: webhookUrl, fetch: product.callWebhook });
  const { ticketing, notifications, conversation, gateway } = product;

  let drainedAt = 0;

  return {
    clock,
    agenda: createAgenda(),
    calendar: createCalendar(toHours(base.desk.business_hours)),
    simulation,
    portal,
    mails,
    chats,
    gateway,
    clients: product.clients,
    ticketing,
    /** Somebody waits for an answer, for which the desk may have to work. */
    answered: <T>(work: Promise<T>): Promise<T> => pump.during(work, () => ticketing.drain()),
    /** Does what is due at this moment: in chats and, every few minutes, everything else. */
    async settle() {
      await events.settled();
      await ticketing.drain();
      if (clock.at() - drainedAt >= drainEveryMs) {
        drainedAt = clock.at();
        await notifications.drain();
        await conversation.drain();
        await ticketing.drain();
      }
    },
    /** Ends it, with what the playground shows written down. */
    async close() {
      events.stop();
      await gateway.close();
      await conversation.stop();
      await Promise.all([ticketing.stop(), notifications.stop()]);
      keep(playground, chats);
      await base.close();
    },
  };
}

/** Whoever loses the machine's power in a demo fills another folder. */
function hurry(stores: Readonly<Record<string, Database>>): void {
  for (const store of Object.values(stores)) if (store.kind === 'sqlite') store.db.exec('PRAGMA synchronous = OFF');
}

function toHours({ time_zone: timeZone, days, holidays }: DeskConfig['business_hours']): Hours {
  return { timeZone, days, holidays };
}

/** As many as the playground keeps. */
const conversationsMax = 300;

function keep(
  { file, simulation, mails, agents }: PlaygroundGround,
  chats: ReturnType<typeof createPlaygroundChats>,
): void {
  file.write({
    chats: chats.kept(),
    conversations: simulation.salesiq.conversations().slice(-conversationsMax),
    mails: mails?.mails() ?? [],
    agents: agents.position,
  });
}
