import { alertWorkSchema, mailSchema, weekMailSchema } from '@acebuddy/contracts';
import type { RecordCipher } from '@acebuddy/storage';
import { composeAlert } from '../mails/alert-mail.ts';
import type { MailContent } from '../mails/blocks.ts';
import { composeCodeAlarm } from '../mails/code-alarm.ts';
import { type ComposeSettings, composeMail } from '../mails/compose.ts';
import { composeWeek } from '../mails/week-mail.ts';
import type { Delivery, Letter } from '../ports.ts';
import { type Approvals, approvalWorkSchema } from './approvals.ts';
import { codeAlarmSchema } from './code-alarm.ts';
import { sealedName } from './deliveries.ts';
import { approvalContent, letterWords } from './letter-words.ts';

export interface MailPreviewDeps {
  readonly cipher: Pick<RecordCipher, 'open'>;
  readonly approvals: Pick<Approvals, 'open'>;
  readonly settings: ComposeSettings;
  readonly publicUrl: string;
}

/** Stands where the mail has a link by which its reader decides: whoever reads the preview is somebody else. */
export const proofLeftOut = '(this link is in the mail alone: whoever has it may decide)';

/**
 * The mail as the composer of the real one makes it, links that prove something left out. Null where its content is not kept,
 * cannot be opened, or is a newer release's.
 */
export async function previewMail(
  deps: MailPreviewDeps,
  delivery: Delivery,
): Promise<Pick<Letter, 'subject' | 'text' | 'html'> | null> {
  const payload = payloadOf(deps, delivery);
  const content = payload === null ? null : await contentOf(deps, delivery, payload);
  return content === null ? null : letterWords(content, deps.settings);
}

/** What kind of letter it is, without opening more than its own words; null when that cannot be told. */
export function templateOf(deps: Pick<MailPreviewDeps, 'cipher'>, delivery: Delivery): string | null {
  switch (delivery.kind) {
    case 'remind':
      return 'approval_reminder';
    case 'code':
      return 'one_time_code';
    case 'alarm':
      return 'code_alarm';
    case 'alert':
      return 'attention';
    case 'weekly':
      return 'week';
    default: {
      const payload = payloadOf(deps, delivery);
      if (approvalWorkSchema.safeParse(payload).success) return 'approval_request';
      return mailSchema.safeParse(payload).data?.template ?? null;
    }
  }
}

async function contentOf(deps: MailPreviewDeps, { kind }: Delivery, payload: unknown): Promise<MailContent | null> {
  const { settings } = deps;
  if (kind === 'alarm') {
    const { data } = codeAlarmSchema.safeParse(payload);
    return data === undefined ? null : composeCodeAlarm(data.perHour);
  }
  if (kind === 'alert') {
    const { data } = alertWorkSchema.safeParse(payload);
    return data === undefined ? null : composeAlert(data, { ...settings, publicUrl: deps.publicUrl });
  }
  if (kind === 'weekly') {
    const { data } = weekMailSchema.safeParse(payload);
    return data === undefined ? null : composeWeek(data, { ...settings, publicUrl: deps.publicUrl });
  }
  const asked = approvalWorkSchema.safeParse(payload).data;
  if (asked !== undefined) {
    const found = await deps.approvals.open(asked.approvalId).catch(() => null);
    if (found === null) return null;
    return withoutLinks(approvalContent(found, settings, { url: proofLeftOut, reminder: kind === 'remind' }));
  }
  const { data } = mailSchema.safeParse(payload);
  return data === undefined ? null : composeMail(data, settings);
}

function payloadOf({ cipher }: Pick<MailPreviewDeps, 'cipher'>, { id, sealed }: Delivery): unknown {
  try {
    return sealed === null ? null : JSON.parse(cipher.open(sealed, sealedName(id)));
  } catch {
    return null;
  }
}

/** The composer adds the decision to the address; the placeholder is no address. */
function withoutLinks(content: MailContent): MailContent {
  return {
    ...content,
    blocks: content.blocks.map((block) =>
      block.kind === 'buttons'
        ? { ...block, links: block.links.map(({ label }) => ({ label, url: proofLeftOut })) }
        : block,
    ),
  };
}
