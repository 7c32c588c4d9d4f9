import type { IncomingMessage, Visitor } from '@acebuddy/contracts';
import { type RedactOptions, redactId } from '@acebuddy/redaction';
import type { KeyedMutex } from '@acebuddy/service-kit';

/**
 * Takes secrets out of a text (packages/redaction); `keepCodes` leaves one-time codes for the step that checks them,
 * `follows` tells what the message before announced.
 */
export type Redact = (text: string, options?: RedactOptions) => string;

/**
 * Does the work for texts of any length beforehand, off the thread where it is much, and returns a `Redact` that has the
 * results at hand. Rejects when it takes too long: nothing may be written down then.
 */
export type PrepareRedaction = (texts: readonly string[]) => Promise<Redact>;

/** `PrepareRedaction` for the texts of one chat, one after another: who sends many long ones at once waits for himself. */
export type RedactInLane = (chat: string, texts: readonly string[]) => Promise<Redact>;

/** Longer than the preparation itself may take, so that it is that which fails. */
const laneMsMax = 60_000;

export function inLanes(prepare: PrepareRedaction, lanes: KeyedMutex): RedactInLane {
  return (chat, texts) => lanes.run(chat, () => prepare(texts), laneMsMax);
}

/** Everything that `redactContent` will ask about. */
export function textsOf(content: Content): readonly string[] {
  if (content.kind === 'message')
    return [content.text, ...content.attachments.flatMap(({ name }) => (name === undefined ? [] : [name]))];
  return content.kind === 'answers' ? Object.values(content.answers) : [];
}

/** As long as the contract allows: a placeholder may be longer than what it stands for. */
const [idCharsMax, nameCharsMax, phoneCharsMax] = [200, 200, 50];

/** Who is chatting, without secrets: names and numbers are typed by customers, too, and ids chosen by callers. */
export function redactVisitor(redact: Redact, visitor: Visitor): Visitor {
  const { id, name, phone } = visitor;
  return {
    ...visitor,
    ...(id !== undefined && { id: redactId(id).slice(0, idCharsMax) }),
    ...(name !== undefined && { name: redact(name).slice(0, nameCharsMax) }),
    ...(phone !== undefined && { phone: redact(phone).slice(0, phoneCharsMax) }),
  };
}

type Content = IncomingMessage['content'];

/** The same content without secrets, file names included. */
export function redactContent(redact: Redact, content: Content, options?: RedactOptions): Content {
  if (content.kind === 'message') {
    const attachments = content.attachments.map((file) =>
      file.name === undefined ? file : { ...file, name: redact(file.name) },
    );
    return { ...content, text: redact(content.text, options), attachments };
  }
  if (content.kind !== 'answers') return content;
  const answers = Object.entries(content.answers).map(([key, text]) => [key, redact(text, options)] as const);
  return { ...content, answers: Object.fromEntries(answers) };
}
