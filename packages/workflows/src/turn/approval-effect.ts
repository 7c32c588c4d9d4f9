const mark = 'approval:';

/** The name of a request for approval tells the run: decisions come back under it, days later. */
export const approvalEffect = (runId: string): string => `${mark}${runId}`;

/** The run of a request for approval; null for ids of releases that did not tell it. */
export function runOfApproval(effectId: string): string | null {
  const at = effectId.indexOf(`:${mark}`);
  return at < 0 ? null : effectId.slice(at + mark.length + 1);
}
