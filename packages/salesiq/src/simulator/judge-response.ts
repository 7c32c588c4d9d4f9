import { parseJsonText } from '../json-text.ts';
import { type ZobotResponse, zobotResponseSchema } from '../zobot-response.ts';

export type Verdict =
  | { readonly kind: 'accepted'; readonly response: ZobotResponse }
  /** `cause` as the `failure` handler is told (salesiq.md §2.8). */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly cause: { readonly code: number; readonly desc: string };
    };

export interface JudgeOptions {
  /** Longest text that the channel takes. */
  readonly replyCharsMax: number;
  /** Whether `"replies": []` counts as an answer; not documented, so the stricter reading is the default. */
  readonly emptyRepliesAllowed: boolean;
}

/** Whether SalesIQ could carry out what the bot answered (salesiq.md §1.3, §3). */
export function judgeResponse(status: number, text: string, options: JudgeOptions): Verdict {
  if (status < 200 || status > 299) return executionFailure(`HTTP ${status}`);
  const parsed = zobotResponseSchema.safeParse(parsedOrUndefined(text));
  if (!parsed.success) {
    const tooLong = parsed.error.issues.some((issue) => issue.code === 'too_big' && issue.path[0] === 'replies');
    if (tooLong) return tooLongFailure;
    return executionFailure(`not a valid response: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  const { replies } = parsed.data;
  if (replies.length === 0 && !options.emptyRepliesAllowed) return executionFailure('replies is empty');
  const lengths = replies.map((reply) => (typeof reply === 'string' ? reply : reply.text).length);
  if (Math.max(0, ...lengths) > options.replyCharsMax) return tooLongFailure;
  return { kind: 'accepted', response: parsed.data };
}

export function executionFailure(reason: string): Verdict {
  return { kind: 'failed', reason, cause: { code: 1007, desc: 'execution_failure' } };
}

const tooLongFailure: Verdict = {
  kind: 'failed',
  reason: 'a reply is too long',
  cause: { code: 1005, desc: 'more_than_max_length' },
};

function parsedOrUndefined(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}
