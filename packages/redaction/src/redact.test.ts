import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../test/corpus.ts';
import { redact, redactText } from './redact.ts';

test('each kind of secret leaves its own placeholder', () => {
  const text =
    'password: Hunter2! code is 123456, card 4111 1111 1111 1111, ssn 219-09-9998, IBAN DE89 3704 0044 0532 0130 00, api key: a8f5f167f44f4964e6c998de';
  expect(redact(text)).toEqual({
    text: 'password: [password removed] code is [code removed], card [card number removed], ssn [tax id removed], IBAN [account number removed], api key: [secret removed]',
    found: ['password', 'code', 'card', 'taxId', 'account', 'secret'],
  });
});

test('a text without secrets comes back as it was', () => {
  expect(redact('I forgot my password for RDS12')).toEqual({ text: 'I forgot my password for RDS12', found: [] });
});

test('who signs in to Windows is no secret', () => {
  const text = 'I log in as HARTMAN\\bookkeeper1 and my password is refused';
  expect(redactText(text)).toBe(text);
});

test('a bare number stays, so that the answer to "type the code" arrives', () => {
  expect(redactText('482913')).toBe('482913');
});

test('whoever asked for a code can keep codes, and nothing else', () => {
  expect(redactText('my code is 482913 and my password is Hunter2', { keepCodes: true })).toBe(
    'my code is 482913 and my password is [password removed]',
  );
});

test('what is redacted once is not changed a second time', () => {
  for (const { text } of readCorpus()) {
    const once = redactText(text);
    expect(redactText(once)).toBe(once);
  }
});

test('a password is found wherever it stands in a long message', () => {
  const filler = 'The backup of server RDS12 stopped again. ';
  for (const before of [0, 1, 50, 400]) {
    const text = `${filler.repeat(before)}My password is Zebra#991x. ${filler.repeat(50)}`;
    expect(redactText(text)).not.toContain('Zebra#991x');
  }
});

describe('60,000 characters that are made to be slow take under a second', () => {
  const size = 60_000;
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  test.each([
    ['one long word', fill('a')],
    ['one long number', fill('4')],
    ['numbers with spaces', fill('4 ')],
    ['numbers in fours', fill('4111 ')],
    ['numbers with dashes', fill('1-')],
    ['keywords', fill('password ')],
    ['keywords without spaces', fill('pw=')],
    ['statements', fill('password is ')],
    ['unfinished statements', fill('password is "')],
    ['codes', fill('code is ')],
    ['verification codes', fill('verification code ')],
    ['codes that came from somewhere', fill('code from my email ')],
    ['spaces', fill(' ')],
    ['line ends', fill('\n')],
    ['a keyword and spaces', `password${fill(' ')}`],
    ['addresses', fill('a://b:')],
    ['mail addresses', fill('a@a.')],
    ['begun private keys', fill('-----BEGIN PRIVATE KEY-----')],
    ['begun JSON web tokens', fill('eyJ')],
    ['JSON web token parts', fill('eyJhbGciOi.')],
    ['bearer', fill('bearer ')],
    ['api keys', fill('api key ')],
    ['tax ids', fill('ssn ')],
    ['named tax ids', fill('123-45-6789 is ')],
    ['user names', fill('user ')],
    ['logins', fill('login is a / ')],
    ['quotes', fill('"')],
    ['brackets', fill('(')],
    ['underscores', fill('_password')],
    ['dots', fill('a.')],
    ['digits with slashes', fill('4/')],
    ['cards behind each other', fill('4242 4242 4242 4242 ')],
    ['numbers as words', fill('four one ')],
    ['backup codes', fill('backup codes ')],
    ['letters and digits', fill('A1b')],
    ['signs and digits', fill('a!1 ')],
    ['settings', fill('secret=')],
    ['settings behind each other', fill('user=a;pwd=')],
    ['tags', fill('<password>')],
    ['options', fill(' -u ')],
    ['commands', fill('curl -u a:b ')],
    ['commands without an end', fill('mysql -p ')],
    ['shares', fill('net use \\\\')],
    ['password files', fill('a:1:')],
    ['names of files', fill('pw-a-a-a-')],
    ['account numbers', fill('DE89 ')],
    ['links', fill('https://a?token=')],
    ['names of another alphabet', fill('密码')],
    ['names that mix alphabets', fill('pаss')],
    ['spaced names', fill('p a s s ')],
    ['wide letters', fill('Ａ')],
    ['dictation', fill('password capital ')],
    ['dictation before the name', fill('it is dash for the password ')],
    ['passphrases', fill('password = a b c ')],
    ['letters that are said', fill('capital a, ')],
    ['account numbers behind their name', fill('bank account 1 ')],
    ['names of identity numbers', fill('dni 1 ')],
    ['values that are set off', fill('password, a1')],
    ['questions about a value', fill('is a1b2c my password ')],
    ['codes that somebody told', fill('it said 1 ')],
    ['backup codes behind words', fill('backup code a ')],
    ['answers', fill('mother maiden name ')],
    ['words for numbers that go on', fill('account two hundred and ')],
    ['a flood that once took a third of a second', fill('password is please pw:')],
  ])('%s', (_name, text) => {
    const startedAt = performance.now();
    redact(text);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

test('any text at all is taken without an exception, and nothing but placeholders is added', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
      const { text: out, found } = redact(text);
      expect(out === text).toBe(found.length === 0);
    }),
    { numRuns: 1_000 },
  );
});
