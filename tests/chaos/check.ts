import type { CaughtMail } from '@acebuddy/testkit/servers';
import { type AftermathFindings, checkAftermath } from './check-aftermath.ts';
import { checkMails, type MailFindings } from './check-mails.ts';
import { checkTranscript } from './check-transcript.ts';
import type { Played } from './play.ts';
import type { Session } from './sessions.ts';
import type { System } from './system.ts';

export type Ticket = ReturnType<System['zoho']['desk']['tickets']>[number];

/** Sentences, each one broken promise; empty lists are what we want. */
export interface Findings extends MailFindings, AftermathFindings {
  readonly withoutEnd: readonly string[];
  readonly ticketsMissing: readonly string[];
  readonly ticketsDuplicated: readonly string[];
  readonly promisesBroken: readonly string[];
  readonly linesMissing: readonly string[];
  readonly linesDuplicated: readonly string[];
  readonly commentsMissing: readonly string[];
  readonly commentsDuplicated: readonly string[];
  readonly sessionsWrong: readonly string[];
  /** The report's figures are not those of the desk and the chats. */
  readonly figuresWrong: readonly string[];
}

export interface World {
  readonly played: readonly Played[];
  readonly sessions: ReadonlyMap<string, Session | null>;
  readonly tickets: readonly Ticket[];
  readonly mails: readonly CaughtMail[];
}

/** Compares desk, mailbox, sessions and transcripts with what customers were told. Pure. */
export function check({ played, sessions, tickets, mails }: World): Omit<Findings, 'figuresWrong'> {
  const ticketsMissing: string[] = [];
  const withoutEnd: string[] = [];
  const ticketsDuplicated: string[] = [];
  const promisesBroken: string[] = [];
  const sessionsWrong: string[] = [];
  const transcripts = { linesMissing: [], linesDuplicated: [], commentsMissing: [], commentsDuplicated: [] } as Record<
    'linesMissing' | 'linesDuplicated' | 'commentsMissing' | 'commentsDuplicated',
    string[]
  >;
  const people = { peopleUnheard: [], peopleRepeated: [] } as Record<keyof AftermathFindings, string[]>;
  const byChat = groupBy(tickets, (ticket) => String(ticket.cf?.cf_salesiq_chat_id ?? ''));
  const byReference = groupBy(tickets, (ticket) => String(ticket.cf?.cf_reference ?? ''));
  for (const [reference, twins] of byReference)
    if (twins.length > 1) ticketsDuplicated.push(`${twins.length} tickets carry ${reference}`);
  for (const one of played) {
    const id = one.chat.sessionId();
    const name = `chat ${one.plan.index} (${one.plan.form}, ${id})`;
    const own = byChat.get(id) ?? [];
    if (!one.finished && own.length === 0) withoutEnd.push(name);
    if (one.finished && own.length === 0) ticketsMissing.push(`${name} was promised a ticket and has none`);
    for (const [workflow, twins] of groupBy(own, (ticket) => String(ticket.cf?.cf_workflow_type)))
      if (twins.length > 1) ticketsDuplicated.push(`${name} has ${twins.length} tickets for ${workflow}`);
    // Who is not understood after a lost answer may go on to another problem: that is another request.
    if (own.length > 1 && one.unheard === 0)
      ticketsDuplicated.push(`${name} has ${own.length} tickets, and was answered each time`);
    for (const broken of brokenPromises(one, own, byReference)) promisesBroken.push(`${name}: ${broken}`);
    const session = sessions.get(id) ?? null;
    if (session === null) {
      if (one.said.some(({ answered }) => answered > 0)) transcripts.linesMissing.push(`${name} has no session`);
      continue;
    }
    const [first] = own;
    if (first !== undefined && !own.some(({ id: ticketId }) => ticketId === session.ticket_id))
      sessionsWrong.push(`${name}: the session names ticket ${session.ticket_id}, the desk has ${first.id}`);
    for (const [kind, found] of Object.entries(checkAftermath(one, session, mails)))
      people[kind as keyof AftermathFindings].push(...found.map((text: string) => `${name}: ${text}`));
    for (const [kind, found] of Object.entries(checkTranscript(one, session, first ?? null)))
      transcripts[kind as keyof typeof transcripts].push(...found.map((text: string) => `${name}: ${text}`));
  }
  return {
    withoutEnd,
    ticketsMissing,
    ticketsDuplicated,
    promisesBroken,
    sessionsWrong,
    ...transcripts,
    ...people,
    ...checkMails(played, byChat, mails),
  };
}

/** References and numbers that she was told, and that the desk does not have. */
function brokenPromises({ chat }: Played, own: readonly Ticket[], byReference: ReadonlyMap<string, readonly Ticket[]>) {
  const told = chat.heardAll().join('\n');
  const references = new Set(told.match(/\bAB-[0-9A-Z]{10}\b/g));
  const numbers = new Set([...told.matchAll(/#(\d{3,})/g)].map(([, number]) => number));
  return [
    ...[...references].filter((each) => !byReference.has(each)).map((each) => `no ticket carries ${each}`),
    ...[...numbers]
      .filter((number) => !own.some((ticket) => ticket.ticketNumber === number))
      .map((number) => `ticket #${number} is not hers`),
  ];
}

export function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
