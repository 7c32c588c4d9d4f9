import type { IncomingMessage, Visitor } from '@acebuddy/contracts';

/** Takes secrets out of a text; `keepCodes` leaves one-time codes for the step that checks them (packages/redaction). */
export type Redact = (text: string, options?: { readonly keepCodes?: boolean }) => string;

/** As long as the contract allows: a placeholder may be longer than what it stands for. */
const [nameCharsMax, phoneCharsMax] = [200, 50];

/** Who is chatting, without secrets: names and numbers are typed by customers, too. */
export function redactVisitor(redact: Redact, visitor: Visitor): Visitor {
  const { name, phone } = visitor;
  return {
    ...visitor,
    ...(name !== undefined && { name: redact(name).slice(0, nameCharsMax) }),
    ...(phone !== undefined && { phone: redact(phone).slice(0, phoneCharsMax) }),
  };
}

type Content = IncomingMessage['content'];

/** The same content without secrets, file names included. */
export function redactContent(redact: Redact, content: Content, options?: { readonly keepCodes?: boolean }): Content {
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
