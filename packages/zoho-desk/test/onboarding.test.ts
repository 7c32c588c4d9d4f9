import { describe, expect, onTestFinished, test } from 'vitest';
import { createPortalReader, exchangeGrantCode, PortalError } from '../src/index.ts';
import { createDeskSimulator, type SimulatorOptions } from '../src/simulator/index.ts';

async function zoho(options: SimulatorOptions = {}) {
  const simulator = createDeskSimulator(options);
  const origin = await simulator.listen();
  onTestFinished(() => simulator.close());
  const { clientId, clientSecret } = simulator.credentials;
  const grant = (code: string, change = {}) =>
    exchangeGrantCode({ accountsOrigin: origin, clientId, clientSecret, code, ...change });
  return { simulator, origin, grant };
}

describe('a grant code', () => {
  test('is exchanged once for a refresh token with the scopes that it was made for', async () => {
    const { simulator, grant } = await zoho();
    const code = simulator.issueGrantCode({ scope: 'Desk.tickets.ALL,Desk.basic.READ' });
    expect(await grant(code)).toMatchObject({
      outcome: 'granted',
      refreshToken: expect.stringMatching(/^1000\./),
      scopes: ['Desk.tickets.ALL', 'Desk.basic.READ'],
    });
    expect(await grant(code)).toMatchObject({ outcome: 'used_or_expired' });
  });

  test('is no good after its minutes', async () => {
    const { simulator, grant } = await zoho();
    const code = simulator.issueGrantCode();
    simulator.advance(200_000);
    expect(await grant(code)).toMatchObject({ outcome: 'used_or_expired' });
  });

  test.each([
    ['a client of another data centre', { clientId: '1000.OTHER' }, 'other_data_centre'],
    ['a wrong secret', { clientSecret: 'wrong' }, 'wrong_secret'],
    ['an accounts server that is not there', { accountsOrigin: 'http://127.0.0.1:9' }, 'unreachable'],
  ])('of %s is told so, and not used up', async (_name, change, outcome) => {
    const { simulator, grant } = await zoho();
    const code = simulator.issueGrantCode();
    expect(await grant(code, change)).toMatchObject({ outcome });
    expect(await grant(code)).toMatchObject({ outcome: 'granted' });
  });
});

describe('the portal before organisation and department are chosen', () => {
  const otherOrganizations = [{ id: '77', name: 'Sandbox' }];
  const otherDepartments = [{ id: '1892000000009999', name: 'Billing', isEnabled: false }];

  test('lists organisations and departments, and makes a field only with the scope for it', async () => {
    const { simulator, origin, grant } = await zoho({ otherOrganizations, otherDepartments, customFields: [] });
    const reader = async (scope: string) => {
      const granted = await grant(simulator.issueGrantCode({ scope }));
      return createPortalReader({
        deskOrigin: origin,
        accessToken: granted.outcome === 'granted' ? granted.accessToken : '',
      });
    };
    const reading = await reader('Desk.basic.READ,Desk.settings.READ');
    expect((await reading.organizations()).map(({ id }) => id)).toEqual([simulator.orgId, '77']);
    expect(await reading.departments(simulator.orgId)).toMatchObject([
      { id: simulator.departmentId, isEnabled: true },
      { name: 'Billing', isEnabled: false },
    ]);
    await expect(reading.createTicketField(simulator.orgId, 'Reference')).rejects.toMatchObject({
      code: 'SCOPE_MISMATCH',
    });
    const writing = await reader('Desk.settings.ALL');
    expect(await writing.createTicketField(simulator.orgId, 'Workflow type')).toBe('cf_workflow_type');
    await expect(writing.departments('77')).rejects.toBeInstanceOf(PortalError);
  });
});
