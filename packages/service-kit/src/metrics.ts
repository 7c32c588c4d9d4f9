import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Values of a metric's labels by name; `service` is added by the metrics themselves. */
export type Labels = Readonly<Record<string, string | number>>;

export interface CounterMetric {
  inc(labels?: Labels, by?: number): void;
}
export interface GaugeMetric {
  set(value: number, labels?: Labels): void;
}
export interface HistogramMetric {
  observe(value: number, labels?: Labels): void;
}

export interface MetricOptions {
  /** Prometheus name with its unit, for example `acebuddy_call_duration_seconds`. */
  readonly name: string;
  readonly help: string;
  /** Labels with few values; never an id or anything a customer typed. */
  readonly labels?: readonly string[];
}

/** The numbers of one service. Asking for a name twice gives the same metric. */
export interface Metrics {
  readonly registry: Registry;
  counter(options: MetricOptions): CounterMetric;
  gauge(options: MetricOptions & { readonly collect?: () => number | Promise<number> }): GaugeMetric;
  histogram(options: MetricOptions & { readonly buckets?: readonly number[] }): HistogramMetric;
}

/** Seconds; finer around the one-second goal for replies and the four-second limit. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 30] as const;

export interface CreateMetricsOptions {
  readonly service: string;
  /** Services that share a process share a registry; the first one brings the process's own figures. */
  readonly registry?: Registry | undefined;
}

export function createMetrics({ service, registry: shared }: CreateMetricsOptions): Metrics {
  const registry = shared ?? new Registry();
  if (shared === undefined) collectDefaultMetrics({ register: registry });
  const common = (options: MetricOptions) => ({
    name: options.name,
    help: options.help,
    labelNames: ['service', ...(options.labels ?? [])],
    registers: [registry],
  });
  return {
    registry,
    counter: (options) => {
      const found = registry.getSingleMetric(options.name);
      const counter = found instanceof Counter ? found : new Counter(common(options));
      return { inc: (labels = {}, by = 1) => counter.inc({ service, ...labels }, by) };
    },
    gauge: ({ collect, ...options }) => {
      const found = registry.getSingleMetric(options.name);
      const gauge = found instanceof Gauge ? found : createGauge(common(options));
      if (collect !== undefined) {
        collectorsOf.get(gauge)?.push(async () => gauge.set({ service }, await collect()));
      }
      return { set: (value, labels = {}) => gauge.set({ service, ...labels }, value) };
    },
    histogram: ({ buckets, ...options }) => {
      const found = registry.getSingleMetric(options.name);
      const histogram =
        found instanceof Histogram
          ? found
          : new Histogram({ ...common(options), buckets: [...(buckets ?? durationBuckets)] });
      return { observe: (value, labels = {}) => histogram.observe({ service, ...labels }, value) };
    },
  };
}

interface GaugeOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: string[];
  readonly registers: Registry[];
}

/** What asks each service that shares the registry for its value. */
const collectorsOf = new WeakMap<Gauge, (() => Promise<void>)[]>();

function createGauge(options: GaugeOptions): Gauge {
  const collectors: (() => Promise<void>)[] = [];
  const gauge = new Gauge({
    ...options,
    collect: async () => {
      await Promise.all(collectors.map((collect) => collect()));
    },
  });
  collectorsOf.set(gauge, collectors);
  return gauge;
}
