import type { Logger } from 'pino';
import { type Environment, parseConfig } from '../config.ts';
import { isTracingWanted, tracingSchema } from './settings.ts';
import { setTracer } from './spans.ts';

export interface TracingOptions {
  /** `service.name` where OTEL_SERVICE_NAME is not set. */
  readonly name: string;
  readonly env: Environment;
  readonly logger: Logger;
}

/** Sends what waits, for two seconds at most, and ends the making of spans. Never rejects. */
export type StopTracing = () => Promise<void>;

/**
 * Makes spans of requests, procedures, work and outside calls, where the variables of OpenTelemetry name a collector. Without
 * one nothing of it is loaded.
 * @throws ConfigError for settings that are no settings.
 */
export async function startTracing({ name, env, logger }: TracingOptions): Promise<StopTracing> {
  const settings = parseConfig(tracingSchema, env);
  if (!isTracingWanted(settings)) return async () => undefined;
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  const tracer = createOtlpTracer({ name, settings, logger });
  setTracer(tracer);
  return async () => {
    setTracer(null);
    await tracer.stop();
  };
}
