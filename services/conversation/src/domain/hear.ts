import type { IncomingMessage } from '@acebuddy/contracts';
import { type AwaitedSecret, awaitedAfter } from '@acebuddy/redaction';
import type { Understanding } from '@acebuddy/workflows';
import type { Advisor, Detector } from '../ports.ts';
import { type RedactInLane, redactContent, textsOf } from './redact-content.ts';

type Content = IncomingMessage['content'];

/**
 * What somebody wrote, without secrets. Worked out once for a message, when it is first asked for: a repeat that has its
 * answer costs nothing, and a commit that is tried again costs no second redaction.
 */
export interface Heard {
  /** What may be written down. */
  content(): Promise<Content>;
  /** The same with one-time codes, for the step that checks one. */
  withCodes(): Promise<Content>;
  /** What it may mean; null where nothing is said. */
  understanding(): Promise<Understanding | null>;
}

export interface HearDeps {
  readonly redact: RedactInLane;
  readonly detector: Detector;
  readonly detectionCharsMax: number;
}

/**
 * `follows` is what the customer's message before this one announced and did not give; `advisorNow` gives whom to ask where
 * the detector is unsure, if there is time for it.
 */
export function hear(
  deps: HearDeps,
  { conversationId, content }: Pick<IncomingMessage, 'conversationId' | 'content'>,
  follows: AwaitedSecret | null,
  advisorNow: () => Advisor | null,
): Heard {
  const redact = once(() => deps.redact(conversationId, textsOf(content)));
  const plain = once(async () => redactContent(await redact(), content, { follows }));
  return {
    content: plain,
    // Where nothing was taken out, there is nothing to leave in.
    withCodes: once(async () =>
      typed(await plain()) === typed(content)
        ? plain()
        : redactContent(await redact(), content, { follows, keepCodes: true }),
    ),
    understanding: once(async () => {
      // Also where a code stays in: what leaves this process for a language model must never hold one.
      const text = typed(await plain());
      if (text === null) return null;
      const understanding = topicOf(deps.detector, text.slice(0, deps.detectionCharsMax));
      if (understanding.outcome !== 'unsure') return understanding;
      return advisorNow()?.choose(text, understanding) ?? understanding;
    }),
  };
}

/** What this message announces for the next one; where it says nothing, what was awaited still is. */
export function awaitedNext(content: Content, before: AwaitedSecret | null): AwaitedSecret | null {
  const text = typed(content);
  return text === null ? before : awaitedAfter(text);
}

/** The words of a message that says something. */
export function typed(content: Content): string | null {
  return content.kind === 'message' && content.text.trim() !== '' ? content.text : null;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

/** Messages beyond this are read as a whole only: in a story a clause alone tells little. */
const shortWordsMax = 12;
/** So sure must the topic of one clause be to count for the message. */
const clauseConfidence = 0.8;

/** The topic of a message; of a short one that has none, that of a clause: "my printer is offline, thanks". */
export function topicOf(detector: Detector, text: string): Understanding {
  const whole = detector.detect(text);
  const clauses = text.split(/[.,:;!?\n]+/).filter((clause) => clause.trim() !== '');
  if (whole.outcome !== 'none' || whole.foreign === true || clauses.length < 2) return whole;
  if (text.trim().split(/\s+/).length > shortWordsMax) return whole;
  const found = clauses
    .map((clause) => detector.detect(clause))
    .filter(({ outcome, confidence }) => outcome === 'match' && confidence >= clauseConfidence)
    .toSorted((a, b) => b.confidence - a.confidence);
  return found[0] ?? whole;
}
