import { type Turn, workflowOf } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';

/** What a problem is called, word by word. */
export function nameWords(turn: Pick<Turn, 'library'>, workflow: string): string[] {
  const { name, button, topic = '' } = workflowOf(turn, workflow).definition;
  return bare(`${name} ${button} ${topic}`)
    .split(' ')
    .filter((word) => word.length >= 4);
}
