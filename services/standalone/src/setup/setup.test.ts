import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { parseEnv, stripVTControlCharacters } from 'node:util';
import { createBotConsole, createSalesiqPortal, createSigningKeys, salesiqRest } from '@acebuddy/salesiq/simulator';
import { takePorts } from '@acebuddy/service-kit';
import { eventually } from '@acebuddy/testkit';
import { createDeskSimulator, type SimulatorOptions } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startMailCatcher } from '../mail-catcher.ts';
import { createAsker } from './asker.ts';
import { neededScopes } from './needed.ts';
import { runSetup, type SetupOptions } from './run-setup.ts';
import { createTerminalPrompts, isInterrupted } from './terminal-prompts.ts';

vi.setConfig({ testTimeout: 60_000 });

const allScopes = [...neededScopes, 'Desk.settings.CREATE'].join(',');
const clientId = '1000.CLIENT';

/** A Zoho with Desk, accounts server and SalesIQ, a mail server, and an empty folder to set up in. */
async function place(options: SimulatorOptions = {}) {
  const simulator = createDeskSimulator({ credentials: { clientId, clientSecret: 'secret' }, ...options });
  const portal = createSalesiqPortal({ now: () => new Date(), screenName: 'acme' });
  await simulator.app.register(salesiqRest, { portal, checkToken: (token) => (token === '' ? 'invalid' : 'ok') });
  const origin = await simulator.listen();
  const mails = await startMailCatcher();
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-setup-'));
  const [port = 0] = await takePorts(0, 1);
  onTestFinished(async () => {
    await simulator.close();
    await mails.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settingsFile = join(folder, '.env');
  const env = {
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    SALESIQ_URL: origin,
    ZOHO_SIMULATED: '1',
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
  };
  const base: Omit<SetupOptions, 'asker'> = {
    env,
    settingsFile,
    operatorsFile: join(folder, 'zoho_desk_config.json'),
    fresh: false,
    withoutMail: false,
    withoutSalesiq: false,
    missingFields: undefined,
    publicKeys: undefined,
    companyName: undefined,
    nodeVersion: process.version,
    now: () => new Date('2026-03-02T10:00:00Z'),
  };
  const answers = {
    '--client-id': clientId,
    ZOHO_CLIENT_SECRET: 'secret',
    '--org': simulator.orgId,
    '--department': simulator.departmentId,
    '--support-email': 'support@acme.example',
    '--mail-to': 'operator@acme.example',
    SMTP_URL: mails.url,
    '--public-url': `http://127.0.0.1:${port}`,
    '--screen-name': 'acme',
  };
  const said: string[] = [];
  /** A run as in a script, with these answers besides. */
  const script = (more: Readonly<Record<string, string>>, change: Partial<SetupOptions> = {}) =>
    runSetup({
      ...base,
      ...(more.SALESIQ_PUBLIC_KEYS === undefined ? {} : { publicKeys: more.SALESIQ_PUBLIC_KEYS }),
      ...(more['--missing-fields'] === undefined ? {} : { missingFields: more['--missing-fields'] }),
      ...change,
      asker: createAsker({
        answers: { ...answers, ...more },
        prompts: null,
        say: (text) => said.push(text),
      }),
    });
  return { simulator, origin, mails, folder, settingsFile, base, answers, said, script, port };
}

const settingsIn = (file: string) => parseEnv(readFileSync(file, 'utf8'));
const states = (reports: Awaited<ReturnType<typeof runSetup>>) =>
  Object.fromEntries(reports.map(({ id, state }) => [id, state]));

describe('a set-up in a script', () => {
  test('leads from nothing to files that are complete, and to checks that hold', async () => {
    const at = await place();
    const key = createSigningKeys().publicBase64;
    const reports = await at.script({
      ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }),
      SALESIQ_PUBLIC_KEYS: key,
    });
    const settings = settingsIn(at.settingsFile);
    expect(settings).toMatchObject({
      ZOHO_CLIENT_ID: clientId,
      ZOHO_CLIENT_SECRET: 'secret',
      ZOHO_REFRESH_TOKEN: expect.stringMatching(/^1000\./),
      ZOHO_DC: 'com',
      ZOHO_DESK_ORG_ID: at.simulator.orgId,
      ZOHO_DESK_DEPARTMENT_ID: at.simulator.departmentId,
      SUPPORT_EMAIL: 'support@acme.example',
      SMTP_URL: at.mails.url,
      PUBLIC_URL: `http://127.0.0.1:${at.port}`,
      SALESIQ_SCREEN_NAME: 'acme',
      SALESIQ_PUBLIC_KEYS: key,
      ENCRYPTION_KEYS: expect.stringMatching(/^\w+:[\w+/=]{44}$/),
      API_KEYS: expect.stringMatching(/^admin:\w{48},agent:\w{48},reader:\w{48}$/),
    });
    expect(statSync(at.settingsFile).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(at.base.operatorsFile, 'utf8'))).toHaveProperty('$schema');
    expect(at.mails.mails()).toMatchObject([{ to: ['operator@acme.example'], subject: 'AceBuddy: test mail' }]);
    expect(states(reports)).toMatchObject({
      settings: 'ok',
      zoho: 'ok',
      clock: 'ok',
      salesiq: 'ok',
      signature: 'ok',
      webhook: 'ok',
      mail: 'ok',
      api_keys: 'ok',
    });
    expect(readdirSync(at.folder).filter((name) => /setup|backup|part/.test(name))).toEqual([]);
    const [secret, token] = [settings.ZOHO_CLIENT_SECRET ?? '', settings.ZOHO_REFRESH_TOKEN ?? ''];
    expect(at.said.join('\n')).not.toContain(token);
    expect(at.said.join('\n')).not.toMatch(new RegExp(`\\b${secret}\\b(?! is)`, 'g'));
  });

  test('keeps a settings file that was there whole, changes in it only what it sets, and keeps a copy', async () => {
    const at = await place();
    const before = '# ours\nLOG_LEVEL=warn # quiet\nSUPPORT_PHONE="+1 555"\n\nZOHO_CLIENT_ID=\n# the end\n';
    writeFileSync(at.settingsFile, before);
    chmodSync(at.settingsFile, 0o644);
    writeFileSync(at.base.operatorsFile, '{"company_name":"Acme","tags":true}');
    await at.script({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) });
    const after = readFileSync(at.settingsFile, 'utf8');
    expect(after).toMatch(
      /^# ours\nLOG_LEVEL=warn # quiet\nSUPPORT_PHONE="\+1 555"\n\nZOHO_CLIENT_ID=1000\.CLIENT\n# the end\n/,
    );
    expect(statSync(at.settingsFile).mode & 0o777).toBe(0o600);
    const copy = readdirSync(at.folder).find((name) => /^\.env\..*\.backup$/.test(name)) ?? '';
    expect(readFileSync(join(at.folder, copy), 'utf8')).toBe(before);
    expect(statSync(join(at.folder, copy)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(at.base.operatorsFile, 'utf8'))).toEqual({ company_name: 'Acme', tags: true });
  });

  test('finds the data centre that knows the client, and uses the code up nowhere else', async () => {
    const at = await place();
    const other = createDeskSimulator({ credentials: { clientId: '1000.SOMEBODY' } });
    const elsewhere = await other.listen();
    onTestFinished(() => other.close());
    const originsOf = (name: string) =>
      name === 'in' ? { desk: at.origin, accounts: at.origin } : { desk: elsewhere, accounts: elsewhere };
    await at.script({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) }, { originsOf });
    expect(settingsIn(at.settingsFile)).toMatchObject({ ZOHO_DC: 'in' });
  });

  test.each([
    [
      'a client that no data centre knows',
      { '--client-id': '1000.NOBODY' },
      /no data centre that was asked knows this client/,
    ],
    ['a client id of another form', { '--client-id': 'acme' }, /--client-id: begins with 1000\./],
    ['a wrong secret', { ZOHO_CLIENT_SECRET: 'wrong' }, /the client secret is wrong \(invalid_client_secret\)/],
    ['a code that was used', { ZOHO_GRANT_CODE: 'used' }, /used already, or its minutes are over.*Generate a new one/],
    ['an organisation that is none', { '--org': '99' }, /--org: is none of 3981311 \(Simulated Support\)/],
    ['a department that is none', { '--department': '99' }, /--department: is none of 1892000000006907/],
    [
      'a mail server that is not there',
      { SMTP_URL: 'smtp://127.0.0.1:9' },
      /the server did not take the test mail \(ECONNREFUSED\)/,
    ],
    [
      'an address with a path',
      { '--public-url': 'https://a.example/x' },
      /--public-url: must be an address without a path/,
    ],
    ['a key that is none', { SALESIQ_PUBLIC_KEYS: 'nonsense' }, /SALESIQ_PUBLIC_KEYS: key 1 cannot be read/],
  ])('ends at %s with a sentence that says what to do', async (_name, wrong, sentence) => {
    const at = await place();
    const code = { ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) };
    await expect(at.script({ ...code, ...wrong })).rejects.toThrow(sentence);
  });

  test('names the scopes that a code lacks', async () => {
    const at = await place();
    const scope = allScopes.replace('Desk.calls.CREATE,', '').replace('SalesIQ.callbacks.UPDATE,', '');
    await expect(at.script({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope }) })).rejects.toThrow(
      'The code lacks the scopes Desk.calls.CREATE, SalesIQ.callbacks.UPDATE.',
    );
  });

  test('says which fields are missing and where to make them; makes or leaves them out as it is told', async () => {
    const customFields = [{ apiName: 'cf_reference' }, { apiName: 'cf_verified' }, { apiName: 'cf_workflow_type' }];
    const at = await place({ customFields });
    const code = () => ({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) });
    await expect(at.script(code())).rejects.toThrow('Give --missing-fields');
    expect(at.said.join('\n')).toMatch(/Layouts and Fields[\s\S]*SalesIQ chat id +cf_salesiq_chat_id/);
    await at.script({ '--missing-fields': 'leave-out' });
    const { custom_fields: left } = JSON.parse(readFileSync(at.base.operatorsFile, 'utf8'));
    expect(left).toEqual({ automation_source: '', salesiq_chat_id: '', salesiq_visitor_id: '' });

    const made = await place({ customFields });
    const reports = await made.script({
      ZOHO_GRANT_CODE: made.simulator.issueGrantCode({ scope: allScopes }),
      '--missing-fields': 'create',
    });
    expect(states(reports)).toMatchObject({ zoho: 'ok' });
    expect(made.said.join('\n')).toContain('made the field "SalesIQ chat id" (cf_salesiq_chat_id)');
  });

  test('interrupted goes on where it was: a code that was exchanged is not asked for again', async () => {
    const at = await place();
    const code = { ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) };
    await expect(at.script({ ...code, SMTP_URL: 'smtp://127.0.0.1:9' })).rejects.toThrow('test mail');
    const progressFile = join(at.folder, '.acebuddy-setup.json');
    expect(statSync(progressFile).mode & 0o777).toBe(0o600);
    const { settings } = JSON.parse(readFileSync(progressFile, 'utf8'));
    await at.script({});
    expect(at.said).toContain('Going on where the last set-up was interrupted (--fresh begins anew).');
    expect(settingsIn(at.settingsFile).ZOHO_REFRESH_TOKEN).toBe(settings.ZOHO_REFRESH_TOKEN);
    expect(existsSync(progressFile)).toBe(false);
  });

  test('makes no new key where one has sealed something already', async () => {
    const at = await place();
    mkdirSync(at.base.env.DATA_DIR ?? '');
    writeFileSync(
      join(at.base.env.DATA_DIR ?? '', 'encryption-keys'),
      `k1:${Buffer.alloc(32, 1).toString('base64')}\n`,
      {
        mode: 0o600,
      },
    );
    await at.script({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) });
    expect(settingsIn(at.settingsFile)).not.toHaveProperty('ENCRYPTION_KEYS');
    expect(at.said.join('\n')).toMatch(/Keep a copy of \S+encryption-keys apart/);
  });

  test('says so where the data folder holds a trial, whose tickets the real Zoho does not know', async () => {
    const at = await place();
    const code = () => ({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) });
    await at.script(code());
    expect(at.said.join('\n')).not.toContain('of a trial');
    mkdirSync(at.base.env.DATA_DIR ?? '');
    writeFileSync(join(at.base.env.DATA_DIR ?? '', 'simulator.journal'), '');
    await at.script(code());
    expect(at.said.join('\n')).toMatch(/holds chats and tickets of a trial.*set another DATA_DIR/);
  });

  test('begun anew keeps the keys that are set: what is stored would be lost with them', async () => {
    const at = await place();
    const keys = {
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      API_KEYS: `admin:${'a'.repeat(48)}`,
    };
    const text = Object.entries({ ...keys, SUPPORT_EMAIL: 'before@acme.example' }).map(
      ([name, value]) => `${name}=${value}`,
    );
    writeFileSync(at.settingsFile, `${text.join('\n')}\n`);
    await at.script(
      { ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) },
      { fresh: true, env: { ...at.base.env, ...settingsIn(at.settingsFile) } },
    );
    expect(settingsIn(at.settingsFile)).toMatchObject({ ...keys, SUPPORT_EMAIL: 'support@acme.example' });
  });

  test('leaves a secret in the file that the settings name for it', async () => {
    const at = await place();
    const secret = join(at.folder, 'smtp-url');
    writeFileSync(secret, at.mails.url);
    writeFileSync(at.settingsFile, `SMTP_URL_FILE=${secret}\n`);
    await at.script(
      { ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) },
      // As the environment is read: the secret is in its place.
      { env: { ...at.base.env, SMTP_URL: at.mails.url } },
    );
    expect(settingsIn(at.settingsFile)).toMatchObject({ SMTP_URL_FILE: secret });
    expect(settingsIn(at.settingsFile)).not.toHaveProperty('SMTP_URL');
    expect(at.mails.mails()).toHaveLength(1);
  });

  test('puts a secret that was given anew in the place of the file that had the old one', async () => {
    const at = await place();
    writeFileSync(at.settingsFile, `ZOHO_CLIENT_SECRET_FILE=${join(at.folder, 'old')}\n`);
    await at.script({ ZOHO_GRANT_CODE: at.simulator.issueGrantCode({ scope: allScopes }) });
    expect(settingsIn(at.settingsFile)).toMatchObject({ ZOHO_CLIENT_SECRET: 'secret', ZOHO_CLIENT_SECRET_FILE: '' });
  });
});

