import { say, type Turn } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { correctable } from './lines.ts';

/** "Which line should I change?", with the lines as buttons. */
export function askWhatToCorrect(turn: Turn, run: Run): void {
  turn.state.pending = { kind: 'correct' };
  const lines = correctable(turn, run);
  say(turn, 'Which of these should I change? You can also just tell me the right answer.');
  turn.suggestions = [...lines.slice(-8).map((line) => line.label.slice(0, 20)), 'Nothing, go on'];
}
