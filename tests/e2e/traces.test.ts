import { type CollectedSpan, eventually, startTraceCollector } from '@acebuddy/testkit';
import { afterAll, expect, it } from 'vitest';
import { createCustomer, playToTicket } from './customer.ts';
import { describeProduct } from './matrix.ts';

const collector = await startTraceCollector();
afterAll(() => collector.close());

const way = [
  'POST /webhook/salesiq',
  'handleMessage',
  'work createTicket',
  'createTicket',
  'desk create',
  'desk POST /tickets',
  'work mail',
  'sendMail',
  'delivery mail',
  'smtp SEND mail',
];
const inOnePlace = ['acebuddy'];
const inFour = ['acebuddy-conversation', 'acebuddy-gateway', 'acebuddy-notifications', 'acebuddy-ticketing'];

const isNamed = (name: string) => (span: CollectedSpan) => span.name === name;

function spansOf(requestId: string): readonly CollectedSpan[] {
  return collector.spans().filter(({ attributes }) => attributes['acebuddy.request_id'] === requestId);
}

describeProduct(
  'traces',
  (topology) => {
    it('lead from the message to its ticket and its mail, in one trace that carries the id of the answer', async () => {
      const person = { name: 'Trudy Traceworthy', email: 'trudy.traceworthy@company.com' };
      const customer = createCustomer(topology(), person);
      const answer = await playToTicket(topology(), customer, 'my printer shows offline, my badge is 55-TRUDY');
      const spans = await eventually(
        () => customer.requestIds.map(spansOf).find((found) => way.every((name) => found.some(isNamed(name)))),
        20_000,
      );
      expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
      const ids = new Set(spans.map(({ spanId }) => spanId));
      expect(spans.filter(({ parentSpanId }) => !ids.has(parentSpanId)).map(({ name }) => name)).toEqual([way[0]]);
      const services = [...new Set(spans.map(({ service }) => service))].sort();
      expect(services).toEqual(topology().name === 'standalone' ? inOnePlace : inFour);
      const received = collector.received();
      const { ticket_number: number, reference } = answer.data;
      const personal = [person.name, 'Trudy', person.email, 'company.com', customer.chatId, ...customer.said];
      for (const text of [...personal, number ?? 'no number', reference ?? 'no reference'])
        if (text.length > 5) expect(received, text).not.toContain(text);
    }, 60_000);

    it('go on where the caller began', async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const response = await fetch(`${topology().url}/webhook/salesiq`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
        body: JSON.stringify({ chat_id: 'traced', visitor_id: 'v', visitor_email: '', message: 'hello' }),
      });
      expect(response.status).toBe(200);
      const handled = () => collector.spans().find((span) => span.traceId === traceId && span.name === 'handleMessage');
      await eventually(() => handled(), 10_000);
      const root = collector.spans().find((span) => span.traceId === traceId && span.name === way[0]);
      expect(root?.parentSpanId).toBe('b7ad6b7169203331');
    });
  },
  { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
);
