import { AppError } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { toApiKey } from '../src/access/api-keys.ts';
import { startGateway as start } from './harness.ts';

const asReader = { authorization: 'Bearer reader-key-0001' };
const startGateway = () => start({ apiKeys: [toApiKey('reader', 'reader-key-0001')] });

const get = async (query: string, headers: Record<string, string> = asReader) => {
  const gateway = await startGateway();
  return { ...gateway, response: await gateway.app.inject({ url: `/admin/report${query}`, headers }) };
};

describe('the report', () => {
  it('answers with every figure, its definition and what the savings assume', async () => {
    const { conversation, response } = await get('?from=2026-11-01&to=2026-11-30&by=workflow&tz=Europe/Berlin');
    expect(response.statusCode).toBe(200);
    expect(conversation.reports).toEqual([
      { from: '2026-11-01', to: '2026-11-30', by: 'workflow', tz: 'Europe/Berlin' },
    ]);
    expect(response.json()).toMatchObject({
      success: true,
      tz: 'America/Chicago',
      definitions: [{ id: 'tickets', definition: 'Tickets that exist' }],
      total: { figures: { completion_rate: { value: 0.5, of: 4 } } },
      groups: [{ key: 'password_reset', figures: { tickets: { value: 2, of: null } } }],
      impact: {
        inputs: { hour_cost: 25, minutes_saved: { password_reset: 15 } },
        assumed_hours: 0.25,
        money_per_100_tickets: 1_250,
      },
      timestamp: '2026-11-23T09:30:00.000Z',
    });
  });

  it('is one table for spreadsheets, in which no name becomes a formula', async () => {
    const { response } = await get('', { ...asReader, accept: 'text/csv, application/json;q=0.5' });
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toContain('acebuddy-report-2026-11-01-2026-11-30.csv');
    const lines = response.body.split('\r\n');
    expect(lines[0]).toBe('table,group,figure,title,unit,value,of');
    expect(lines).toContain('figures,total,completion_rate,Completion rate,share,0.5,4');
    expect(lines).toContain('figures,password_reset,tickets,Tickets,count,2,');
    expect(lines).toContain("tickets_by_team,total,'=1+1,'=1+1,count,2,");
  });

  it.each([
    ['?by=person', 'by'],
    ['?from=yesterday', 'from'],
    ['?to=2026-02-30', 'to'],
    ['?tz=Europe/Berln', 'tz'],
  ])('refuses %s and says what is wrong', async (query, name) => {
    const { response } = await get(query);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ success: false, code: 'BAD_REQUEST' });
    expect(response.json().error).toContain(name);
  });

  it('passes on why the days make no period, and wants a key', async () => {
    const { app, conversation } = await startGateway();
    conversation.failure = new AppError('UNPROCESSABLE', '"from" is after "to".');
    const response = await app.inject({ url: '/admin/report', headers: asReader });
    expect([response.statusCode, response.json().error]).toEqual([422, '"from" is after "to".']);
    expect((await app.inject({ url: '/admin/report' })).statusCode).toBe(401);
  });
});
