import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@acebuddy/contracts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Check, fine, problem } from './check.ts';
import { apiKeysCheck, signatureCheck } from './door-checks.ts';
import { diskCheck, envFileCheck, nodeCheck } from './machine-checks.ts';
import { clockCheck, mailCheck, salesiqCheck, webhookCheck, zohoCheck } from './outside-checks.ts';
import { runChecks } from './run-checks.ts';
import { atMostEvery, createStandingChecks } from './standing-checks.ts';

async function served(status: number, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((closed) => server.close(() => closed())));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const org = { id: '1', name: 'Acme' };
const desk = { ok: true, simulated: false, org, department: { id: '2', name: 'Hosting' }, problems: [] };

describe('what is found', () => {
  const gigabyte = 1024 ** 3;
  test.each<[string, Check, object]>([
    ['a Node that is new enough', nodeCheck('v24.21.0'), { state: 'ok' }],
    ['a Node that is too old', nodeCheck('v20.1.0'), { state: 'problem', mend: expect.stringContaining('Node 24') }],
    ['room on the disk', diskCheck('.', async () => 5 * gigabyte), { state: 'ok' }],
    ['little room', diskCheck('.', async () => 0.5 * gigabyte), { state: 'warning' }],
    ['no room', diskCheck('.', async () => 1_000), { state: 'problem', mend: expect.stringContaining('DATA_DIR') }],
    ['no settings file', envFileCheck(null), { state: 'skipped' }],
    ['a Desk that is set up', zohoCheck(async () => desk), { state: 'ok', what: 'Acme, department Hosting' }],
    [
      'a Desk without a field',
      zohoCheck(async () => ({ ...desk, problems: [{ what: 'No field cf_x.', mend: 'Add it.' }] })),
      { state: 'problem', what: 'No field cf_x', mend: 'Add it' },
    ],
    [
      'no signature',
      signatureCheck({ simulated: false, signatureKeys: 0, allowUnsigned: false }),
      { state: 'problem' },
    ],
    [
      'unsigned on purpose',
      signatureCheck({ simulated: false, signatureKeys: 0, allowUnsigned: true }),
      { state: 'warning' },
    ],
    ['a key', signatureCheck({ simulated: false, signatureKeys: 1, allowUnsigned: false }), { state: 'ok' }],
    ['short keys', apiKeysCheck({ configured: 1, short: ['admin'] }), { state: 'warning' }],
    ['no PUBLIC_URL', webhookCheck({ publicUrl: undefined, simulated: false }), { state: 'problem' }],
    [
      'a port in PUBLIC_URL',
      webhookCheck({ publicUrl: 'https://a.example:8443', simulated: false }),
      { state: 'problem' },
    ],
    ['caught mails', mailCheck('caught', async () => undefined), { state: 'skipped' }],
    [
      'a mail server that is down',
      mailCheck('server', async () => {
        throw new AppError('SERVICE_UNAVAILABLE', 'The mail server is down: look at SMTP_URL');
      }),
      { state: 'problem', what: 'The mail server is down', mend: 'look at SMTP_URL' },
    ],
    ['no portal', salesiqCheck(undefined, async () => ({ reason: 'ok', message: '' })), { state: 'warning' }],
    [
      'a missing scope',
      salesiqCheck('acme', async () => ({ reason: 'scope', message: 'Invalid OAuthScope' })),
      { state: 'problem', mend: expect.stringContaining('scopes') },
    ],
  ])('%s', async (_name, check, finding) => {
    expect(await runChecks([check])).toEqual([expect.objectContaining({ id: check.id, ...finding })]);
  });

  test('a settings file that others can read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acebuddy-checks-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, '.env');
    writeFileSync(file, 'PORT=1\n');
    chmodSync(file, 0o644);
    expect(await envFileCheck(file).look()).toMatchObject({ state: 'warning', mend: `chmod 600 ${file}` });
    chmodSync(file, 0o600);
    expect(await envFileCheck(file).look()).toMatchObject({ state: 'ok' });
  });

  test.each([
    [0, 'ok'],
    [-60, 'warning'],
    [900, 'problem'],
  ])('a clock that is %s s ahead of Desk: %s', async (seconds, state) => {
    const now = () => new Date(Date.now() + seconds * 1_000);
    expect(await clockCheck({ origin: await served(302), now }).look()).toMatchObject({ state });
  });

  test.each([
    [200, 'ok'],
    [404, 'problem'],
    [301, 'problem'],
  ])('a webhook that answers with %s: %s', async (status, state) => {
    const publicUrl = await served(status, { location: '/' });
    expect(await webhookCheck({ publicUrl, simulated: true }).look()).toMatchObject({ state });
  });

  test('a webhook that nobody answers at', async () => {
    const finding = await webhookCheck({ publicUrl: 'http://127.0.0.1:9', simulated: true }).look();
    expect(finding).toMatchObject({ state: 'problem', what: expect.stringContaining('cannot be reached') });
  });
});

describe('a look', () => {
  test('is over when its time is, says nothing of what drivers say, and keeps the order of the catalogue', async () => {
    const reports = await runChecks(
      [
        { id: 'mail', look: () => new Promise(() => undefined) },
        {
          id: 'store',
          look: async () => {
            throw new Error('mongodb://user:hunter2@host');
          },
        },
        { id: 'settings', look: async () => fine('all') },
      ],
      20,
    );
    expect(reports.map(({ id, state }) => [id, state])).toEqual([
      ['settings', 'ok'],
      ['store', 'problem'],
      ['mail', 'problem'],
    ]);
    expect(JSON.stringify(reports)).not.toContain('hunter2');
  });

  test('that costs others something is not taken at every turn, and sooner again where it found a problem', async () => {
    let at = 0;
    let looks = 0;
    const findings = [fine('a'), problem('b', 'c'), fine('d')];
    const check = atMostEvery({ id: 'zoho', look: async () => findings[looks++] ?? fine('e') }, 600, () => at);
    const seen: string[] = [];
    for (at of [0, 500, 600, 650, 700]) seen.push((await check.look()).what);
    expect(seen).toEqual(['a', 'a', 'b', 'b', 'd']);
  });

  test('of a running product is shared by those who ask at once, and kept for those who come later', async () => {
    const looks: string[] = [];
    const look = async () => fine(`look ${looks.push('one')}`);
    const standing = createStandingChecks({ checks: [{ id: 'node', look }] });
    expect(standing.reports()).toEqual([]);
    await Promise.all([standing.look(), standing.look()]);
    expect(standing.reports()).toMatchObject([{ id: 'node', what: 'look 1' }]);
  });
});
