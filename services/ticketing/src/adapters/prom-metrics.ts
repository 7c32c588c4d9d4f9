import type { Metrics } from '@acebuddy/service-kit';
import type { CallReport, Desk } from '@acebuddy/zoho-desk';
import type { TicketingMetrics } from '../domain/ticketing-metrics.ts';
import type { LedgerCounts } from '../ports.ts';

export interface DeskCallMetrics {
  called(report: CallReport): void;
  /** One request to the accounts server for a new access token. */
  refreshed(): void;
}

export interface PromMetrics extends TicketingMetrics, DeskCallMetrics {
  /** Present state of the shared ledger. */
  queue(counts: LedgerCounts): void;
  usage(desk: Pick<Desk, 'usage'>): void;
}

const hour = 3_600;
const resolutionBuckets = [0.25, 0.5, 1, 2, 4, 8, 24, 48, 96, 240].map((hours) => hours * hour);
const creationBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 10, 60, 300, 600, hour, 6 * hour, 24 * hour, 75 * hour];
const states = ['queued', 'sending', 'unknown', 'dead'] as const;

/** What ticketing counts, as Prometheus metrics. */
export function createPromMetrics(metrics: Metrics): PromMetrics {
  const { counter, gauge, histogram } = metrics;
  let credits = 0;
  let tickets = 0;
  const created = counter({
    name: 'acebuddy_tickets_created_total',
    help: 'Tickets that exist thanks to us, by how we learned of it',
    labels: ['how'],
  });
  const creation = histogram({
    name: 'acebuddy_ticket_creation_seconds',
    help: 'From the request to the existing ticket',
    buckets: creationBuckets,
  });
  const calls = counter({
    name: 'acebuddy_desk_calls_total',
    help: 'Calls to Zoho Desk by operation, HTTP status and outcome',
    labels: ['operation', 'status', 'outcome'],
  });
  const callSeconds = histogram({
    name: 'acebuddy_desk_call_seconds',
    help: 'Duration of calls to Zoho Desk',
    labels: ['operation'],
  });
  const creditsUsed = counter({
    name: 'acebuddy_desk_credits_total',
    help: 'API credits that Zoho Desk charged, by operation',
    labels: ['operation'],
  });
  const creditsPerTicket = gauge({
    name: 'acebuddy_desk_credits_per_ticket',
    help: 'API credits used by this process for each ticket it made, polling and reading included',
  });
  const refreshes = counter({ name: 'acebuddy_oauth_refreshes_total', help: 'Requests for a new Zoho access token' });
  const looks = counter({
    name: 'acebuddy_reconciliations_total',
    help: 'Looks for the effect of a lost call, by step and finding',
    labels: ['kind', 'finding'],
  });
  const adoptions = counter({
    name: 'acebuddy_adoptions_total',
    help: 'Lost calls whose effect was found, by step',
    labels: ['kind'],
  });
  const failures = counter({
    name: 'acebuddy_desk_failures_total',
    help: 'Failed turns at Desk work, by step and failure',
    labels: ['kind', 'failure'],
  });
  const steps = counter({
    name: 'acebuddy_desk_work_total',
    help: 'Desk work that ended, by step and outcome',
    labels: ['kind', 'outcome'],
  });
  const parked = counter({
    name: 'acebuddy_parked_work_total',
    help: 'Looks at work that only a newer release can do, by kind',
    labels: ['kind'],
  });
  const resolution = histogram({
    name: 'acebuddy_ticket_resolution_seconds',
    help: 'From the creation of a ticket to its closing',
    buckets: resolutionBuckets,
  });
  const news = counter({ name: 'acebuddy_desk_news_total', help: 'News found in Desk, by kind', labels: ['kind'] });
  const lost = counter({ name: 'acebuddy_leases_lost_total', help: 'Work that another worker took over' });
  const depth = gauge({
    name: 'acebuddy_desk_queue_depth',
    help: 'Steps in the ledger that wait, run or were given up, by state',
    labels: ['state'],
  });
  const oldest = gauge({ name: 'acebuddy_desk_oldest_pending_seconds', help: 'Age of the oldest unfinished step' });
  const remaining = gauge({ name: 'acebuddy_desk_credits_remaining', help: 'API credits left today, as Desk says' });
  return {
    created: (how, waitedMs) => {
      tickets += 1;
      created.inc({ how });
      creation.observe(waitedMs / 1_000);
      creditsPerTicket.set(credits / tickets);
    },
    looked: (kind, finding) => looks.inc({ kind, finding }),
    adopted: (kind) => adoptions.inc({ kind }),
    failed: (kind, failure) => failures.inc({ kind, failure }),
    finished: (kind, outcome) => steps.inc({ kind, outcome }),
    parked: (kind) => parked.inc({ kind }),
    resolved: (afterMs) => resolution.observe(afterMs / 1_000),
    news: (kind) => news.inc({ kind }),
    leaseLost: () => lost.inc(),
    called: ({ operation, status, outcome, weight, durationMs }) => {
      calls.inc({ operation, status: status ?? 'none', outcome });
      callSeconds.observe(durationMs / 1_000, { operation });
      if (weight === null) return;
      credits += weight;
      creditsUsed.inc({ operation }, weight);
      if (tickets > 0) creditsPerTicket.set(credits / tickets);
    },
    refreshed: () => refreshes.inc(),
    queue: ({ byState, oldestPendingMs }) => {
      for (const state of states) depth.set(byState[state] ?? 0, { state });
      oldest.set(oldestPendingMs / 1_000);
    },
    usage: (desk) => {
      const { creditsRemaining } = desk.usage();
      if (creditsRemaining !== null) remaining.set(creditsRemaining);
    },
  };
}
