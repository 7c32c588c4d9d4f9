import type { Effect, TicketRequest } from '../engine-types.ts';
import type { FakeChat, Happened } from './fake-chat.ts';
import type { ScriptTurn } from './script-schema.ts';
import { whereIs } from './where-is.ts';

type Expected = Partial<Exclude<ScriptTurn, { say: string; as?: never }>> & Record<string, unknown>;

/** Compares what came back with what the script demands. */
export function checkTurn(chat: FakeChat, turn: ScriptTurn, happened: Happened): string[] {
  const expected = turn as Expected;
  const { reply, effects } = happened;
  const view = chat.view();
  const inside = whereIs(chat.state());
  const said = reply.texts.join('\n');
  const found: string[] = [];
  const same = (what: string, actual: unknown, wanted: unknown) => {
    if (wanted !== undefined && actual !== wanted)
      found.push(`${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(wanted)}`);
  };
  for (const part of list(expected.says))
    if (!said.toLowerCase().includes(part.toLowerCase())) found.push(`does not say "${part}" but "${said}"`);
  for (const part of list(expected.never))
    if (said.toLowerCase().includes(part.toLowerCase())) found.push(`says "${part}"`);
  if (expected.asks !== undefined) same('the open question', askedName(inside.asks), expected.asks);
  same('pending', inside.pending, expected.pending);
  same('state', view.state, expected.state);
  same('workflow', view.workflow, expected.workflow);
  same('verified', view.verified, expected.verified);
  same('action', reply.action, expected.action);
  if (!('say' in turn) || turn.say !== '' || expected.card !== undefined)
    same('card', reply.input?.type ?? null, expected.card);
  for (const [name, value] of Object.entries((expected.slots ?? {}) as Record<string, string>))
    same(`slot ${name}`, view.slots[name], value);
  for (const label of list(expected.buttons))
    if (!reply.suggestions.includes(label))
      found.push(`has no button "${label}" but ${JSON.stringify(reply.suggestions)}`);
  if (expected.effects !== undefined)
    same('effects', effects.map((effect) => effect.kind).join(' '), list(expected.effects).join(' '));
  if (expected.ticket !== undefined) found.push(...checkTicket(effects, expected.ticket as Record<string, unknown>));
  return found;
}

/** A step's key as scripts name it: the slot that is asked, or the step's id. */
export function askedName(key: string | null): string | null {
  return key?.replace(/^(?:ask|contact):/, '').replace(/\.\d+$/, '') ?? null;
}

function list(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function checkTicket(effects: readonly Effect[], wanted: Record<string, unknown>): string[] {
  const created = effects.find((effect) => effect.kind === 'createTicket');
  if (created?.kind !== 'createTicket') return ['no ticket is created'];
  return Object.entries(wanted).flatMap(([key, value]) => {
    const actual: unknown = created.ticket[key as keyof TicketRequest];
    if (
      typeof value === 'string' &&
      typeof actual === 'string' &&
      ['description', 'actionRequired', 'dueAt', 'expectedResolution'].includes(key)
    )
      return actual.includes(value) ? [] : [`ticket.${key} is "${actual}", expected a part "${value}"`];
    if (Array.isArray(value))
      return value.every((item) => JSON.stringify(actual).includes(String(item)))
        ? []
        : [`ticket.${key} is ${JSON.stringify(actual)}, expected ${JSON.stringify(value)}`];
    return actual === value ? [] : [`ticket.${key} is ${JSON.stringify(actual)}, expected ${JSON.stringify(value)}`];
  });
}
