import type { ConsoleTurn, ExplainedTurn } from '@acebuddy/contracts';
import type { Turn } from './record.ts';

/** A turn as people see it, with why it was answered so. The one place that says what they are told of it. */
export function toConsoleTurn({ seq, at, tookMs, requestId, lines, why }: Turn): ConsoleTurn {
  return { seq, at, tookMs: tookMs ?? null, correlationId: requestId ?? null, lines, why: why ?? null };
}

/** Those of them that a message caused, with what the bot said. */
export function explainedTurns(turns: readonly Turn[]): ExplainedTurn[] {
  return turns.map(toConsoleTurn).flatMap(({ seq, at, lines, why }) => {
    const answer = lines.filter(({ role }) => role === 'bot').map(({ text }) => text);
    return why === null ? [] : [{ seq, at, answer, why }];
  });
}
