import { type Turn, tell } from '../flow/turn.ts';
import { pushFrame } from '../frames/frames.ts';
import type { Run } from '../state/state-schema.ts';
import { correctable } from './lines.ts';

/** "Which line should I change?", with the lines as buttons. */
export function askWhatToCorrect(turn: Turn, run: Run): void {
  pushFrame(turn.state, { kind: 'correct' });
  const lines = correctable(turn, run);
  tell(turn, 'correction.which');
  turn.suggestions = [...lines.slice(-8).map((line) => line.label.slice(0, 20)), turn.words('button.change_nothing')];
}
