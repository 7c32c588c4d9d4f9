import { expect, test } from 'vitest';
import type { Mailer, SendOutcome } from '../ports.ts';
import { createCheckedMailer } from './mail-check.ts';

/** A server that can be turned off, and how often it was asked. */
function world() {
  const state = { isUp: true, asked: 0, nowMs: 0, outcome: { kind: 'sent' } as SendOutcome };
  const mailer: Mailer = {
    send: async () => state.outcome,
    async ping() {
      state.asked += 1;
      if (!state.isUp) throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:25'), { code: 'ECONNREFUSED' });
    },
    close: () => undefined,
  };
  const { mailer: checked, check } = createCheckedMailer({ mailer, elapsedMs: () => state.nowMs });
  const letter = { to: { name: '', email: 'a@b.example' }, subject: '', text: '', html: '', messageId: '1' } as const;
  return { state, check, send: () => checked.send(letter) };
}

test('a mail server that is down is named with what to do, and not its address', async () => {
  const { state, check } = world();
  state.isUp = false;
  await expect(check()).rejects.toThrow(/^The mail server does not take our connection \(ECONNREFUSED\): .*SMTP_URL/);
});

test('it is asked once a minute while it is there, every ten seconds while it is not', async () => {
  const { state, check } = world();
  for (const second of [0, 1, 59, 61]) {
    state.nowMs = second * 1_000;
    await check();
  }
  expect(state.asked).toBe(2);
  state.isUp = false;
  for (const second of [122, 123, 131]) {
    state.nowMs = second * 1_000;
    await expect(check()).rejects.toThrow();
  }
  expect(state.asked).toBe(3);
  state.isUp = true;
  state.nowMs = 133_000;
  await check();
  expect(state.asked).toBe(4);
});

test('a mail that went out is as good as an answer, and many who ask at once ask once', async () => {
  const { state, check, send } = world();
  await send();
  await check();
  expect(state.asked).toBe(0);
  state.nowMs = 61_000;
  await Promise.all([check(), check(), check()]);
  expect(state.asked).toBe(1);
});

test('after a mail that has to wait the server is asked at once', async () => {
  const { state, check, send } = world();
  await check();
  state.isUp = false;
  state.outcome = { kind: 'temporary', reason: 'ECONNECTION' };
  await send();
  await expect(check()).rejects.toThrow();
});