/** Somebody at a terminal, who types an answer when she reads a question. */
function person() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  // A terminal outlives each prompt.
  output.end = () => output;
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += stripVTControlCharacters(text);
  });
  let read = 0;
  return {
    prompts: createTerminalPrompts({ input, output }),
    say: (text: string) => {
      shown += `${text}\n`;
    },
    shown: () => shown,
    async replies(question: string, answer: string): Promise<void> {
      await eventually(() => shown.indexOf(question, read) >= 0, 10_000).catch((error: unknown) => {
        throw new Error(`"${question}" was not asked after:\n${shown.slice(read)}`, { cause: error });
      });
      read = shown.indexOf(question, read) + question.length;
      // The prompt takes keys a moment after it is drawn.
      await new Promise((resolve) => setTimeout(resolve, 60));
      input.write(answer);
    },
  };
}

const enter = '\r';

describe('a set-up by questions', () => {
  test('asks again where an answer was wrong, and waits for the key that SalesIQ shows after its ping', async () => {
    const at = await place({ otherDepartments: [{ id: '1892000000006999', name: 'Billing' }] });
    const somebody = person();
    const running = runSetup({ ...at.base, asker: createAsker({ answers: {}, ...somebody }) });
    await somebody.replies('? Client ID', `1000.NOBODY${enter}`);
    await somebody.replies('? Client Secret', `secret${enter}`);
    const code = at.simulator.issueGrantCode({ scope: allScopes });
    await somebody.replies('? The generated code', `${code}${enter}`);
    await somebody.replies('no data centre that was asked knows this client', '');
    await somebody.replies('? Client ID (begins with 1000.) (1000.NOBODY)', `${clientId}${enter}`);
    await somebody.replies('? The generated code', `1000.old${enter}`);
    await somebody.replies('used already, or its minutes are over', '');
    // A client that nobody knows has not used it up.
    await somebody.replies('? The generated code', `${code}${enter}`);
    // One organisation is no choice; of the departments she takes the second.
    await somebody.replies('? Department', `\u001b[B${enter}`);
    await somebody.replies('? E-mail address', `support@acme.example${enter}`);
    await somebody.replies('? Set up the mail server', enter);
    await somebody.replies('? Mail server', `${at.mails.url}${enter}`);
    await somebody.replies('? Where may a test mail go', enter);
    await somebody.replies('? Address under which', `http://127.0.0.1:${at.port}${enter}`);
    await somebody.replies('? Name of your SalesIQ portal', `acme${enter}`);
    await somebody.replies('? Do you have the key now', '');
    // SalesIQ asks for the address while nothing but the set-up runs, and shows its key after that.
    const { publicKey } = await createBotConsole({ takesAnyAddress: true }).saveWebhook(
      `http://127.0.0.1:${at.port}/webhook/salesiq`,
    );
    await somebody.replies('', enter);
    await somebody.replies('? The public key', `${publicKey}${enter}`);
    const reports = await running;
    expect(somebody.shown()).toContain('the address was asked for 1 time, and answered');
    expect(somebody.shown()).toContain('tickets go to the department Billing (1892000000006999)');
    expect(settingsIn(at.settingsFile)).toMatchObject({
      ZOHO_DESK_DEPARTMENT_ID: '1892000000006999',
      SALESIQ_PUBLIC_KEYS: publicKey,
    });
    expect(reports.filter(({ state }) => state === 'problem')).toEqual([]);
    // What is typed as a secret is not shown.
    expect(somebody.shown()).not.toContain(publicKey.slice(0, 40));
  });

  test('ends at Ctrl-C and goes on from there', async () => {
    const at = await place();
    const first = person();
    const running = runSetup({ ...at.base, asker: createAsker({ answers: {}, ...first }) }).catch((error) => error);
    await first.replies('? Client ID', `${clientId}${enter}`);
    await first.replies('? Client Secret', '\u0003');
    expect(isInterrupted(await running)).toBe(true);
    const second = person();
    const again = runSetup({ ...at.base, asker: createAsker({ answers: {}, ...second }) }).catch((error) => error);
    await second.replies(`? Client ID (begins with 1000.) (${clientId})`, enter);
    await second.replies('? Client Secret', '\u0003');
    expect(isInterrupted(await again)).toBe(true);
  });
});

describe('the simulated page of SalesIQ', () => {
  test('takes no address with a port, nor one that does not answer', async () => {
    await expect(createBotConsole().saveWebhook('https://a.example:8443/webhook/salesiq')).rejects.toThrow('port');
    const saving = createBotConsole({ takesAnyAddress: true }).saveWebhook('http://127.0.0.1:9/webhook/salesiq');
    await expect(saving).rejects.toThrow('does not respond');
  });

  test('takes one that answers to HEAD only', async () => {
    const server = createServer((request, response) => response.writeHead(request.method === 'HEAD' ? 200 : 405).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/webhook/salesiq`;
    expect((await createBotConsole({ takesAnyAddress: true }).saveWebhook(url)).publicKey).toMatch(/^[\w+/=]{300,}$/);
  });
});
