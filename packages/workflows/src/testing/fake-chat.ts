import type { IncomingContent, TurnWhy } from '@acebuddy/contracts';
import { defaultSettings } from '../default-settings.ts';
import type {
  EarlierRequest,
  Effect,
  EffectResult,
  Engine,
  EngineContext,
  EngineInput,
  EngineReply,
  EngineSettings,
  EngineState,
  HelpArticle,
  OpenRequest,
  RequestNews,
  Understanding,
} from '../engine-types.ts';
import { sameAddress } from '../flow/same-account.ts';
import { withLater } from '../why/turn-why.ts';
import { findKnown, findOwners, type Person } from './people.ts';

export interface FakeChatOptions {
  readonly engine: Engine;
  readonly person: Person;
  /** ISO instant of the first message. */
  readonly startAt?: string;
  readonly settings?: Partial<EngineSettings>;
  readonly desk?: 'created' | 'pending' | 'failed';
  readonly mail?: 'sent' | 'limited' | 'failed';
  readonly openRequests?: readonly OpenRequest[];
  /** Requests of other chats; given as the caller does, once a code is on its way or confirmed. */
  readonly earlierRequests?: readonly EarlierRequest[];
  /** `empty`: it knows nobody and nothing. */
  readonly directory?: 'full' | 'empty';
  readonly cards?: boolean;
  /** The channel asks the bot only while no person holds the chat. */
  readonly callsOnlyWhenFree?: boolean;
  /** The language that the channel names. */
  readonly language?: string;
  /** Go on from here instead of an empty chat. */
  readonly state?: EngineState;
}

/** What one thing that happened brought. */
export interface Happened {
  readonly reply: EngineReply;
  readonly effects: readonly Effect[];
  readonly wakeAt: string | null;
  /** What led to it, with what a typed code brought; null where no message did. */
  readonly why: TurnWhy | null;
}

/** Monday, ten in the morning in Chicago: agents are there. */
export const workingHour = '2026-11-23T16:00:00.000Z';
/** Sunday. */
export const closedHour = '2026-11-22T16:00:00.000Z';
/** The only code that is right. */
export const rightCode = '123456';

/** A chat whose services answer at once and always the same: the engine with everything around it played. */
export function createFakeChat(options: FakeChatOptions) {
  const { engine, person } = options;
  let state: EngineState = options.state ?? engine.start(person.visitor);
  let nowMs = Date.parse(options.startAt ?? workingHour);
  let wakeAt: string | null = null;
  let article: HelpArticle | null = null;
  let tickets = 0;
  let wrongCodes = 0;
  const opened = new Map<string, string>();
  const answers = new Map<string, NonNullable<RequestNews['lastAnswer']>>();
  const late: { effectId: string; result: EffectResult }[] = [];

  const isEmpty = options.directory === 'empty';
  const context = (about = engine.view(state)): EngineContext => ({
    now: new Date(nowMs).toISOString(),
    visitor: person.visitor,
    language: options.language ?? null,
    known: isEmpty ? null : findKnown(about.slots.email ?? person.visitor.email),
    accounts: about.accounts.map((account) => ({ ...account, owners: isEmpty ? [] : findOwners(account) })),
    settings: { ...defaultSettings, ...options.settings },
    article,
    openRequests: options.openRequests ?? [],
    tickets: [...opened].map(([runId, openedAt]) => ({
      runId,
      openedAt,
      closed: false,
      onHold: false,
      lastAnswer: answers.get(runId) ?? null,
    })),
    earlierRequests:
      about.mailboxProven || about.awaitsCode
        ? (options.earlierRequests ?? []).filter(({ email }) => sameAddress(email, about.slots.email))
        : [],
    cards: options.cards ?? true,
    callsOnlyWhenFree: options.callsOnlyWhenFree ?? false,
  });

  function step(input: EngineInput): Happened {
    const before = state;
    let done = engine.step(before, input, context());
    const [was, is] = [engine.view(before), engine.view(done.state)];
    // As the conversation service does: a new address or account is looked up before its step counts.
    if (was.slots.email !== is.slots.email || JSON.stringify(was.accounts) !== JSON.stringify(is.accounts))
      done = engine.step(before, input, context(is));
    ({ state, wakeAt } = done);
    let { reply, why } = done;
    const effects = [...done.effects];
    for (const effect of done.effects) {
      if (effect.kind === 'createTicket') opened.set(effect.runId, new Date(nowMs).toISOString());
      const result = effect.awaited ? answerTo(effect) : null;
      if (result === null) continue;
      const after = step({ kind: 'result', effectId: effect.id, result });
      if (after.reply.texts.length > 0 || after.reply.action === 'forward') reply = after.reply;
      effects.push(...after.effects);
      if (effect.kind === 'verifyCode' && why !== null && after.why !== null) why = withLater(why, after.why);
    }
    return { reply, effects, wakeAt, why };
  }

  function answerTo(effect: Effect): EffectResult | null {
    switch (effect.kind) {
      case 'createTicket':
        return ticketResult(effect.id);
      case 'sendCode':
        wrongCodes = 0;
        return { kind: 'code', outcome: options.mail ?? 'sent' };
      case 'verifyCode': {
        if (effect.code === rightCode) return { kind: 'verification', outcome: 'verified', triesLeft: 5 };
        wrongCodes += 1;
        return wrongCodes >= 5
          ? { kind: 'verification', outcome: 'spent', triesLeft: 0 }
          : { kind: 'verification', outcome: 'wrong', triesLeft: 5 - wrongCodes };
      }
      default:
        return null;
    }
  }

  function ticketResult(effectId: string): EffectResult {
    tickets += 1;
    const reference = `AB-0000000${tickets}`;
    const created = {
      kind: 'ticket',
      outcome: 'created',
      ticketId: `189200000000${tickets}`,
      ticketNumber: String(100 + tickets),
      webUrl: null,
      reference,
    } as const;
    if (options.desk === undefined || options.desk === 'created') return created;
    late.push({ effectId, result: created });
    return { kind: 'ticket', outcome: options.desk, reference };
  }

  const incoming = (content: IncomingContent, understanding: Understanding | null): Happened => {
    nowMs += 20_000;
    return step({ kind: 'incoming', content, understanding });
  };

  return {
    say: (text: string, understanding: Understanding | null = null, attachments: readonly string[] = []) =>
      incoming(
        {
          kind: 'message',
          text,
          attachments: attachments.map((name) => ({ name, url: `https://files.example/${name}` })),
        },
        understanding,
      ),
    send: incoming,
    step,
    /** Lets time pass and rings the timer if it is due by then. */
    wait(minutes: number): Happened {
      nowMs += minutes * 60_000;
      const due = wakeAt !== null && Date.parse(wakeAt) <= nowMs;
      return due
        ? step({ kind: 'timer' })
        : { reply: { action: 'silent', texts: [], suggestions: [], input: null }, effects: [], wakeAt, why: null };
    },
    /** The desk answers after all. */
    deliverLate(): Happened {
      const next = late.shift();
      if (next === undefined) throw new Error('no ticket is late');
      return step({ kind: 'result', ...next });
    },
    /** An agent writes to the customer on the ticket of this run. */
    answer(runId: string, text: string): void {
      answers.set(runId, { author: 'Anna Agent', text, at: new Date(nowMs).toISOString() });
    },
    setArticle(next: HelpArticle | null): void {
      article = next;
    },
    state: () => state,
    view: () => engine.view(state),
  };
}
export type FakeChat = ReturnType<typeof createFakeChat>;
