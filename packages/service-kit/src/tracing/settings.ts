import { z } from 'zod';

const url = z.url({ protocol: /^https?$/, error: 'must look like http://collector:4318' }).optional();
const share = z.coerce.number({ error: 'must be a number from 0 to 1' }).min(0).max(1);

export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** OpenTelemetry's own variables, with its own meanings; what stands here is checked at the start. */
export const tracingShape = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: z.coerce.number().int().min(1).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/json', { error: 'can only be http/json: every collector takes it beside protobuf' })
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], { error: 'can only be otlp or none' }).optional(),
  OTEL_TRACES_SAMPLER: z.enum(samplers, { error: `must be one of ${samplers.join(', ')}` }).optional(),
  OTEL_TRACES_SAMPLER_ARG: share.optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
} as const;

export const tracingSchema = z.object(tracingShape);
export type TracingSettings = z.output<typeof tracingSchema>;

/** Traces are wanted: a collector is named, and nothing switches them off. */
export function isTracingWanted(settings: TracingSettings): boolean {
  if (settings.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || settings.OTEL_TRACES_EXPORTER === 'none')
    return false;
  return (settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? settings.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined;
}

/** `name=value,name=value`, percent-encoded, as in headers and attributes of resources. What is no such pair is left out. */
export function pairsOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [[name, decoded(value.trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The general endpoint is a base, the one of traces an address (OpenTelemetry, "Endpoint URLs for OTLP/HTTP"). */
export function endpointOf(settings: TracingSettings): string {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: base = '' } = settings;
  return own ?? `${base.replace(/\/$/, '')}/v1/traces`;
}
