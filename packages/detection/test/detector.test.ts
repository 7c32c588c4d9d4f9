import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bestWorkflow } from '../src/answer.ts';
import { bundledWorkflows } from '../src/bundled-workflows.ts';
import { createDetector } from '../src/detector.ts';

const detector = createDetector({ workflows: bundledWorkflows() });

describe('the labelling rules', () => {
  test.each([
    [
      'rule 1: a requested restart beats the symptom',
      'Everything hangs again, could you reboot our server',
      'server_reboot',
    ],
    [
      'rule 1: a restart that is only told does not',
      'The server was restarted at noon and it is still terribly slow',
      'server_slowness',
    ],
    [
      'rule 2: the first named issue counts',
      'My printer is offline. Also Outlook is not sending mails',
      'printer_issues',
    ],
    [
      'rule 2: unless another one is called primary',
      'Printer is slow, but the main problem is that I am locked out of my account',
      'account_locked',
    ],
    ['rule 3: what is excluded never counts', 'I did NOT forget my password, my account is locked', 'account_locked'],
    [
      'rule 4: a stated lockout beats a forgotten password',
      'I forgot my password and now my account is locked out',
      'account_locked',
    ],
    [
      'rule 5: a forgotten e-mail password is reset',
      'I forgot my email password, can I get a new one',
      'password_reset',
    ],
    [
      'rule 5: a correct one that is asked for again is a mail issue',
      'Outlook asks for my password over and over although it is correct',
      'email_issues',
    ],
    ['rule 6: QuickBooks and a code', 'QuickBooks never sends me the verification code', 'qb_mfa'],
    ['rule 6: QuickBooks and paper', "I can't print invoices from QuickBooks", 'printer_issues'],
    ['rule 6: QuickBooks alone', 'QuickBooks says the company file is in use', 'qb_issues'],
    ['rule 7: a login that fails with no reason given', "I can't log in to the remote desktop", 'rdp_connection'],
    ['rule 8: what is solved is no request', 'The printer works again, thank you', null],
    ['rule 9: a security incident is for a human', 'I think we have ransomware on the server', null],
  ])('%s', (_rule, text, workflow) => {
    expect(bestWorkflow(detector.detect(text))).toBe(workflow);
  });
});

describe('Spanish', () => {
  test.each([
    ['hola buenas tardes, la impresora del frente no imprime nada', 'printer_issues'],
    ['no me deja imprimir from QuickBooks', 'printer_issues'],
    ['se me olvido el password', 'password_reset'],
    ['el server esta bien lento', 'server_slowness'],
    ['mi qenta esta vloqueada', 'account_locked'],
    ['la cuenta no está bloqueada, es que olvidé la contraseña', 'password_reset'],
    ['está lentísimo, por favor reinicien el servidor', 'server_reboot'],
    ['QuickBooks no me manda el código al celular', 'qb_mfa'],
    ['cancela la impresión que está atorada', 'printer_issues'],
    ['ya imprime, muchas gracias', null],
    ['creo que nos hackearon el servidor', null],
  ])('%s', (text, workflow) => {
    const found = detector.detect(text);
    expect(bestWorkflow(found)).toBe(workflow);
    expect(found.language?.tag).toBe('es');
    expect(found.foreign).toBeUndefined();
  });

  test('the language of a message is its main one', () => {
    expect(detector.languages).toEqual(['en', 'es']);
    expect(detector.detect('hi, mi impresora is offline').language?.tag).toBe('es');
    expect(detector.detect("Rosa's printer in the El Paso office is offline").language?.tag).toBe('en');
    expect(detector.detect('mein Drucker ist offline und der Server ist langsam').language?.tag).toBe('de');
    expect(detector.detect('tulostimeni ei toimi, auttakaa').foreign).toBe(true);
  });
});

describe('an answer', () => {
  test('names further issues of the same message in their order', () => {
    const { workflow, others } = detector.detect(
      'My printer is offline, Outlook is not sending mails and we need a new user for Bob.',
    );
    expect({ workflow, others }).toEqual({ workflow: 'printer_issues', others: ['email_issues', 'user_management'] });
  });

  test('is the same each time, whatever was asked in between', () => {
    const first = JSON.stringify(detector.detect('second monitor stays black'));
    detector.detect('please unlock me');
    expect(JSON.stringify(detector.detect('second monitor stays black'))).toBe(first);
  });

  test('does not depend on anything beyond the first 5,000 characters', () => {
    const text = 'my printer is offline '.padEnd(5000, '. ');
    expect(detector.detect(`${text} please reboot the server`)).toEqual(detector.detect(text));
  });

  test.each(['', '   ', '\n', '!!!', '😀😀'])('is none for a message without words: %j', (text) => {
    expect(detector.detect(text)).toMatchObject({ outcome: 'none', workflow: null, others: [] });
  });

  test('mends slips of the pen', () => {
    expect(detector.detect('teh prnter is ofline').workflow).toBe('printer_issues');
  });

  test.each([
    'Bonjour, mon imprimante ne marche pas et Outlook est lent',
    'mein Drucker ist offline und der Server ist langsam',
    'não consigo imprimir do QuickBooks',
  ])('is none for other languages, even with our words in them: %s', (text) => {
    expect(detector.detect(text)).toMatchObject({ outcome: 'none', foreign: true });
  });
});

describe('a fourteenth workflow', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'detection-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const vpn = {
    id: 'vpn_access',
    name: 'VPN Access',
    examples: [
      'VPN will not connect',
      'my vpn keeps disconnecting',
      'I need VPN access from home',
      'please set up the vpn on my laptop',
      'vpn client says authentication failed',
      'GlobalProtect does not connect',
      'cannot reach the office network through the vpn',
      'the vpn asks for a certificate',
      'VPN is slow at home',
      'install the vpn client please',
      'vpn stopped working after I changed my router',
      'AnyConnect error when I start it',
      'new employee needs the vpn',
      'how do I use the vpn on my Mac',
      'vpn tunnel drops every hour',
      'vpn profile is missing',
      'I get timeout with the VPN',
      'is the VPN down',
      'vpn license expired',
      'our branch cannot connect with the vpn',
      'the vpn gateway is unreachable',
      'vpn connected but no internet',
      'WireGuard config please',
      'OpenVPN handshake failed',
      'vpn on my phone',
    ],
  };
  const progress: string[] = [];
  const options = {
    workflows: [...bundledWorkflows(), vpn],
    cacheFolder: folder,
    onProgress: (message: string) => progress.push(message),
  };

  test('is detected from its own examples, and the others still are', () => {
    const extended = createDetector(options);
    expect(extended.source).toBe('trained');
    expect(progress).toHaveLength(1);
    expect(extended.workflows).toContain('vpn_access');
    expect(bestWorkflow(extended.detect('the company vpn does not come up on my notebook'))).toBe('vpn_access');
    expect(bestWorkflow(extended.detect('the printer in the hall is offline'))).toBe('printer_issues');
  });

  test('is trained once: the next start reads the cache', () => {
    const again = createDetector(options);
    expect(again.source).toBe('cached');
    expect(bestWorkflow(again.detect('the company vpn does not come up on my notebook'))).toBe('vpn_access');
  });

  test('is trained again when the cached file is damaged', () => {
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'not a model');
    expect(createDetector(options).source).toBe('trained');
  });
});
