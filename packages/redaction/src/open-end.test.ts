import { describe, expect, test } from 'vitest';
import { awaitedAfter, awaitedAfterQuestion } from './open-end.ts';
import { redactText } from './redact.ts';

describe('a message that announces a secret and ends', () => {
  test.each([
    'my password is',
    'My password is:',
    'ok. the password is...',
    'password:',
    'pw =',
    'the password for maria is',
    'here is my password',
    "Here's the password:",
    'the server was down yesterday. My password is',
    'mi contraseña es',
    'mein Passwort ist',
    'мой пароль:',
    'my раsswоrd is',
    'hello\nmy pin is',
  ])('%s', (text) => {
    expect(awaitedAfter(text)).toBe('password');
  });

  test.each([
    'mi clave es',
    'la contraseña es:',
    'mi clabe es ...',
    'aquí está mi contraseña',
    'ahi va la clave',
    'le mando mi contraseña',
    'mi pin es',
  ])('%s (Spanish)', (text) => {
    expect(awaitedAfter(text)).toBe('password');
  });

  test.each(['the code is', 'my code is:', 'The verification code:', 'el código es', 'el codigo que me llegó es:'])(
    '%s (code)',
    (text) => {
      expect(awaitedAfter(text)).toBe('code');
    },
  );

  test.each([
    'I forgot my password',
    'what is my password?',
    'is this my password',
    'my password is expired',
    'my password is wrong.',
    'please reset my password',
    'password',
    'the printer is',
    'error code is',
    'how do I change what my password is',
    'my password is [password removed]',
  ])('but not "%s"', (text) => {
    expect(awaitedAfter(text)).toBeNull();
  });

  test('also when somebody else asks for it', () => {
    expect(awaitedAfterQuestion('What is your password?')).toBe('password');
    expect(awaitedAfterQuestion('Please send me the password')).toBe('password');
    expect(awaitedAfterQuestion('¿Cuál es su contraseña?')).toBe('password');
    expect(awaitedAfterQuestion('¿Cuál es su nombre?')).toBeNull();
    expect(awaitedAfterQuestion('Is your printer on?')).toBeNull();
  });
});

describe('the message behind it', () => {
  test.each([
    ['Hunter2Split!', '[password removed]'],
    ['sunshine', '[password removed]'],
    ['hunter2 thanks', '[password removed] thanks'],
    ['capital h unter two', '[password removed]'],
    ['"blue sky"', '"[password removed]"'],
  ])('%s', (text, redacted) => {
    expect(redactText(text, { follows: 'password' })).toBe(redacted);
  });

  test.each([
    'not working',
    'expired',
    'wrong',
    'never mind, it works now',
    'printer is offline',
    'can you help me with that',
    'ann@firm.example',
    'case sensitive I think',
  ])('but not "%s"', (text) => {
    expect(redactText(text, { follows: 'password' })).toBe(text);
  });

  test('a code goes as a code, and stays for who asked for it', () => {
    expect(redactText('482913', { follows: 'code' })).toBe('[code removed]');
    expect(redactText('482913', { follows: 'code', keepCodes: true })).toBe('482913');
  });
});
