import type { ApprovalView } from '@acebuddy/contracts';
import { escapeHtml, type Page, page } from './html.ts';

export type Decision = 'approve' | 'decline';

/**
 * What a point of contact decides. Opening the page decides nothing, so that mail scanners which follow links cannot; the
 * buttons send the form. Works without scripts.
 * @param said What the link in the mail, or the form, said: its button comes first and is the filled one. @default approve
 * @param isDecidedNow Whether it was this click that decided. @default false
 */
export function approvalPage(view: ApprovalView, said?: Decision, isDecidedNow = false): Page {
  const ticket = view.ticketNumber === null ? view.reference : `#${view.ticketNumber}`;
  return page(
    view.subject,
    `${identityNote(view)}<h1>${escapeHtml(view.subject)}</h1>
<p>Asked for by ${escapeHtml(view.requester)}, ticket ${escapeHtml(ticket)}.</p>
${factList(view)}
${view.status === 'open' ? decisionForm(view, said ?? 'approve') : decidedNote(view, said, isDecidedNow)}`,
    view.brand,
  );
}

/** First of all: the rest of the page may be a stranger's words. */
function identityNote({ requesterIdentity }: ApprovalView): string {
  if (requesterIdentity === undefined) return '';
  return `<p class="note"><strong>Identity of the requester: ${escapeHtml(requesterIdentity)}</strong></p>\n`;
}

function factList({ facts }: ApprovalView): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}

const words = {
  approve: { question: 'Do you approve this?', button: 'Approve' },
  decline: { question: 'Do you decline this?', button: 'Decline' },
} as const satisfies Record<Decision, unknown>;

function decisionForm({ decidableUntil }: ApprovalView, leaning: Decision): string {
  const other = leaning === 'approve' ? 'decline' : 'approve';
  return `<form method="post">
<h2>${words[leaning].question}</h2>
<label for="comment">Comment (optional; it is added to the ticket, and told to whoever asked)</label>
<textarea id="comment" name="comment" rows="3" maxlength="1000"></textarea>
<button class="primary" name="decision" value="${leaning}">${words[leaning].button}</button>
<button name="decision" value="${other}">${words[other].button}</button>
</form>${decidableUntil === undefined ? '' : `\n<p><small>You can decide until ${escapeHtml(decidableUntil)}; after that the request ends without a decision.</small></p>`}`;
}

const notes: Readonly<Record<string, string>> = {
  approved: 'Approved. The request is on its way, and the person who asked is told. You can close this page.',
  declined: 'Declined. The person who asked is told. You can close this page.',
};

function decidedNote(view: ApprovalView, said: Decision | undefined, isDecidedNow: boolean): string {
  const note = isDecidedNow ? notes[view.status] : undefined;
  return `<p class="note" role="status"><strong>${note ?? earlierNote(view, said)}</strong></p>`;
}

/** Whoever comes later must not think that her click decided anything. */
function earlierNote({ status, decidedAt }: ApprovalView, said: Decision | undefined): string {
  const when = decidedAt === undefined ? 'earlier' : `on ${escapeHtml(decidedAt)}`;
  if (status === 'expired') return `Expired ${when}. If it is still wanted, please ask for it again.`;
  if (status !== 'approved' && status !== 'declined') return 'This request is closed.';
  const word = `${status[0]?.toUpperCase()}${status.slice(1)}`;
  const stands = `${word} ${when}. That decision stands`;
  if (said === undefined || (said === 'approve') === (status === 'approved'))
    return `${stands}: opening this page changes nothing.`;
  return `${stands}: choosing ${words[said].button} now changes nothing. If it should be decided otherwise, reply to the mail that brought you here.`;
}
