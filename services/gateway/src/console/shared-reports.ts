import type { ReportAnswer, ReportInput } from '@acebuddy/contracts';
import { LruMap } from 'toad-cache';
import type { ConversationClient } from '../ports.ts';

/** Figures may be this old, in milliseconds: they are dear to count, and every console that is open asks for them. */
const keptMs = 10_000;
const reportsMax = 50;

export type AskReport = (input: ReportInput) => Promise<ReportAnswer>;

/** Reports that several consoles, or several parts of one page, ask for at about the same time are counted once. */
export function shareReports(conversation: Pick<ConversationClient, 'report'>): AskReport {
  const kept = new LruMap<Promise<ReportAnswer>>(reportsMax, keptMs);
  return (input) => {
    const { from, to, by, tz } = input;
    const key = JSON.stringify([from, to, by, tz]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const asked = conversation.report(input);
    kept.set(key, asked);
    // A failure is nobody else's: the next one asks again.
    asked.catch(() => kept.delete(key));
    return asked;
  };
}
