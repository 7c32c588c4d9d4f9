import type { ApprovalView } from '@acebuddy/contracts';
import { escapeHtml, page } from './html.ts';

/**
 * What a point of contact decides. Opening the page decides nothing, so that mail scanners which follow links cannot; the
 * buttons send the form. Works without scripts.
 */
export function approvalPage(view: ApprovalView): string {
  const ticket = view.ticketNumber === null ? view.reference : `#${view.ticketNumber}`;
  return page(
    view.subject,
    `<h1>${escapeHtml(view.subject)}</h1>
<p>Asked for by ${escapeHtml(view.requester)}, ticket ${escapeHtml(ticket)}.</p>
${factList(view)}
${view.status === 'open' ? decisionForm : decidedNote(view.status)}`,
  );
}

function factList({ facts }: ApprovalView): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}

const decisionForm = `<form method="post">
<label for="comment">Comment (optional; it is added to the ticket)</label>
<textarea id="comment" name="comment" rows="3" maxlength="1000"></textarea>
<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button>
</form>`;

const notes = {
  approved: 'Approved. The request is on its way, and the person who asked is told. You can close this page.',
  declined: 'Declined. The person who asked is told. You can close this page.',
  expired: 'This request has expired. If it is still wanted, please ask for it again.',
} as const;

function decidedNote(status: Exclude<ApprovalView['status'], 'open'>): string {
  return `<p class="note" role="status"><strong>${notes[status]}</strong></p>`;
}
