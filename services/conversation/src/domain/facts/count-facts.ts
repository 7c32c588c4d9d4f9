import { randomUUID } from 'node:crypto';
import type { Logger, Metrics } from '@acebuddy/service-kit';
import { type NotedDoubts, noteDoubts } from '../learning/note-doubts.ts';
import type { ConversationRecord } from '../record.ts';
import { amendedDays } from './amended-days.ts';
import { createFactMetrics } from './fact-metrics.ts';
import { emptySheet, noteFacts } from './note-facts.ts';
import { setAside } from './set-aside.ts';
import type { FactSheet } from './sheet.ts';

export interface CountedFacts {
  /** The chat's facts after the change; undefined: they could not be computed, and the record keeps what it has. */
  readonly sheet: FactSheet | undefined;
  readonly aside: FactSheet | null;
  /** Days before yesterday whose facts change. */
  readonly amended: readonly number[];
  /** Messages that were not understood, and what the record keeps to name such ones later. */
  readonly noted: NotedDoubts;
  /** To be called when the change is stored. */
  readonly committed: () => void;
}

/** What a commit tells, as facts that are written with it. Never throws: counting must not cost a message. */
export type CountFacts = (before: ConversationRecord, after: ConversationRecord) => CountedFacts;

export interface FactCounterDeps {
  readonly now: () => Date;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export function createFactCounter({ now, logger, metrics }: FactCounterDeps): CountFacts {
  const shown = createFactMetrics(metrics);
  const uncounted = metrics.counter({
    name: 'acebuddy_facts_failed_total',
    help: 'Changes of chats whose facts could not be computed; the next change of the chat makes good what it can',
  });
  return (before, after) => {
    try {
      const { facts = emptySheet(randomUUID()) } = after;
      // What is put aside follows from what is stored alone: not where the change itself is one of facts (`setAside`).
      const { sheet, aside } = facts === before.facts ? setAside(facts, before) : { sheet: facts, aside: null };
      const next = noteFacts(sheet, before, after, now().toISOString());
      const amended = amendedDays(before.facts?.rows ?? [], next.rows, now());
      const noted = noteDoubts(before, after, next);
      return { sheet: next, aside, amended, noted, committed: () => shown.tell(before.facts?.rows ?? [], next.rows) };
    } catch (error) {
      logger.error({ err: error, conversationId: after.id }, 'facts of a chat could not be computed');
      const noted = { readIn: after.readIn, doubts: [] };
      return { sheet: before.facts, aside: null, amended: [], noted, committed: () => uncounted.inc() };
    }
  };
}
