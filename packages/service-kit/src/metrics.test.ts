import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('a metric carries its service and its labels', async () => {
  const metrics = createMetrics({ service: 'ticketing' });
  metrics.counter({ name: 'tickets_total', help: 'Tickets', labels: ['outcome'] }).inc({ outcome: 'created' });
  expect(await metrics.registry.metrics()).toContain('tickets_total{service="ticketing",outcome="created"} 1');
});

test('services of one process share a registry and keep their figures apart', async () => {
  const first = createMetrics({ service: 'ticketing' });
  const second = createMetrics({ service: 'notifications', registry: first.registry });
  const options = { name: 'calls_total', help: 'Calls' };
  first.counter(options).inc();
  second.counter(options).inc({}, 2);
  second.counter(options).inc();
  const text = await first.registry.metrics();
  expect(text).toContain('calls_total{service="ticketing"} 1');
  expect(text).toContain('calls_total{service="notifications"} 3');
});

test('a gauge may be asked for its value when it is read', async () => {
  const metrics = createMetrics({ service: 'conversation' });
  const neighbour = createMetrics({ service: 'ticketing', registry: metrics.registry });
  metrics.gauge({ name: 'dead_letters', help: 'Dead letters', collect: async () => 7 });
  neighbour.gauge({ name: 'dead_letters', help: 'Dead letters', collect: () => 8 });
  const text = await metrics.registry.metrics();
  expect(text).toContain('dead_letters{service="conversation"} 7');
  expect(text).toContain('dead_letters{service="ticketing"} 8');
});

test('durations are counted around the limits that matter', async () => {
  const metrics = createMetrics({ service: 'gateway' });
  metrics.histogram({ name: 'reply_seconds', help: 'Replies', labels: ['route'] }).observe(0.9, { route: 'webhook' });
  const text = await metrics.registry.metrics();
  expect(text).toContain('reply_seconds_bucket{le="0.5",service="gateway",route="webhook"} 0');
  expect(text).toContain('reply_seconds_bucket{le="1",service="gateway",route="webhook"} 1');
});
