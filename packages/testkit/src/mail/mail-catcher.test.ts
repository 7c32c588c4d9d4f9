import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';

let catcher: MailCatcher;
beforeEach(async () => {
  catcher = await startMailCatcher();
});
afterEach(() => catcher.close());

function send(subject: string): Promise<unknown> {
  const transport = createTransport(catcher.url);
  return transport.sendMail({
    from: 'AceBuddy <bot@acme.example>',
    to: 'Ada <ada@customer.example>',
    subject,
    text: 'Grüße',
    html: '<p>Grüße</p>',
  });
}

test('keeps what was sent, decoded', async () => {
  await send('Ihr Ticket – #42');
  expect(catcher.messages()).toMatchObject([
    {
      envelope: { from: 'bot@acme.example', to: ['ada@customer.example'] },
      from: 'bot@acme.example',
      to: ['ada@customer.example'],
      subject: 'Ihr Ticket – #42',
      html: expect.stringContaining('<p>Grüße</p>'),
      text: expect.stringContaining('Grüße'),
    },
  ]);
});

test('refuses as many mails as it was told to, then accepts again', async () => {
  catcher.failNext({ code: 421, message: 'busy', times: 2 });
  await expect(send('one')).rejects.toMatchObject({ responseCode: 421 });
  await expect(send('two')).rejects.toMatchObject({ responseCode: 421 });
  await send('three');
  expect(catcher.messages().map(({ subject }) => subject)).toEqual(['three']);
});

test('refuses a recipient for good', async () => {
  catcher.failNext({ at: 'rcpt', code: 550, message: 'no such user' });
  await expect(send('one')).rejects.toMatchObject({ responseCode: 550 });
  expect(catcher.messages()).toEqual([]);
});

test('can keep a mail and lose the answer', async () => {
  catcher.failNext({ drop: 'kept' });
  await expect(send('one')).rejects.toBeInstanceOf(Error);
  expect(catcher.messages()).toHaveLength(1);
});

test('can lose a mail with its connection', async () => {
  catcher.failNext({ drop: 'lost' });
  await expect(send('one')).rejects.toBeInstanceOf(Error);
  expect(catcher.messages()).toHaveLength(0);
});
