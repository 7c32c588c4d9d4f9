import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Console, consoleKeys } from './describe-console.ts';

/** What the server says to a call that the page does not offer. */
function statusOf(page: Page, procedure: string, input: object): Promise<number> {
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
  return page.evaluate(([name, init]) => fetch(`/console/api/${name}`, init).then(({ status }) => status), [
    procedure,
    call,
  ] as const);
}

const pedro = '55778119/41774125000000269';

export function rolesAndSessions({ product, open }: Console): void {
  const toPedro = async (role: keyof typeof consoleKeys) => {
    const console = await open();
    await console.enter(consoleKeys[role]);
    await console.go(`/conversations/~${Buffer.from(pedro).toString('base64url')}`);
    await console.heading('Pedro Salgado').waitFor();
    return console;
  };

  it('offers a reader nothing that changes anything, and the server refuses it', async () => {
    await using console = await toPedro('reader');
    const { page, follow, trouble } = console;
    await page.getByText('acting on it needs the role agent').waitFor();
    for (const name of ['Take from the bot', 'Add note', 'Close', 'Export person', 'Delete person'])
      expect({ name, count: await page.getByRole('button', { name, exact: true }).count() }).toEqual({
        name,
        count: 0,
      });
    await follow('Work');
    await page.getByText('This needs the role admin').waitFor();
    await follow('System');
    await page.getByText('Verifying needs the role admin.').waitFor();
    expect(await page.getByRole('button', { name: 'Verify audit trails' }).count()).toBe(0);
    await follow('Mails');
    await page.getByRole('table', { name: 'Mails' }).getByRole('link').first().click();
    await page.getByText('This needs the role agent').waitFor();
    expect(trouble).toEqual([]);
    for (const [procedure, input] of [
      ['conversations.takeFromBot', { conversationId: pedro }],
      ['conversations.close', { conversationId: pedro }],
      ['conversations.addNote', { conversationId: pedro, text: 'a note' }],
      ['work.retry', { items: [{ service: 'ticketing', id: 'x' }], reason: 'because' }],
      ['work.list', { limit: 10 }],
      ['mails.get', { id: 'x' }],
      ['person.delete', { email: 'pedro@nobody.example' }],
      ['system.verifyAudit', {}],
    ] as const)
      expect({ procedure, status: await statusOf(page, procedure, input) }).toEqual({ procedure, status: 403 });
    expect(await statusOf(page, 'me', {})).toBe(200);
  });

  it('offers an agent what belongs to chats and mails, and neither work nor persons', async () => {
    await using console = await toPedro('agent');
    const { page, follow, trouble } = console;
    await page.getByRole('button', { name: 'Take from the bot' }).waitFor();
    await page.getByRole('button', { name: 'Add note' }).waitFor();
    expect(await page.getByRole('button', { name: 'Delete person' }).count()).toBe(0);
    await follow('Work');
    await page.getByText('This needs the role admin').waitFor();
    expect(trouble).toEqual([]);
    expect(await statusOf(page, 'work.list', { limit: 10 })).toBe(403);
    expect(await statusOf(page, 'person.export', { email: 'pedro@nobody.example' })).toBe(403);
  });

  it('leads a deep link without a session to the sign-in and back to the very page', async () => {
    await using console = await open();
    const { page, heading, trouble } = console;
    await console.go('/mails?status=dead');
    await page.getByLabel('Key').waitFor();
    await page.getByLabel('Key').fill('no key of anybody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'no key of this installation' }).waitFor();
    await console.signIn(consoleKeys.reader);
    await heading('Mails').waitFor();
    expect(page.url()).toBe(`${product().url}/console/mails?status=dead`);
    expect(await page.getByLabel('State').inputValue()).toBe('dead');
    expect(trouble.filter((line) => !line.includes('401'))).toEqual([]);
  });

  it('never leads to somebody else after the sign-in', async () => {
    await using console = await open();
    await console.page.goto(`${product().url}/console/login?next=${encodeURIComponent('//evil.example/console')}`);
    await console.signIn(consoleKeys.reader);
    expect(new URL(console.page.url()).origin).toBe(product().url);
  });

  it('leads to the sign-in when the session has ended, and back to where one was', async () => {
    await using console = await toPedro('agent');
    const { page, heading } = console;
    const address = page.url();
    await page.context().clearCookies();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('called him back');
    await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click();
    await page.getByLabel('Key').waitFor();
    await console.signIn(consoleKeys.agent);
    await heading('Pedro Salgado').waitFor();
    expect(page.url()).toBe(`${address}?view=timeline`);
  });

  it('ends the session on request, for good', async () => {
    await using console = await open();
    await console.signIn(consoleKeys.reader);
    const { page } = console;
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Key').waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await console.go('/work');
    await page.getByLabel('Key').waitFor();
  });
}
