import type { Understanding } from '../engine-types.ts';
import type { Turn } from '../flow/turn.ts';
import { answerCancel, answerCorrect, answerStartOver } from './answer-cancel.ts';
import { answerMore, answerPartly, answerRating } from './answer-closing.ts';
import { answerCode } from './answer-code.ts';
import { answerAdd, answerResume, answerSecond } from './answer-waiting.ts';
import { answerWhich } from './answer-which.ts';
import { chooseWay } from './choose-way.ts';

/** Takes a message as the answer to a question outside the steps. False: it is something else, and the question is dropped. */
export function answerPending(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const { pending } = turn.state;
  if (pending === null) return false;
  switch (pending.kind) {
    case 'which':
      return answerWhich(turn, pending, text, understanding);
    case 'ways':
      return chooseWay(turn, pending, text);
    case 'cancel':
      return answerCancel(turn, text);
    case 'start_over':
      return answerStartOver(turn, text);
    case 'correct':
      return answerCorrect(turn, text);
    case 'second':
      return answerSecond(turn, pending, text);
    case 'resume':
      return answerResume(turn, text);
    case 'add':
      return answerAdd(turn, pending, text);
    case 'more':
      return answerMore(turn, text, understanding);
    case 'rating':
      return answerRating(turn, text);
    case 'partly':
      return answerPartly(turn, text);
    case 'code':
      return answerCode(turn, text);
  }
}
