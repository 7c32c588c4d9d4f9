import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledWorkflowsFolder, loadWorkflows, type TicketRequest } from '@acebuddy/workflows';
import {
  createFakeChat,
  createTestEngine,
  type Happened,
  people,
  rightCode,
  whereIs,
} from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const customersSchema = z.record(
  z.string(),
  z.strictObject({
    knows: z.record(z.string(), z.string()),
    /** How a further fact is told in the same answer. */
    together: z.record(z.string(), z.string()).default({}),
    customers: z.array(
      z.strictObject({
        opens: z.string(),
        /** Parts of the ticket's description. */
        needed: z.array(z.string()),
        /** So many steps are offered at least. */
        guides: z.number(),
      }),
    ),
  }),
);
const customers = customersSchema.parse(
  parse(readFileSync(join(import.meta.dirname, 'paths', 'customers.yaml'), 'utf8')),
);
const workflows = loadWorkflows([bundledWorkflowsFolder]);
const engine = createTestEngine(workflows);
/** What the steps welcome in the answer to a question. */
const askedWith = (workflow: string, slot: string): readonly string[] =>
  workflows
    .filter(({ definition }) => definition.id === workflow)
    .flatMap(({ program }) =>
      program.nodes.flatMap((node) => (node.kind === 'ask' && node.step.ask === slot ? node.step.with : [])),
    );
/** A customer who says more than this has met a loop. */
const messagesMax = 40;

interface Walked {
  /** Customer's messages until the ticket, without answers to steps and codes. */
  readonly messages: number;
  readonly guides: number;
  readonly ticket: TicketRequest | null;
  readonly transcript: string;
}

function walk(
  workflow: string,
  opens: string,
  { knows, together }: { knows: Readonly<Record<string, string>>; together: Readonly<Record<string, string>> },
): Walked {
  const chat = createFakeChat({ engine, person: people.known });
  const lines: string[] = [];
  let [messages, guides] = [0, 0];
  const hear = (text: string, happened: Happened) => {
    lines.push(`> ${text}`, ...happened.reply.texts.map((line) => `  ${line.replaceAll('\n', '\n  ')}`));
    return happened.effects.find((effect) => effect.kind === 'createTicket')?.ticket ?? null;
  };
  const meaning = {
    outcome: 'match',
    workflow,
    confidence: 0.9,
    alternatives: [{ workflow, confidence: 0.9 }],
    others: [],
  } as const;
  let happened = chat.say(opens, meaning);
  /** What she tells besides, unless she presses a button, or has told it. */
  const further = (name: string) =>
    happened.reply.suggestions.length > 0
      ? []
      : askedWith(workflow, name).flatMap((other) => (other in chat.view().slots ? [] : (together[other] ?? [])));
  let ticket = hear(opens, happened);
  messages += 1;
  while (ticket === null && lines.length < messagesMax * 4) {
    const { asks, pending } = whereIs(chat.state());
    const name = asks?.replace(/^(?:ask|contact):/, '').replace(/\.\d+$/, '') ?? '';
    const isGuide = pending === null && (asks ?? '').startsWith('guide:');
    const says =
      pending === 'code'
        ? rightCode
        : pending === 'ways'
          ? 'Keep going'
          : isGuide
            ? 'Still broken'
            : (asks ?? '').startsWith('confirm')
              ? 'yes'
              : [knows[name] ?? `(nothing is known for ${asks} ${pending})`, ...further(name)].join(', ');
    if (isGuide) guides += 1;
    else if (pending !== 'code') messages += 1;
    happened = chat.say(says);
    ticket = hear(says, happened);
    if (messages > messagesMax) break;
  }
  return { messages, guides, ticket, transcript: lines.join('\n') };
}

const walked = Object.entries(customers).flatMap(([workflow, { knows, together, customers: them }]) =>
  them.map((customer) => ({ workflow, customer, ...walk(workflow, customer.opens, { knows, together }) })),
);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const byWorkflow = Object.keys(customers).map((workflow) => ({
  workflow,
  messages: mean(walked.filter((one) => one.workflow === workflow).map((one) => one.messages)),
}));

describe.each(walked)('$workflow: "$customer.opens"', ({ customer, ticket, guides, messages, transcript }) => {
  it('leads to a ticket with everything that is needed', () => {
    if (process.env.SHOW_PATHS !== undefined) console.log(`${messages} ${transcript}\n${ticket?.description}\n-----`);
    expect(ticket, transcript).not.toBeNull();
    expect(
      customer.needed.filter(
        (part) => !`${ticket?.description} ${ticket?.actionRequired}`.toLowerCase().includes(part.toLowerCase()),
      ),
      transcript,
    ).toEqual([]);
  });

  it('offers the steps first', () => {
    expect(guides, transcript).toBeGreaterThanOrEqual(customer.guides);
  });
});

it('takes at most 4.5 messages until the ticket, as a mean over the workflows', () => {
  const figures = byWorkflow.map(({ workflow, messages }) => `${workflow} ${messages.toFixed(1)}`).join(', ');
  const overall = mean(byWorkflow.map(({ messages }) => messages));
  console.info(`messages until the ticket: ${overall.toFixed(2)} (${figures})`);
  expect(overall, figures).toBeLessThanOrEqual(4.5);
});
