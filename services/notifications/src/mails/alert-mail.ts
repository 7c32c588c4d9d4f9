import { type AlertWork, quoted } from '@acebuddy/contracts';
import { alerts } from '../alerts/alert-table.ts';
import { showMoment } from '../domain/show-moment.ts';
import { attentionText } from './attention-text.ts';
import type { Block, MailContent } from './blocks.ts';
import type { ComposeSettings } from './compose.ts';
import { paragraph } from './phrases.ts';

/** Settings of mails that lead to pages of ours. */
export interface LinkedSettings extends ComposeSettings {
  /** Origin under which browsers find us. */
  readonly publicUrl: string;
}

/** To the lead: what needs somebody, since when, and where it is dealt with. */
export function composeAlert({ item, since }: AlertWork, settings: LinkedSettings): MailContent {
  const { publicUrl, timeZone } = settings;
  const what = attentionText(item);
  const alert = alerts[item.kind];
  return {
    subject: `Needs attention: ${what}`,
    heading: what,
    blocks: [
      paragraph(`Since ${showMoment(since, timeZone)}.`),
      ...(item.detail === null ? [] : [paragraph(quoted(item.detail))]),
      ...(alert === undefined ? [] : [paragraph(alert.text)]),
      links([
        ['Open the list', `${publicUrl}${alert?.page ?? '/console'}`],
        ['What to do', `${publicUrl}/runbook/${item.kind}`],
      ]),
      paragraph(
        'You are told once. Another mail comes only when this has gone away and come back. ALERT_MAILS=off switches these mails off.',
      ),
    ],
  };
}

const links = (all: readonly (readonly [string, string])[]): Block => ({
  kind: 'buttons',
  links: all.map(([label, url]) => ({ label, url })),
});
