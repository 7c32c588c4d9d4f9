import { z } from 'zod';
import type { Topology } from './topology.ts';

const answerSchema = z.object({
  status: z.literal('success'),
  message: z.string(),
  data: z.object({
    session_id: z.string(),
    workflow_type: z.string().nullable(),
    state: z.string(),
    ticket_created: z.boolean(),
    ticket_id: z.string().nullable(),
    ticket_number: z.string().nullable(),
    reference: z.string().nullable(),
    escalate: z.boolean(),
    suggestions: z.array(z.string()),
  }),
  timestamp: z.iso.datetime(),
});
export type Answer = z.infer<typeof answerSchema>;

export interface Customer {
  readonly chatId: string;
  readonly email: string;
  /** Everything she wrote, in order. */
  readonly said: string[];
  /** Ids of her requests, as the answers tell them, in order. */
  readonly requestIds: string[];
  say(text: string, messageId?: string): Promise<Answer>;
  /** The longest that she waited for an answer. */
  slowestMs(): number;
}

let chats = 0;

/** A customer who writes through the flat form of the webhook. */
export function createCustomer(
  topology: Pick<Topology, 'url'>,
  person: { name?: string; email?: string } = {},
): Customer {
  chats += 1;
  const chatId = `e2e-${process.pid}-${Date.now()}-${chats}`;
  const { name = 'Test User', email = 'test@company.com' } = person;
  const said: string[] = [];
  const requestIds: string[] = [];
  let slowestMs = 0;
  return {
    slowestMs: () => slowestMs,
    chatId,
    email,
    said,
    requestIds,
    async say(text, messageId) {
      said.push(text);
      const startedAt = performance.now();
      const response = await fetch(`${topology.url}/webhook/salesiq`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          chat_id: chatId,
          visitor_id: `visitor-${chatId}`,
          visitor_email: email,
          visitor_name: name,
          message: text,
          ...(messageId === undefined ? {} : { message_id: messageId }),
        }),
        signal: AbortSignal.timeout(10_000),
      });
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      requestIds.push(response.headers.get('x-request-id') ?? 'none');
      if (response.status !== 200) throw new Error(`the webhook answered ${response.status}: ${await response.text()}`);
      return answerSchema.parse(await response.json());
    },
  };
}

const exits = new Set(['Something else', 'Talk to a person', 'Not sure', 'Skip', 'Change something']);

/** What a patient customer answers to the usual questions; workflows add their own lines in front. */
const usual: Lines = [
  [/is that all correct/i, "Yes, that's right"],
  [/user name/i, 'jsmith'],
  [/e-?mail address/i, 'test@company.com'],
  [/phone number/i, '312 555 0123'],
  [/percent|above (?:cpu|memory)|how full/i, '40'],
  [/full name|who (?:is|should)|what name|name of the/i, 'Maria Lopez'],
  // Agreed for the next hour in which somebody works, whatever day the test runs on.
  [/good time for the call/i, 'as soon as possible'],
  [/when|which day|date/i, 'tomorrow at 3 pm'],
  [/how many|number, for example/i, '2'],
];

/**
 * Plays a conversation until the ticket exists, or until it is promised under our reference; throws with the dialogue when
 * it does not get there.
 */
export async function playToTicket(
  topology: Topology,
  customer: Customer,
  opening: string,
  own: Lines = [],
  until: 'ticket' | 'promise' = 'ticket',
): Promise<Answer> {
  const dialogue: string[] = [];
  let next = opening;
  for (let turn = 0; turn < 45; turn += 1) {
    const answer = await customer.say(next);
    dialogue.push(`> ${next}`, answer.message, `  [${answer.data.suggestions.join(' | ')}]`);
    if (answer.data.ticket_created || (until === 'promise' && answer.data.reference !== null)) return answer;
    next = reply(topology, customer, answer, own);
  }
  throw new Error(`no ticket after 45 messages:\n${dialogue.join('\n')}`);
}

function reply(topology: Topology, customer: Customer, answer: Answer, own: Lines): string {
  const asked = answer.message.slice(-400);
  if (/6-digit code/i.test(asked)) return codeFor(topology, customer.email);
  return nextWords(answer.message, answer.data.suggestions, own);
}

export type Lines = readonly (readonly [RegExp, string])[];

/** What a patient customer answers to this; `own` lines go first. */
export function nextWords(message: string, suggestions: readonly string[], own: Lines): string {
  const asked = message.slice(-400);
  for (const [question, answer] of own) if (question.test(asked)) return answer;
  for (const wanted of ['Leave a ticket', 'Still broken', 'Done']) if (suggestions.includes(wanted)) return wanted;
  const choices = suggestions.filter((suggestion) => !exits.has(suggestion));
  for (const [question, answer] of usual) if (choices.length === 0 && question.test(asked)) return answer;
  return choices[0] ?? 'It started this morning in the front office.';
}

/** The newest code that was mailed to this customer. */
export function codeFor(topology: Topology, email: string): string {
  const mail = topology.mails().find(({ to, subject }) => to.includes(email) && /code/i.test(subject));
  const code = /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1];
  if (code === undefined) throw new Error(`no code was mailed to ${email}`);
  return code;
}
