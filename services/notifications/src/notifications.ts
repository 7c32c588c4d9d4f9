import type { DeliveryNews, DeliveryOutcome, PushChatInput, PushChatOutput, SendMailInput } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { createDispatcher, type Dispatcher } from '@acebuddy/storage';
import type { Approvals } from './domain/approvals.ts';
import type { Codes } from './domain/codes.ts';
import { type Deliveries, maskAddress, type NewDelivery } from './domain/deliveries.ts';
import { deliveryNews } from './domain/delivery-news.ts';
import type { MailPace, Place } from './domain/mail-pace.ts';
import type { Delivery, DeliveryKind, NotificationStore } from './ports.ts';

export interface NotificationsDeps {
  readonly store: NotificationStore;
  readonly deliveries: Deliveries;
  readonly codes: Codes;
  readonly approvals: Approvals;
  readonly pushChat: (input: PushChatInput) => Promise<PushChatOutput>;
  readonly recipientKey: (email: string) => string;
  readonly teamAddress: (team: string) => string;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly ping: () => Promise<void>;
  /** When the next mail to this address may go, so that nobody can be flooded through us. */
  readonly placeOf: MailPace;
  /** Counts what a limit held back. */
  readonly onLimited: (kind: DeliveryKind, outcome: 'later' | 'refused') => void;
}

/** What the service does, behind its router. */
export interface Notifications {
  sendMail(input: SendMailInput): Promise<DeliveryOutcome>;
  readonly codes: Codes;
  readonly approvals: Approvals;
  pushChat(input: PushChatInput): Promise<PushChatOutput>;
  deliveryNews(after: number, limit: number): Promise<{ items: DeliveryNews[]; next: number }>;
  /** Records work on a chat (close, note) that is done in the background, once per request. */
  onChat(kind: 'close' | 'note', input: { requestId: string }): Promise<void>;
  list(page: {
    after?: string | undefined;
    limit: number;
    status?: Delivery['status'];
    sealed?: true;
    orParked?: true;
  }): Promise<readonly Delivery[]>;
  revive(id: string): Promise<boolean>;
  discard(id: string): Promise<boolean>;
  ready(): Promise<void>;
  /** Something was recorded to be delivered. */
  wake(): void;
  start(): void;
  stop(): Promise<void>;
  drain(): Promise<void>;
}

/** Mails sent right away at the same time; beyond, the dispatcher takes them one after another. */
const inlineMax = 4;

export function createNotifications(deps: NotificationsDeps): Notifications {
  const dispatcher: Dispatcher = createDispatcher<Delivery>({
    name: 'notifications-deliveries',
    claim: (limit) => deps.deliveries.claim(limit),
    run: async (delivery) => void (await deps.deliveries.run(delivery)),
    concurrency: 4,
    idleMs: 1_000,
    logger: deps.logger,
  });
  const underway = new Set<Promise<unknown>>();

  /** Records the work and does it at once while there is room; a repeat does nothing. */
  async function deliver(delivery: NewDelivery, waitMs: number): Promise<DeliveryOutcome['outcome']> {
    if (underway.size >= inlineMax) {
      await deps.deliveries.add(delivery);
      dispatcher.wake();
      return 'queued';
    }
    const mine = await deps.deliveries.addMine(delivery);
    if (mine === null) return toOutcome((await deps.store.delivery(delivery.id))?.status);
    return within(track(underway, deps.deliveries.run(mine), deps.logger), waitMs);
  }

  return {
    async sendMail({ requestId, mail, waitMs }) {
      const email = mail.template === 'team_notice' ? deps.teamAddress(mail.team) : mail.to.email;
      const recipient = deps.recipientKey(email);
      const earlier = await deps.store.delivery(requestId);
      if (earlier !== null) return { outcome: toOutcome(earlier.status), deliveryId: requestId };
      const delivery = { id: requestId, kind: 'mail', to: maskAddress(email), recipient, payload: mail } as const;
      const place = mail.template === 'team_notice' ? ({ kind: 'now' } as const) : await deps.placeOf(recipient);
      if (place.kind !== 'now') return { outcome: await putOff(deps, delivery, place), deliveryId: requestId };
      return { outcome: await deliver(delivery, waitMs ?? 0), deliveryId: requestId };
    },
    codes: deps.codes,
    approvals: deps.approvals,
    pushChat: deps.pushChat,
    deliveryNews: (after, limit) => deliveryNews(deps, after, limit),
    async onChat(kind, input) {
      await deliver({ id: input.requestId, kind, to: '', recipient: null, payload: input }, 0);
    },
    list: ({ after, limit, status, sealed, orParked }) =>
      deps.store.listDeliveries({
        limit,
        ...(after === undefined ? {} : { after }),
        ...(status === undefined ? {} : { status }),
        ...(sealed === undefined ? {} : { sealed }),
        ...(orParked === undefined ? {} : { orParked }),
      }),
    async revive(id) {
      const revived = await deps.store.reviveDelivery(id, deps.now().toISOString());
      dispatcher.wake();
      return revived;
    },
    discard: (id) => deps.store.removeDelivery(id),
    ready: deps.ping,
    wake: () => dispatcher.wake(),
    start: () => dispatcher.start(),
    async stop() {
      await dispatcher.stop();
      await Promise.all(underway);
      await deps.codes.settled();
    },
    async drain() {
      await Promise.all(underway);
      await dispatcher.drain();
    },
  };
}

/** Beyond the limit of its address: written to the log and queue all the same, where people see it. */
async function putOff(
  deps: NotificationsDeps,
  delivery: NewDelivery,
  place: Exclude<Place, { kind: 'now' }>,
): Promise<DeliveryOutcome['outcome']> {
  const { id: deliveryId } = delivery;
  deps.onLimited('mail', place.kind);
  if (place.kind === 'later') {
    deps.logger.info({ deliveryId, at: place.at }, 'a mail is held back: many went to its address within the hour');
    await deps.deliveries.add({ ...delivery, at: place.at, heldBack: 'held back: many mails to this address' });
    return 'queued';
  }
  deps.logger.warn({ deliveryId }, 'a mail was not taken: a day of mails waits for its address');
  await deps.deliveries.refuse(delivery, 'limited: a day of mails waits for this address');
  return 'limited';
}

function toOutcome(status: Delivery['status'] | undefined): DeliveryOutcome['outcome'] {
  return status === 'sent' ? 'sent' : status === 'dead' ? 'failed' : 'queued';
}

function track<T>(underway: Set<Promise<unknown>>, work: Promise<T>, logger: Logger): Promise<T | 'pending'> {
  const safe = work.catch((error: unknown) => {
    // The queue has it: the dispatcher tries again when the lease ends.
    logger.warn({ err: error }, 'delivery was put off');
    return 'pending' as const;
  });
  underway.add(safe);
  void safe.finally(() => underway.delete(safe));
  return safe;
}

async function within(
  sending: Promise<Delivery['status'] | 'pending'>,
  waitMs: number,
): Promise<DeliveryOutcome['outcome']> {
  if (waitMs === 0) return 'queued';
  const { promise: late, resolve } = Promise.withResolvers<'pending'>();
  const timer = setTimeout(() => resolve('pending'), waitMs);
  return toOutcome(await Promise.race([sending, late]).finally(() => clearTimeout(timer)));
}
