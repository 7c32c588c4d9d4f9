import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  currentOrigin,
  inSpan,
  noteCall,
  openSpan,
  startTracing,
  tracingSchema,
  withOrigin,
} from '@acebuddy/service-kit';
import { captureLogs, eventually, startTraceCollector } from '@acebuddy/testkit';
import { afterEach, expect, it } from 'vitest';
import { endpointOf, isTracingWanted, pairsOf } from '../../packages/service-kit/src/tracing/settings.ts';
import { setTracer } from '../../packages/service-kit/src/tracing/spans.ts';

afterEach(() => setTracer(null));

const call = { system: 'desk', method: 'GET', path: '/x', status: 200, outcome: 'ok', durationMs: 3 } as const;

it.each([
  [{}, false],
  [{ OTEL_SERVICE_NAME: 'x' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'TRUE' }, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'none' }, false],
])('%j: traces are wanted: %s', (env, wanted) => {
  expect(isTracingWanted(tracingSchema.parse(env))).toBe(wanted);
});

it('the general endpoint is a base, that of traces is taken as it is', () => {
  const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/in/' };
  expect(endpointOf(tracingSchema.parse(base))).toBe('http://c:4318/in/v1/traces');
  const own = { ...base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/t' };
  expect(endpointOf(tracingSchema.parse(own))).toBe('http://c:4318/t');
});

it('headers and attributes are pairs, percent-encoded', () => {
  expect(pairsOf('api-key=a%20b, x = 1=2 ,broken,%zz=%zz')).toEqual({ 'api-key': 'a b', x: '1=2', '%zz': '%zz' });
});

it('without a collector nothing of OpenTelemetry is loaded', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ resolve: (name, context, next) => { if (/otlp|opentelemetry\\/(?!api)/.test(name)) loaded.push(name); return next(name, context); } });
    const { startTracing } = await import(${JSON.stringify(new URL('../../packages/service-kit/src/index.ts', import.meta.url).href)});
    await startTracing({ name: 'x', env: {}, logger: null });
    console.log(JSON.stringify(loaded));`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { timeout: 30_000 });
  expect(JSON.parse(stdout)).toEqual([]);
});

it('a span continues the trace of its scope, is that of what runs in it, and tells of a failure by its code alone', async () => {
  const collector = await startTraceCollector();
  const { logger } = captureLogs();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'mine',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
  };
  const stop = await startTracing({ name: 'x', env, logger });
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const origin = { requestId: 'r1', traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const failing = () =>
    inSpan(
      () => ({ name: 'work', kind: 'consumer' }),
      async () => {
        noteCall(logger, call);
        expect(currentOrigin()?.traceparent).toContain(traceId);
        throw new TypeError('secret of ada@customer.example');
      },
    );
  await expect(withOrigin(origin, failing)).rejects.toThrow(TypeError);
  await stop();
  expect(openSpan({ name: 'late', kind: 'client' })).toBeNull();
  const [desk, work] = collector.spans();
  expect(work).toMatchObject({ service: 'mine', name: 'work', traceId, parentSpanId: 'b7ad6b7169203331' });
  expect(work?.attributes).toEqual({ 'acebuddy.request_id': 'r1' });
  expect(desk).toMatchObject({ name: 'desk GET /x', traceId, parentSpanId: work?.spanId });
  expect(collector.received()).toContain('"message":"TypeError"');
  expect(collector.received()).toContain('deployment.environment');
  expect(collector.received()).not.toContain('ada@');
  await collector.close();
});

it('traces whose caller keeps none, and those beyond the share, are not sent', async () => {
  const collector = await startTraceCollector();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' };
  const stop = await startTracing({ name: 'x', env: { ...env, OTEL_TRACES_SAMPLER_ARG: '0' }, ...captureLogs() });
  openSpan({ name: 'a', kind: 'server' })?.end();
  openSpan({ name: 'b', kind: 'server', parent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` })?.end();
  openSpan({ name: 'c', kind: 'server', parent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` })?.end();
  await stop();
  expect(collector.spans().map(({ name }) => name)).toEqual(['c']);
  await collector.close();
});

it('a collector that is away costs one line, and nothing else', async () => {
  const collector = await startTraceCollector();
  await collector.close();
  const { logger, lines } = captureLogs();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_TIMEOUT: '300' };
  const stop = await startTracing({ name: 'x', env, logger });
  const work = () =>
    inSpan(
      () => ({ name: 'work', kind: 'server' }),
      async () => 7,
    );
  for (let round = 0; round < 1_200; round += 1) expect(await work()).toBe(7);
  await eventually(() => lines.length > 0, 10_000);
  for (let round = 0; round < 1_200; round += 1) expect(await work()).toBe(7);
  await stop();
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([['warn', 'traces could not be sent to the collector']]);
});

it('a setting that is none is refused by name', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318', OTEL_TRACES_SAMPLER: 'some' };
  await expect(startTracing({ name: 'x', env, ...captureLogs() })).rejects.toThrow(
    /OTEL_EXPORTER_OTLP_ENDPOINT: must look like[\s\S]*OTEL_TRACES_SAMPLER: must be one of/,
  );
});
