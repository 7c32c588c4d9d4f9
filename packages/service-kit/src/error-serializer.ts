import { isAppError } from '@acebuddy/contracts';

export interface SerializedError {
  readonly type: string;
  readonly code?: string | number;
  /** Not named `message`: that field is redacted, as chats use it for what the customer wrote. */
  readonly reason: string;
  readonly stack?: string;
  readonly cause?: SerializedError;
}

const causesMax = 4;
const messageCharsMax = 500;

/**
 * An error as the log shows it: type, code, message, frames and causes. Other properties are left out, since drivers and
 * HTTP clients hang documents, headers and bodies on their errors; what their messages quote is masked.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, reason: 'a value that is not an error was thrown' };
  const code = codeOf(error);
  const frames = isAppError(error) && depth === 0 && error.cause !== undefined ? undefined : framesOf(error);
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    reason: maskText(error.message),
    ...(frames === undefined ? {} : { stack: frames }),
    ...(error.cause === undefined || depth >= causesMax ? {} : { cause: serializeError(error.cause, depth + 1) }),
  };
}

/** Text of others with what may be personal or secret masked: quoted values, addresses, credentials in URLs, tokens. */
function maskText(text: string): string {
  return text
    .slice(0, messageCharsMax)
    .replaceAll(/\/\/[^\s/@]+@/g, '//***@')
    .replaceAll(/[^\s"'<>(){}:,;]+@[^\s"'<>(){}:,;]+/g, '***@***')
    .replaceAll(/\b(Bearer|Basic|Zoho-oauthtoken)\s+\S+/gi, '$1 ***')
    .replaceAll(/dup key: \{.*/gs, 'dup key: ***');
}

function codeOf(error: Error): string | number | undefined {
  if (!('code' in error)) return undefined;
  return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined;
}

/** The frames alone: the first lines of a stack repeat the message. */
function framesOf(error: Error): string | undefined {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return frames === undefined || frames.length === 0 ? undefined : frames.slice(0, 12).join('\n');
}
