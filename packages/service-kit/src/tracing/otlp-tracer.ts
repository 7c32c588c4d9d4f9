import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { samplerOf } from './sampler.ts';
import { endpointOf, pairsOf, type TracingSettings } from './settings.ts';
import type { OpenSpan, SpanEnd, SpanStart, Tracer } from './spans.ts';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;
/** A collector that is away costs one line in that time. */
const silenceMs = 60_000;
const stopMsMax = 2_000;
const sendEveryMs = 2_000;
const timeoutMs = 10_000;

export interface OtlpTracerOptions {
  readonly name: string;
  readonly settings: TracingSettings;
  readonly logger: Logger;
}

/** Spans to an OTLP/HTTP collector, in batches. Loaded only where one is named. */
export function createOtlpTracer({ name, settings, logger }: OtlpTracerOptions): Tracer & { stop(): Promise<void> } {
  const sender = new OTLPTraceExporter({
    url: endpointOf(settings),
    headers: pairsOf(settings.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMillis: settings.OTEL_EXPORTER_OTLP_TIMEOUT ?? timeoutMs,
  });
  const exporter = quiet(sender, logger);
  const about = { ...pairsOf(settings.OTEL_RESOURCE_ATTRIBUTES), 'service.name': settings.OTEL_SERVICE_NAME ?? name };
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(about)),
    sampler: samplerOf(settings),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: sendEveryMs })],
  });
  const tracer = provider.getTracer('acebuddy');
  return {
    start({ name: spanName, kind, attributes, startedAt, parent, requestId }: SpanStart): OpenSpan {
      const span = tracer.startSpan(
        spanName,
        {
          kind: kinds[kind],
          attributes: { ...attributes, ...(requestId === undefined ? {} : { 'acebuddy.request_id': requestId }) },
          ...(startedAt === undefined ? {} : { startTime: startedAt }),
        },
        contextOf(parent),
      );
      return { traceparent: toTraceparent(span.spanContext()), end: (end) => endSpan(span, end ?? {}) };
    },
    async stop() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, stopMsMax).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

function endSpan(span: Span, end: SpanEnd): void {
  if (end.attributes !== undefined) span.setAttributes(end.attributes);
  if (end.failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: end.failure });
  span.end(end.endedAt);
}

/** `00-<trace>-<span>-<flags>` (W3C Trace Context, 3.2). */
function contextOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Spans that cannot be sent are lost, and that is all: nothing of the product waits for them or hears of it. */
function quiet(exporter: SpanExporter, logger: Logger): SpanExporter {
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      exporter.export(spans, ({ error }) => {
        if (error !== undefined && performance.now() - toldAt >= silenceMs) {
          toldAt = performance.now();
          logger.warn({ spans: spans.length, reason: reasonOf(error) }, 'traces could not be sent to the collector');
        }
        done({ code: 0 });
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** A code where there is one: sentences of others may hold anything. */
function reasonOf(error: Error): string {
  return 'code' in error && error.code !== undefined ? String(error.code) : error.name;
}
