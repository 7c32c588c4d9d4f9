export type { Logger } from 'pino';
export { ConfigError, type Environment, parseConfig } from './config.ts';
export { digestOfConfig } from './config-digest.ts';
export { countryOfZone } from './country-of-zone.ts';
export { createBearerCheck } from './credential.ts';
export { decodeText } from './decode-text.ts';
export { drainingCheck, drainingShape } from './draining.ts';
export {
  environmentFileVariable,
  noEnvironmentFile,
  type ReadEnvironment,
  readEnvironment,
} from './environment.ts';
export { toAppError, toTrpcError } from './error-mapping.ts';
export { type CheckResult, type HealthChecks, type Readiness, runChecks } from './health.ts';
export { createKeyedMutex, type KeyedMutex } from './keyed-mutex.ts';
export { listen, type RunningServer } from './listen.ts';
export { createLocalClient } from './local-client.ts';
export { createLogger, type LoggerOptions, measureLostLines } from './logger.ts';
export {
  type CounterMetric,
  createMetrics,
  type GaugeMetric,
  type HistogramMetric,
  type Labels,
  type MetricOptions,
  type Metrics,
} from './metrics.ts';
export { misspelt } from './misspelt.ts';
export { openToOthers } from './open-to-others.ts';
export { readDeskConfig } from './read-desk-config.ts';
export { release } from './release.ts';
export { createRemoteClient } from './remote-client.ts';
export {
  currentOrigin,
  currentRequestId,
  scopeFromHeaders,
  type WorkOrigin,
  withOrigin,
  withRequestId,
  withRequestScope,
  workOriginSchema,
} from './request-scope.ts';
export { type NamedPath, requirePaths } from './require-paths.ts';
export { type ProgramStart, runProgram, settingsUsage } from './run-program.ts';
export { runUntilSignal } from './run-until-signal.ts';
export { secretFileOf, secretSettings } from './secret-names.ts';
export { withSecretsFromFiles } from './secrets-from-files.ts';
export { serveRouter } from './serve-router.ts';
export { type ServiceClient, within } from './service-client.ts';
export { createServiceTrpc, type ServiceContext } from './service-trpc.ts';
export { type ShownSetting, shownSettings } from './shown-settings.ts';
export { pageOf } from './start-failure.ts';
export { takePorts } from './take-ports.ts';
export { createTicker, type Ticker } from './ticker.ts';
export { noteCall, type OutsideCall } from './tracing/call-notes.ts';
export { tracingSchema, tracingShape } from './tracing/settings.ts';
export { inSpan, type OpenSpan, openSpan } from './tracing/spans.ts';
export { startTracing } from './tracing/start-tracing.ts';
