import type { DeskComment, Step, StepPayload } from '../../ports.ts';
import { commentText } from '../comment-text.ts';
import type { Effect } from '../effect.ts';
import { commentMarker, hasMarker } from '../markers.ts';
import type { WorkSettings } from '../settings.ts';

export interface CommentEffectOptions {
  readonly step: Step;
  readonly payload: Extract<StepPayload, { kind: 'comment' }>;
  readonly ticketId: string;
  readonly settings: WorkSettings;
}

/** Writes the next part of a comment; after a lost answer looks for its marker among the ticket's comments. */
export function addCommentEffect({ step, payload, ticketId, settings }: CommentEffectOptions): Effect<string> {
  const { part } = step.progress;
  const marker = commentMarker(step.id, part, payload.parts.length);
  const content = `${payload.parts[part] ?? ''}\n\n${marker}`;
  return {
    looks: settings.changeLooks,
    perform: async (desk) => (await desk.addComment(ticketId, content, payload.isPublic)).id,
    find: async (desk, { firstSentAt, ofGap }) => {
      const comments = await desk.listComments(ticketId, new Date(firstSentAt - settings.clockSkewMs));
      const saysSame = ({ content: said, contentType }: DeskComment) =>
        ofGap !== true || isSame(said, contentType, content);
      const ours = comments.find((comment) => hasMarker(comment.content, marker) && saysSame(comment));
      return ours === undefined ? { kind: 'absent' } : { kind: 'found', value: ours.id };
    },
    observed: () => {
      const seen = step.observations.find((observation) => observation.kind === 'part' && observation.part === part);
      return seen?.kind === 'part' ? seen.resultId : null;
    },
    observation: (resultId) => ({ kind: 'part', part, resultId }),
    settle: (commentId, progress) => {
      const resultIds = [...progress.resultIds, commentId];
      return {
        progress: {
          ...progress,
          part: part + 1,
          resultIds,
          sentAt: null,
          firstSentAt: null,
          sends: 0,
          looks: 0,
          attempts: 0,
        },
        result: { resultId: resultIds[0] ?? commentId },
        more: part + 1 < payload.parts.length,
      };
    },
  };
}

/** Give or take what a portal does to white space. */
function isSame(said: string, contentType: string | null, content: string): boolean {
  const words = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
  return (
    words(commentText({ content: said, contentType })) === words(commentText({ content, contentType: 'plainText' }))
  );
}
