import { minuteOf } from '@acebuddy/metrics';
import type { PendingWork, Work } from '../record.ts';
import { type Change, currentRunOf, dimsOf } from './change.ts';

/** Mails that became due, and those that could not even be handed over. Whether they went out is told by the feed. */
export function noteMails(change: Change): void {
  const { facts, before, after } = change;
  if (before.outbox === after.outbox && before.version > 0) return;
  for (const item of after.outbox) {
    const template = templateOf(item.work);
    if (template !== null) noteMail(change, item, template);
  }
  for (const fact of facts.all('mail'))
    if (fact.outcome === 'refused' && after.outbox.some((item) => item.work.id === fact.id && item.status !== 'dead'))
      facts.put({ ...fact, outcome: 'due' });
}

function templateOf(work: Work): string | null {
  if (work.kind === 'mail') return work.mail?.template ?? null;
  if (work.kind === 'mailCustomer') return 'chat_update';
  return work.kind === 'sendCode' ? 'code' : null;
}

function noteMail(change: Change, { work, status, createdAt }: PendingWork, template: string): void {
  const { facts } = change;
  const runId = 'runId' in work && typeof work.runId === 'string' ? work.runId : currentRunOf(change);
  const known = facts.get('mail', work.id);
  const outcome = status === 'dead' ? 'refused' : (known?.outcome ?? 'due');
  facts.put({
    kind: 'mail',
    id: work.id,
    at: known?.at ?? minuteOf(createdAt),
    ...dimsOf(change, runId),
    template,
    outcome,
  });
}
