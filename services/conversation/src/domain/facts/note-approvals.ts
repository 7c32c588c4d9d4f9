import { type Change, dimsOf } from './change.ts';

/** Approvals: asked for, decided, never decided. */
export function noteApprovals(change: Change): void {
  const { facts, after, minute } = change;
  for (const { work } of after.outbox)
    if (work.kind === 'requestApproval' && facts.get('approval', work.runId) === null)
      facts.put({
        kind: 'approval',
        id: work.runId,
        at: minute,
        ...dimsOf(change, work.runId),
        decision: null,
        decidedAt: null,
      });
  for (const fact of facts.all('approval')) {
    const ticket = change.outline?.tickets.find(({ runId }) => runId === fact.id);
    const decision = ticket === undefined ? fact.decision : decisionOf(ticket);
    if (decision !== fact.decision) facts.put({ ...fact, decision, decidedAt: decision === null ? null : minute });
  }
}

function decisionOf({ outcome, decided }: { readonly outcome: string; readonly decided?: boolean | undefined }) {
  if (decided !== true) return null;
  if (outcome === 'declined') return 'declined';
  return outcome === 'awaiting_approval' ? 'expired' : 'approved';
}
