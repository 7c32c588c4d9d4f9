import type { SessionState, TurnWhy } from '@acebuddy/contracts';
import { parse } from 'yaml';
import type { Engine, EngineInput, EngineReply, EngineState, Understanding } from '../engine-types.ts';
import { askedName, checkTurn } from './check-turn.ts';
import { closedHour, createFakeChat, type FakeChat, type Happened, workingHour } from './fake-chat.ts';
import { people } from './people.ts';
import { type Script, type ScriptFile, type ScriptTurn, scriptFileSchema } from './script-schema.ts';
import { type Whereabouts, whereIs } from './where-is.ts';

export interface ScriptResult {
  /** Everything said, readable, for snapshots. */
  readonly transcript: string;
  /** What did not come back as the script demands; empty when all did. */
  readonly differences: readonly string[];
  /** Of the chat after its last turn. */
  readonly state: EngineState;
  /** What each turn brought, whatever was demanded of it. */
  readonly outcomes: readonly TurnOutcome[];
}

/** What can be demanded of a turn, and why it came so. */
export interface TurnOutcome extends Pick<Whereabouts, 'pending'> {
  /** The slot that is asked, or the step's id. */
  readonly asks: string | null;
  readonly state: SessionState;
  readonly workflow: string | null;
  readonly action: EngineReply['action'];
  readonly suggestions: readonly string[];
  /** Kinds, in order. */
  readonly effects: readonly string[];
  /** Null where no message caused the turn. */
  readonly why: TurnWhy | null;
}

export interface ScriptOptions {
  readonly engine: Engine;
  readonly workflow?: string | undefined;
  /** A real detector; without it messages mean what the script says. */
  readonly understand?: (text: string) => Understanding;
}

export function parseScripts(text: string): ScriptFile {
  return scriptFileSchema.parse(parse(text));
}

/** Friday, before everything that scripts play. */
const earlierAt = '2026-11-20T16:00:00.000Z';

/** Plays one script from an empty chat to its last turn. */
export function runScript(script: Script, options: ScriptOptions): ScriptResult {
  const chat = createFakeChat({
    engine: options.engine,
    person: people[script.customer],
    startAt: script.at === 'open' ? workingHour : closedHour,
    desk: script.desk,
    mail: script.mail,
    cards: script.cards,
    callsOnlyWhenFree: script.calls_only_when_free,
    settings: { codesEnabled: script.codes },
    openRequests:
      script.open_request === undefined
        ? []
        : [
            {
              workflow: script.open_request,
              reference: 'AB-77777777',
              ticketId: '18929999',
              ticketNumber: '77',
              email: 'maria@acme.example',
            },
          ],
    earlierRequests: Object.entries(script.earlier).map(
      ([ticketNumber, { workflow, email, closed, on_hold, answer }]) => ({
        workflow,
        email,
        ticketNumber,
        reference: `AB-${ticketNumber}`,
        openedAt: earlierAt,
        closed,
        onHold: on_hold,
        lastAnswer: answer === undefined ? null : { author: 'Anna Agent', text: answer, at: earlierAt },
      }),
    ),
  });
  const lines: string[] = [];
  const differences: string[] = [];
  const outcomes: TurnOutcome[] = [];
  let first = true;
  for (const [index, turn] of script.turns.entries()) {
    const fallback = first && 'say' in turn ? options.workflow : undefined;
    if ('say' in turn) first = false;
    const happened = play(chat, turn, fallback, options);
    outcomes.push(outcomeOf(chat, happened));
    lines.push(describeTurn(turn), ...describeHappened(happened));
    differences.push(
      ...checkTurn(chat, turn, happened).map(
        (difference) => `turn ${index + 1} (${describeTurn(turn).trim()}): ${difference}`,
      ),
    );
  }
  return { transcript: lines.join('\n'), differences, state: chat.state(), outcomes };
}

function outcomeOf(chat: FakeChat, { reply, effects, why }: Happened): TurnOutcome {
  const { asks, pending } = whereIs(chat.state());
  const { state, workflow } = chat.view();
  const kinds = effects.map(({ kind }) => kind);
  return {
    asks: askedName(asks),
    pending,
    state,
    workflow,
    action: reply.action,
    suggestions: reply.suggestions,
    effects: kinds,
    why,
  };
}

