import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { expect, onTestFinished, test } from 'vitest';

const charsMax = 60_000;
const limitMs = 2_000;
/** What makes patterns with two ways through the same text try all of them. */
const pieces = [
  'a',
  ' ',
  '\n',
  '0',
  '-',
  '.',
  '@',
  'a@',
  '_',
  '/',
  'a-',
  "'",
  '$',
  ' (at) ',
  'a\n',
  'a.',
  '1-',
  '1 ',
  'a b ',
  'my password is ',
  'code ',
  'is is ',
  '"',
  '((',
  'http://',
  'x@y.',
  'not ',
  'no, I mean ',
  'error -6177, ',
  'tomorrow at 10 or ',
  '50 GB or ',
  'é',
  '🤷',
  'password'.repeat(3),
  '1-800-555-0199, ',
];

const openings = [
  'I need more disk space',
  'I forgot my password',
  'please add a new user',
  'reboot the server please',
  'my server is slow',
  'QuickBooks error -6177, 0',
  'please call me back',
  'my account is locked',
];

test('no message of its greatest length keeps the product busy', { timeout: 120_000 }, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'acebuddy-slow-'));
  onTestFinished(() => rm(DATA_DIR, { recursive: true, force: true }));
  const many = '100000000';
  const limits = {
    RATE_LIMIT_VISITOR: many,
    RATE_LIMIT_ADDRESS: many,
    RATE_LIMIT_TOTAL: many,
    RATE_LIMIT_VISITOR_CHARS: many,
    RATE_LIMIT_TOTAL_CHARS: many,
  };
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR, ...limits });
  const product = await startProduct(config, createLogger({ name: 'slow', level: 'silent' }));
  onTestFinished(() => product.close());
  const say = async (chat_id: string, message: string): Promise<number> => {
    const body = JSON.stringify({ chat_id, visitor_id: chat_id, visitor_name: 'Ann', message });
    const startedAt = performance.now();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${product.url}/webhook/salesiq`, { method: 'POST', headers, body });
    // Nothing but spaces is no message.
    expect(response.status, message.slice(0, 20)).toBe(message.trim() === '' ? 400 : 200);
    await response.body?.cancel();
    return performance.now() - startedAt;
  };
  await say('warm', 'my printer is offline');
  // Questions of every sort are open when the text comes.
  for (const [index, opening] of openings.entries()) await say(`open-${index}`, opening);
  let slowest = { ms: 0, piece: '' };
  for (const [index, piece] of pieces.entries()) {
    const text = piece.repeat(Math.ceil(charsMax / piece.length)).slice(0, charsMax - 1);
    // As a request, as an answer to a question, and behind words that begin a pattern.
    const told = [text, `x${text.slice(2)}x`, `my password for the server ${text}`.slice(0, charsMax)];
    for (const message of told) {
      const ms = await say(`slow-${index}`, message);
      if (ms > slowest.ms) slowest = { ms, piece };
    }
  }
  for (const [index, opening] of openings.entries())
    for (const piece of ['@', 'a', '-', '1 ', 'a, ', 'password ']) {
      const ms = await say(`open-${index}`, `it is ${piece.repeat(charsMax)}`.slice(0, charsMax));
      if (ms > slowest.ms) slowest = { ms, piece: `${piece} after ${opening}` };
    }
  console.info(`slowest: ${Math.round(slowest.ms)} ms for ${charsMax} characters of ${JSON.stringify(slowest.piece)}`);
  expect(slowest.ms, slowest.piece).toBeLessThan(limitMs);
});
