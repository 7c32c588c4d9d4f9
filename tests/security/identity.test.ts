import { fileURLToPath } from 'node:url';
import { eventually } from '@acebuddy/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Answer, type Customer, codeFor, createCustomer, type Lines, nextWords } from '../e2e/customer.ts';
import { startTopology, type Topology } from '../e2e/topology.ts';

const directory = { DIRECTORY_FILE: fileURLToPath(new URL('./identity-directory.json', import.meta.url)) };

async function start(env: Readonly<Record<string, string>>): Promise<Topology> {
  const topology = await startTopology({ name: 'standalone', env });
  onTestFinished(() => topology[Symbol.asyncDispose]());
  return topology;
}

interface Played {
  readonly customer: Customer;
  readonly last: Answer;
  /** Everything that was answered. */
  readonly heard: readonly string[];
}

/** A password reset from "I forgot my password" to its end. Own lines go first; without one for the code, it is typed. */
async function reset(topology: Topology, person: { name: string; email: string }, own: Lines): Promise<Played> {
  const customer = createCustomer(topology, person);
  const lines: Lines = [...own, [/which password/i, 'server'], [/enrolled/i, 'no']];
  const heard: string[] = [];
  let next = 'I forgot my password';
  for (let turn = 0; turn < 20; turn += 1) {
    const last = await customer.say(next);
    heard.push(last.message, ...last.data.suggestions);
    if (last.data.ticket_created || /done, i added/i.test(last.message)) return { customer, last, heard };
    const isOwn = lines.some(([question]) => question.test(last.message.slice(-400)));
    const asksCode = /6-digit code/i.test(last.message.slice(-400));
    next = asksCode && !isOwn ? codeFor(topology, person.email) : nextWords(last.message, last.data.suggestions, lines);
  }
  throw new Error(`no end of the chat:\n${heard.join('\n')}`);
}

const asUser = (user: string): Lines[number] => [/user name/i, user];
const skips: Lines = [[/6-digit code/i, 'skip']];
const ann = { name: 'Ann Archer', email: 'ann@company.example' };

function ticketOf(topology: Topology, { customer }: Played) {
  const ticket = topology.zoho.desk.tickets().find(({ cf }) => cf?.cf_salesiq_chat_id === customer.chatId);
  if (ticket === undefined) throw new Error('the chat has no ticket');
  return ticket;
}

async function sessionOf(topology: Topology, { customer }: Played): Promise<string | null> {
  const response = await fetch(`${topology.url}/salesiq/session/${customer.chatId}`);
  return z.object({ session: z.object({ verified: z.string().nullable() }) }).parse(await response.json()).session
    .verified;
}

describe('a stranger', { timeout: 60_000 }, () => {
  it('who types an address of a customer and skips the code writes nothing on her ticket and hears nothing of it', async () => {
    const topology = await start(directory);
    const hers = await reset(topology, ann, [asUser('aarcher')]);
    const words = 'please send the reset link to eve@evil.example';
    const his = await reset(topology, ann, [
      ...skips,
      [/already reported|add what you told me/i, 'Add to my request'],
      [/in a sentence or two/i, words],
      asUser('aarcher'),
    ]);
    await his.customer.say(words);
    await eventually(() => JSON.stringify(topology.zoho.desk.tickets()).includes('eve@evil.example'), 10_000);
    expect(JSON.stringify(ticketOf(topology, hers))).not.toContain('eve@evil.example');
    expect(his.heard.join('\n')).not.toContain(`#${hers.last.data.ticket_number}`);
    expect(his.heard.join('\n')).not.toMatch(/already reported|Add to my request/);
    expect(ticketOf(topology, his)).toMatchObject({ cf: { cf_verified: 'not verified' } });
    expect(ticketOf(topology, his).id).not.toBe(ticketOf(topology, hers).id);
    expect(ticketOf(topology, hers).cf?.cf_verified).toBe('verified');
    expect(await sessionOf(topology, his)).toBe('not verified');
  });

  it('is no known customer because a ticket of his own made him a contact', async () => {
    const topology = await start({});
    const evil = { name: 'Evil', email: 'evil@attacker.example' };
    const first = await reset(topology, evil, [...skips, asUser('bbaker')]);
    expect(topology.zoho.desk.contacts().map(({ email }) => email)).toContain(evil.email);
    const second = await reset(topology, evil, [asUser('bbaker')]);
    expect(ticketOf(topology, second)).toMatchObject({ cf: { cf_verified: 'mailbox only' } });
    expect(ticketOf(topology, first)).toMatchObject({ cf: { cf_verified: 'not verified' } });
    expect(ticketOf(topology, second).description).toMatch(/^Identity: mailbox only\. .*does not know that address/);
    expect(await sessionOf(topology, second)).toBe('mailbox only');
  });

  it('reads the same as a customer with an open request until the address is proven', async () => {
    const topology = await start(directory);
    await reset(topology, ann, [asUser('aarcher')]);
    const [known, unknown] = await Promise.all(
      [ann.email, 'nobody@company.example'].map(async (email) => {
        const { heard } = await reset(topology, { name: 'Ann Archer', email }, [...skips, asUser('aarcher')]);
        const own = /a\*\*\*n@|n\*\*\*y@|ann@|nobody@|#\d+/g;
        return heard.join('\n').replace(own, '…');
      }),
    );
    expect(unknown).toBe(known);
  });
});

describe('a customer', { timeout: 60_000 }, () => {
  const mal = { name: 'Mal Lory', email: 'mal@othercorp.example' };

  it("who proves an own address is not verified for somebody else's account, and the ticket says so first", async () => {
    const topology = await start(directory);
    // Asked after the code, an account that the directory gives her is not asked for any more: she says it before.
    const played = await reset(topology, mal, [
      [/self-service portal/i, 'No. My user name is bbaker.'],
      asUser('bbaker'),
    ]);
    const { cf, description } = ticketOf(topology, played);
    expect(cf?.cf_verified).toBe('mailbox only');
    expect(description).toMatch(
      /^Identity: mailbox only\. .*asks for the account .*bbaker.*right: none; .*another company/,
    );
    const mails = () => topology.mails().filter(({ subject }) => subject.includes('Password Reset'));
    await eventually(() => mails().length > 0, 10_000);
    expect(played.heard.join('\n')).not.toMatch(/another company|Bob|mailbox only/);
  });

  it('who names another account after the ticket is not verified for that one', async () => {
    const topology = await start(directory);
    const played = await reset(topology, mal, [asUser('mlory')]);
    expect(ticketOf(topology, played).cf?.cf_verified).toBe('verified');
    await played.customer.say('sorry, my user name is bbaker');
    await eventually(() => ticketOf(topology, played).cf?.cf_verified === 'mailbox only', 10_000);
    const notes = () => ticketOf(topology, played).comments.map(({ content }) => content);
    await eventually(() => notes().some((note) => /^Identity: mailbox only\..*bbaker/.test(note)), 10_000);
  });

  it('who changes the address is somebody else, for the ticket as well', async () => {
    const topology = await start(directory);
    const played = await reset(topology, mal, [asUser('mlory')]);
    await played.customer.say('sorry, my email is bob@company.example');
    await eventually(() => ticketOf(topology, played).cf?.cf_verified === 'not verified', 10_000);
    expect((await played.customer.say('what is the status of my ticket?')).message).not.toContain(
      `#${played.last.data.ticket_number}`,
    );
  });
});
