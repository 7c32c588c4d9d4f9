import { withoutTricks } from '@acebuddy/contracts';
import { type ApprovalMail, composeApproval } from '../mails/approval-mail.ts';
import { type MailContent, renderHtml, renderText } from '../mails/blocks.ts';
import type { ComposeSettings } from '../mails/compose.ts';
import type { Letter } from '../ports.ts';
import type { OpenedApproval } from './approvals.ts';
import { decidableUntil } from './decidable-until.ts';

/** What a mail says, in both forms, as it goes out. */
export function letterWords(
  content: MailContent,
  settings: ComposeSettings,
): Pick<Letter, 'subject' | 'text' | 'html'> {
  return {
    // Cut before: half a character may be left at the end.
    subject: withoutTricks(content.subject.replace(/\p{Cc}+/gu, ' ').slice(0, 250)),
    text: renderText(content, settings),
    html: renderHtml(content, settings),
  };
}

export function approvalContent(
  { approval, request }: OpenedApproval,
  { timeZone }: ComposeSettings,
  { url, reminder }: Pick<ApprovalMail, 'url' | 'reminder'>,
): MailContent {
  return composeApproval({
    request,
    decidableUntil: decidableUntil(approval, timeZone, request.language),
    url,
    reminder,
  });
}
