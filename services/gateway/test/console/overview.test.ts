import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { codeOf, startConsole } from './api-client.ts';

const down = new AppError('SERVICE_UNAVAILABLE', 'down');
const attention = (kind: string, count: number, oldestAt: string | null, detail: string | null = null) =>
  ({ kind, count, oldestAt, detail }) as never;

describe('the overview', () => {
  it('puts together what needs somebody, one line a kind, and the figures beside those before', async () => {
    const { reader, conversation, ticketing, notifications } = await startConsole();
    conversation.needed.push(
      attention('dead_letters', 1, '2026-11-22T00:00:00.000Z'),
      attention('person_waiting', 2, null),
    );
    ticketing.needed.push(attention('desk_trouble', 1, null, 'The token is refused.'));
    ticketing.needed.push(attention('dead_letters', 3, '2026-11-21T00:00:00.000Z'));
    notifications.needed.push(attention('failed_mails', 4, null), attention('of_a_newer_release', 1, null));
    const answer = await reader.overview.query({ from: '2026-11-01', to: '2026-11-30', tz: 'Europe/Berlin' });
    expect(answer.attention).toEqual([
      { kind: 'person_waiting', count: 2, oldestAt: null, detail: null },
      { kind: 'dead_letters', count: 4, oldestAt: '2026-11-21T00:00:00.000Z', detail: null },
      { kind: 'failed_mails', count: 4, oldestAt: null, detail: null },
      { kind: 'desk_trouble', count: 1, oldestAt: null, detail: 'The token is refused.' },
      { kind: 'of_a_newer_release', count: 1, oldestAt: null, detail: null },
    ]);
    expect(answer.unavailable).toEqual([]);
    expect(answer.report?.total.key).toBe('total');
    expect(conversation.reports).toEqual([
      { from: '2026-11-01', to: '2026-11-30', by: 'day', tz: 'Europe/Berlin' },
      { from: '2026-11-01', to: '2026-11-30', by: 'workflow', tz: 'Europe/Berlin' },
      { from: '2026-10-02', to: '2026-10-31', by: 'day', tz: 'Europe/Berlin' },
    ]);
  });

  it('of many who look at once is counted once', async () => {
    const { reader, conversation } = await startConsole();
    await Promise.all(Array.from({ length: 5 }, () => reader.overview.query({})));
    expect(conversation.reports).toHaveLength(3);
  });

  it('is shown with what there is, and names the services that do not answer', async () => {
    const { reader, conversation, ticketing } = await startConsole();
    ticketing.failure = down;
    const answer = await reader.overview.query({});
    expect([answer.unavailable, answer.report === null]).toEqual([['ticketing'], false]);
    conversation.failure = down;
    ticketing.failure = undefined;
    ticketing.needed.push(attention('desk_trouble', 1, null));
    const without = await reader.overview.query({ from: '2026-11-02' });
    expect(without).toMatchObject({ unavailable: ['conversation'], report: null, byWorkflow: null, before: null });
    expect(without.attention.map(({ kind }) => kind)).toEqual(['desk_trouble', 'service_silent']);
    conversation.failure = undefined;
    expect((await reader.overview.query({ from: '2026-11-02' })).report).not.toBeNull();
  });

  it('does not wait for a service that is stuck', async () => {
    const { reader, notifications } = await startConsole();
    notifications.attention = () => new Promise(() => undefined);
    const startedAt = performance.now();
    expect((await reader.overview.query({})).unavailable).toEqual(['notifications']);
    expect(performance.now() - startedAt).toBeLessThan(4_500);
  });

  it('refuses days that make no period, in the words of the service', async () => {
    const { reader, conversation } = await startConsole();
    conversation.report = async () => {
      throw new AppError('UNPROCESSABLE', '"from" is after "to".');
    };
    await expect(reader.overview.query({ from: '2026-11-02', to: '2026-11-01' })).rejects.toThrow(
      '"from" is after "to".',
    );
    expect(await codeOf(reader.report.query({}))).toBe('UNPROCESSABLE');
    expect(await codeOf(reader.report.query({ tz: 'Nowhere/City' }))).toBe('BAD_REQUEST');
  });
});

describe('who is signed in', () => {
  it('reads her role, what is simulated, and the names of the workflows', async () => {
    const { agent, conversation } = await startConsole();
    expect(await agent.me.query()).toEqual({
      role: 'agent',
      simulated: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      companyName: 'Acme',
      zone: 'America/Chicago',
      playground: false,
      workflows: [{ id: 'password_reset', name: 'Password reset' }],
      unavailable: [],
    });
    conversation.failure = down;
    expect(await agent.me.query()).toMatchObject({ role: 'agent', zone: 'UTC', unavailable: ['conversation'] });
  });

  it('is led to the playground where there is one', async () => {
    const extra = {
      access: { 'GET /playground': 'reader' },
      register: (app: { get: (...args: never[]) => unknown }) =>
        void app.get(...(['/playground', async () => 'x'] as never[])),
    };
    const { reader } = await startConsole({ extraRoutes: [extra as never] });
    expect((await reader.me.query()).playground).toBe(true);
  });
});

describe('the system', () => {
  it('says what stands, how Desk stands, which releases run and which settings are effective', async () => {
    const { reader, notifications } = await startConsole();
    notifications.failure = down;
    const answer = await reader.system.get.query();
    expect(answer.checks).toContainEqual({ name: 'conversation', ok: true, error: null, warning: null });
    expect(answer.checks).toContainEqual({ name: 'notifications', ok: false, error: 'down', warning: null });
    expect(answer.desk).toMatchObject({ tokenOk: true, creditsLeft: 900 });
    expect(answer.versions).toMatchObject({ conversation: '1.2.3', ticketing: '1.2.3' });
    expect(answer.versions).not.toHaveProperty('notifications');
    expect(answer.settings).toEqual([{ name: 'PORT', value: '8000', secret: false }]);
  });

  it('tests Desk with what else keeps tickets from being created and told', async () => {
    const shortcomings = [{ check: 'salesiq_signature', what: 'No keys', mend: 'Set them' }];
    const { reader, notifications } = await startConsole({ shortcomings });
    notifications.mailFailure = new AppError('SERVICE_UNAVAILABLE', 'The mail server does not answer');
    const answer = await reader.system.testDesk.mutate();
    expect(answer.ok).toBe(false);
    expect(answer.problems.map(({ what }) => what)).toEqual(['No keys', 'The mail server does not answer']);
  });
});