function play(chat: FakeChat, turn: ScriptTurn, fallback: string | undefined, options: ScriptOptions): Happened {
  if ('say' in turn) {
    chat.setArticle(
      'article' in turn && turn.article !== undefined
        ? { title: turn.article, excerpt: `${turn.article}: do this and that.` }
        : null,
    );
    const meaning = options.understand?.(turn.say) ?? scripted(turn, fallback);
    const files = 'files' in turn ? (turn.files ?? []) : [];
    return chat.say(turn.say, turn.say === '' ? null : meaning, files);
  }
  if ('open' in turn) return chat.send({ kind: 'opened' }, null);
  if ('answers' in turn) return chat.send({ kind: 'answers', answers: turn.answers }, scripted(turn, fallback));
  if ('wait' in turn) return chat.wait(turn.wait);
  if ('failed' in turn) return chat.send({ kind: 'failed', reason: turn.failed }, null);
  if ('late' in turn) return chat.deliverLate();
  if ('agent' in turn) {
    chat.answer(turn.run, turn.agent);
    return {
      reply: { action: 'silent', texts: [], suggestions: [], input: null },
      effects: [],
      wakeAt: null,
      why: null,
    };
  }
  return chat.step(eventOf(turn));
}

function eventOf(
  turn: Exclude<
    ScriptTurn,
    | { say: string }
    | { open: true }
    | { answers: unknown }
    | { wait: number }
    | { failed: string }
    | { late: true }
    | { agent: string }
  >,
): EngineInput {
  if ('operator' in turn) return { kind: 'operator', event: turn.operator };
  if ('approval' in turn)
    return { kind: 'approval', runId: turn.run ?? null, decision: turn.approval, comment: turn.comment ?? null };
  if ('rated' in turn) return { kind: 'rated', rating: turn.rated, feedback: turn.feedback ?? null };
  if ('ticket_closed' in turn)
    return { kind: 'ticket_status', runId: turn.ticket_closed, status: 'Closed', closed: true };
  return { kind: 'close', reason: turn.close };
}

function scripted(turn: ScriptTurn, fallback: string | undefined): Understanding {
  const unsure = 'unsure' in turn ? turn.unsure : undefined;
  if (unsure !== undefined) {
    const alternatives = unsure.map((workflow, index) => ({ workflow, confidence: 0.45 - index / 100 }));
    return { outcome: 'unsure', workflow: null, confidence: 0.45, alternatives, others: [] };
  }
  const workflow = ('as' in turn ? turn.as : undefined) ?? fallback;
  if (workflow === undefined || workflow === 'none')
    return {
      outcome: 'none',
      workflow: null,
      confidence: 0.2,
      alternatives: [],
      others: [],
      ...('foreign' in turn && turn.foreign === true ? { foreign: true as const } : {}),
    };
  return {
    outcome: 'match',
    workflow,
    confidence: 0.9,
    alternatives: [{ workflow, confidence: 0.9 }],
    others: ('also' in turn ? turn.also : undefined) ?? [],
  };
}

function describeTurn(turn: ScriptTurn): string {
  if ('say' in turn)
    return `> ${turn.say}${'files' in turn && turn.files !== undefined ? ` [files: ${turn.files.join(', ')}]` : ''}`;
  const [[key, value] = ['?', '']] = Object.entries(turn);
  return `* ${key}: ${JSON.stringify(value)}`;
}

function describeHappened({ reply, effects }: Happened): string[] {
  const extras = [
    ...(reply.suggestions.length > 0 ? [`  [${reply.suggestions.join(' | ')}]`] : []),
    ...(reply.input === null ? [] : [`  [card: ${reply.input.type}]`]),
  ];
  const texts = reply.texts.map((text) => `  ${text.replaceAll('\n', '\n  ')}`);
  return [
    ...(reply.action === 'reply' ? [] : [`  (${reply.action})`]),
    ...texts,
    ...extras,
    ...effects.map(
      (effect) =>
        `  -> ${effect.kind}${effect.kind === 'createTicket' ? ` ${effect.ticket.outcome} ${effect.ticket.priority}` : ''}`,
    ),
  ];
}
