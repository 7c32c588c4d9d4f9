import { type Fact, type FactRow, toFact } from '@acebuddy/metrics';
import type { CounterMetric, Metrics } from '@acebuddy/service-kit';

export interface FactMetrics {
  /** Counts what changed from one state of a chat's facts to the next. */
  tell(before: readonly FactRow[], after: readonly FactRow[]): void;
}

type Named = 'runs' | 'ended' | 'tickets' | 'closed' | 'mails' | 'ratings' | 'approvals';

/** Prometheus series of what is counted. They only grow: a fact that is corrected counts under what it became, too. */
export function createFactMetrics(metrics: Metrics): FactMetrics {
  const counter = (name: string, help: string, labels: readonly string[]) => metrics.counter({ name, help, labels });
  const counters: Readonly<Record<Named, CounterMetric>> = {
    runs: counter('acebuddy_runs_begun_total', 'Runs of workflows that began', ['workflow']),
    ended: counter('acebuddy_runs_ended_total', 'Runs that ended, by how', ['workflow', 'outcome']),
    tickets: counter('acebuddy_tickets_total', 'Tickets of chats: promised, created, refused', ['workflow', 'state']),
    closed: counter('acebuddy_tickets_closed_total', 'Tickets of chats that were closed in Desk', ['workflow']),
    mails: counter('acebuddy_mails_total', 'Mails of chats: due, accepted, refused', ['template', 'outcome']),
    ratings: counter('acebuddy_ratings_total', 'Ratings, by stars', ['stars']),
    approvals: counter('acebuddy_approvals_total', 'Approvals: asked, approved, declined, expired', ['decision']),
  };
  return {
    tell(before, after) {
      if (before === after) return;
      const known = new Map(before.map((row) => [`${row[0]} ${row[1]}`, row]));
      for (const row of after) {
        const was = known.get(`${row[0]} ${row[1]}`);
        if (was === row) continue;
        const fact = toFact(row);
        if (fact !== null) tellFact(counters, was === undefined ? null : toFact(was), fact);
      }
    },
  };
}

function tellFact(counters: Readonly<Record<Named, CounterMetric>>, was: Fact | null, fact: Fact): void {
  const workflow = fact.workflow ?? 'none';
  switch (fact.kind) {
    case 'run': {
      const before = was?.kind === 'run' ? was.outcome : null;
      if (before === null) counters.runs.inc({ workflow });
      if (fact.outcome !== (before ?? 'open') && fact.outcome !== 'open')
        counters.ended.inc({ workflow, outcome: fact.outcome });
      return;
    }
    case 'ticket': {
      const before = was?.kind === 'ticket' ? was : null;
      if (before?.state !== fact.state) counters.tickets.inc({ workflow, state: fact.state });
      if (fact.closedAt !== null && before?.closedAt == null) counters.closed.inc({ workflow });
      return;
    }
    case 'mail': {
      const { template, outcome } = fact;
      if (was?.kind !== 'mail' || was.outcome !== outcome) counters.mails.inc({ template, outcome });
      return;
    }
    case 'rating':
      if (was?.kind !== 'rating' || was.stars !== fact.stars) counters.ratings.inc({ stars: fact.stars });
      return;
    case 'approval': {
      const before = was?.kind === 'approval' ? was.decision : undefined;
      if (before !== fact.decision) counters.approvals.inc({ decision: fact.decision ?? 'asked' });
      return;
    }
    case 'chat':
      return;
  }
}
