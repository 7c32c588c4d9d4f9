import type { ApprovalView } from '@acebuddy/contracts';
import { type Say, textsIn } from '../texts.ts';
import { escapeHtml, type Page, page } from './html.ts';

export type Decision = 'approve' | 'decline';

/**
 * What a point of contact decides, in the language of the request. Opening the page decides nothing, so that mail scanners
 * which follow links cannot; the buttons send the form. Works without scripts.
 * @param said What the link in the mail, or the form, said: its button comes first and is the filled one. @default approve
 * @param isDecidedNow Whether it was this click that decided. @default false
 */
export function approvalPage(view: ApprovalView, said?: Decision, isDecidedNow = false): Page {
  const say = textsIn(view.language);
  const ticket = view.ticketNumber === null ? view.reference : `#${view.ticketNumber}`;
  return page(
    view.subject,
    `${identityNote(say, view)}<h1>${escapeHtml(view.subject)}</h1>
<p>${escapeHtml(say('page.asked_by', { who: view.requester, ticket }))}</p>
${factList(view)}
${view.status === 'open' ? decisionForm(say, view, said ?? 'approve') : decidedNote(say, view, said, isDecidedNow)}`,
    view.brand,
    say.language,
  );
}

/** First of all: the rest of the page may be a stranger's words. */
function identityNote(say: Say, { requesterIdentity: identity }: ApprovalView): string {
  if (identity === undefined) return '';
  return `<p class="note"><strong>${escapeHtml(say('page.identity', { identity }))}</strong></p>\n`;
}

function factList({ facts }: ApprovalView): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}

function decisionForm(say: Say, { decidableUntil: until }: ApprovalView, leaning: Decision): string {
  const other = leaning === 'approve' ? 'decline' : 'approve';
  return `<form method="post">
<h2>${escapeHtml(say(`page.question_${leaning}`))}</h2>
<label for="comment">${escapeHtml(say('page.comment'))}</label>
<textarea id="comment" name="comment" rows="3" maxlength="1000"></textarea>
<button class="primary" name="decision" value="${leaning}">${escapeHtml(say(`page.${leaning}`))}</button>
<button name="decision" value="${other}">${escapeHtml(say(`page.${other}`))}</button>
</form>${until === undefined ? '' : `\n<p><small>${escapeHtml(say('page.until', { until }))}</small></p>`}`;
}

function decidedNote(say: Say, view: ApprovalView, said: Decision | undefined, isDecidedNow: boolean): string {
  const note = (isDecidedNow ? noteOfNow(say, view.status) : null) ?? earlierNote(say, view, said);
  return `<p class="note" role="status"><strong>${escapeHtml(note)}</strong></p>`;
}

function noteOfNow(say: Say, status: string): string | null {
  if (status === 'approved') return say('page.approved_now');
  return status === 'declined' ? say('page.declined_now') : null;
}

/** Whoever comes later must not think that her click decided anything. */
function earlierNote(say: Say, { status, decidedAt }: ApprovalView, said: Decision | undefined): string {
  const when = { dated: decidedAt !== undefined, at: decidedAt ?? '' };
  if (status === 'expired') return say('page.expired', when);
  if (status !== 'approved' && status !== 'declined') return say('page.closed');
  const approved = status === 'approved';
  const otherwise = said !== undefined && (said === 'approve') !== approved;
  return say('page.stands', { ...when, approved, otherwise, button: say(`page.${said ?? 'approve'}`) });
}
