import type { DeliveryOutcome, PushChatInput, PushChatOutput, SendMailInput } from '@acebuddy/contracts';
import type { Logger } from '@acebuddy/service-kit';
import { createDispatcher, type Dispatcher } from '@acebuddy/storage';
import type { Approvals } from './domain/approvals.ts';
import type { Codes } from './domain/codes.ts';
import { type Deliveries, maskAddress } from './domain/deliveries.ts';
import { pushChat } from './domain/push.ts';
import type { ChatClient, Delivery, DeliveryKind, NotificationStore } from './ports.ts';

export interface NotificationsDeps {
  readonly store: NotificationStore;
  readonly deliveries: Deliveries;
  readonly codes: Codes;
  readonly approvals: Approvals;
  readonly chat: ChatClient | null;
  readonly recipientKey: (email: string) => string;
  readonly teamAddress: (team: string) => string;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly ping: () => Promise<void>;
  /** Mails to one address in an hour; more are refused so that nobody can be flooded through us. */
  readonly mailsPerRecipientPerHour: number;
}

/** What the service does, behind its router. */
export interface Notifications {
  sendMail(input: SendMailInput): Promise<DeliveryOutcome>;
  readonly codes: Codes;
  readonly approvals: Approvals;
  pushChat(input: PushChatInput): Promise<PushChatOutput>;
  /** Records work on a chat (close, note) that is done in the background. */
  onChat(kind: 'close' | 'note', input: { requestId: string }): Promise<void>;
  list(page: { after?: string | undefined; limit: number; status?: Delivery['status'] }): Promise<readonly Delivery[]>;
  revive(id: string): Promise<boolean>;
  discard(id: string): Promise<boolean>;
  ready(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  drain(): Promise<void>;
}

const hourMs = 3_600_000;

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

  return {
    async sendMail({ requestId, mail, waitMs }) {
      const email = mail.template === 'team_notice' ? deps.teamAddress(mail.team) : mail.to.email;
      const recipient = deps.recipientKey(email);
      if (mail.template !== 'team_notice' && (await isFlooded(deps, recipient)))
        if ((await deps.store.delivery(requestId)) === null) return { outcome: 'limited', deliveryId: requestId };
      const delivery = { id: requestId, kind: 'mail', to: maskAddress(email), recipient, payload: mail } as const;
      const added = await deps.deliveries.add(delivery);
      if (!added) return { outcome: toOutcome((await deps.store.delivery(requestId))?.status), deliveryId: requestId };
      const sending = track(underway, deps.deliveries.tryNow(requestId), deps.logger);
      return { outcome: await within(sending, waitMs ?? 0), deliveryId: requestId };
    },
    codes: deps.codes,
    approvals: deps.approvals,
    pushChat: (input) => pushOnce(deps, input),
    async onChat(kind, input) {
      const added = await deps.deliveries.add({ id: input.requestId, kind, to: '', recipient: null, payload: input });
      if (added) void track(underway, deps.deliveries.tryNow(input.requestId), deps.logger);
    },
    list: ({ after, limit, status }) =>
      deps.store.listDeliveries({
        limit,
        ...(after === undefined ? {} : { after }),
        ...(status === undefined ? {} : { status }),
      }),
    async revive(id) {
      const revived = await deps.store.reviveDelivery(id, deps.now().toISOString());
      dispatcher.wake();
      return revived;
    },
    discard: (id) => deps.store.removeDelivery(id),
    ready: deps.ping,
    start: () => dispatcher.start(),
    async stop() {
      await dispatcher.stop();
      await Promise.all(underway);
    },
    async drain() {
      await Promise.all(underway);
      await dispatcher.drain();
    },
  };
}

async function isFlooded(deps: NotificationsDeps, recipient: string): Promise<boolean> {
  const kind: DeliveryKind = 'mail';
  const since = new Date(deps.now().getTime() - hourMs).toISOString();
  return (await deps.store.countDeliveries(recipient, kind, since)) >= deps.mailsPerRecipientPerHour;
}

/** One final word per request, also when it is asked for again (salesiq-zobot.md §6, "exactly one final response"). */
async function pushOnce(deps: NotificationsDeps, input: PushChatInput): Promise<PushChatOutput> {
  const earlier = await deps.store.delivery(input.requestId);
  if (earlier?.status === 'sent') return { outcome: 'message', reason: 'was said before' };
  const outcome = await pushChat(deps.chat, input, deps.now());
  if (outcome.outcome === 'callback' || outcome.outcome === 'message') await recordPush(deps, input, outcome.outcome);
  return outcome;
}

async function recordPush(deps: NotificationsDeps, input: PushChatInput, way: string): Promise<void> {
  const now = deps.now().toISOString();
  const entry = { attempts: 1, nextAt: null, lastError: null, createdAt: now, sentAt: now, sealed: null, fence: 1 };
  const id = input.requestId;
  await deps.store.addDelivery({ id, kind: 'push', status: 'sent', to: way, recipient: null, ...entry }, null);
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
