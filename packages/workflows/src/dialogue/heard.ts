import type { Attachment } from '@acebuddy/contracts';
import type { Act, ChoiceReading, Matter, OpenQuestion } from '@acebuddy/detection';
import type { Understanding } from '../engine-types.ts';

/** One act that was read surely enough to be acted on; `other`: the button "Something else". */
export interface ReadAct {
  readonly act: Act | 'other';
  /** Calibrated chance, 0 to 1. */
  readonly confidence: number;
}

/** What a reader makes of a message behind the question that is open. */
export interface ReadActs {
  /** The primary one first, then what stands beside it. */
  readonly acts: readonly { readonly act: Act; readonly confidence: number }[];
  /** Best first, for the primary one: what is worth asking about. */
  readonly alternatives: readonly { readonly act: Act; readonly confidence: number }[];
}

/** Reads acts: pure, the same for the same text, question and language. */
export type ReadMessage = (text: string, question: OpenQuestion, language: string) => ReadActs;

/** Reads matters outside of the topics: pure. */
export type ReadMatter = (text: string, language: string) => Matter | null;

/** Reads the topic of a part of a message; null where nothing reads topics. Pure. */
export type ReadTopic = (text: string) => Understanding | null;

/** Reads which option of a question a message chooses; null where it knows no lines for the question. Pure. */
export type ReadChoice = (question: string, text: string, language: string) => ChoiceReading | null;

/** One message of the customer as the commands get it. */
export interface Heard {
  /** Without secrets. */
  readonly text: string;
  /** The part of it that answers: all of it, unless other clauses do something else. */
  readonly answer: string;
  readonly attachments: readonly Attachment[];
  /** Its topic; null where nothing was said that could have one. */
  readonly topic: Understanding | null;
  /** An emergency or another matter outside of the topics; null where it is none. */
  readonly matter: Matter | null;
  readonly question: OpenQuestion;
  readonly acts: readonly ReadAct[];
  readonly guesses: readonly ReadAct[];
  /** A button, a plain word or a bare value: it says nothing beyond the answer. */
  readonly isPlain: boolean;
}

/** Acts that wish for somebody of the team, now or later. */
export const peopleWishes = ['human', 'callback', 'ticket'] as const satisfies readonly Act[];

export function has(heard: Pick<Heard, 'acts'>, ...acts: readonly Act[]): boolean {
  return heard.acts.some(({ act }) => (acts as readonly string[]).includes(act));
}

/** That act and nothing else, courtesy aside. */
export function only(heard: Pick<Heard, 'acts'>, ...acts: readonly Act[]): boolean {
  return heard.acts.length > 0 && heard.acts.every(({ act }) => (acts as readonly string[]).includes(act));
}
