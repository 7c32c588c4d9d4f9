import type { WeekFigure, WeekLook, WeekMail } from '@acebuddy/contracts';
import { alerts } from '../alerts/alert-table.ts';
import type { LinkedSettings } from './alert-mail.ts';
import { attentionText } from './attention-text.ts';
import type { Block, MailContent } from './blocks.ts';
import { paragraph } from './phrases.ts';

/** To the lead: the figures of a week against the week before, and what to look at. */
export function composeWeek({ from, to, currency, figures, look }: WeekMail, settings: LinkedSettings): MailContent {
  const { publicUrl } = settings;
  return {
    subject: `The week of ${from} in the support chat`,
    heading: `${from} to ${to}`,
    blocks: [
      {
        kind: 'facts',
        rows: figures.map((figure) => ({ label: figure.title, value: besideBefore(figure, currency) })),
      },
      ...lookBlocks(look, currency, publicUrl),
      {
        kind: 'buttons',
        links: [{ label: 'Open the figures', url: `${publicUrl}/console?from=${from}&to=${to}` }],
      },
      paragraph('This mail comes every Monday. WEEKLY_MAIL=off switches it off.'),
    ],
  };
}

function lookBlocks(look: readonly WeekLook[], currency: string, publicUrl: string): readonly Block[] {
  if (look.length === 0) return [paragraph('Nothing needs a look: nobody waits, and no figure got worse.')];
  const items = look.map((each) => {
    const { text, page } = lookOf(each, currency);
    return { text, url: `${publicUrl}${page}` };
  });
  return [
    paragraph(look.length === 1 ? 'One thing to look at:' : `${look.length} things to look at:`),
    { kind: 'links', items },
  ];
}

function lookOf(look: WeekLook, currency: string): { text: string; page: string } {
  switch (look.what) {
    case 'attention':
      return { text: attentionText(look.item), page: alerts[look.item.kind]?.page ?? '/console' };
    case 'figure':
      return { text: `${look.figure.title}: ${besideBefore(look.figure, currency)}`, page: '/console' };
    case 'question':
      return {
        text: `${look.workflowName}: the question "${look.question}" was asked again for ${look.again} of ${look.asked} answers`,
        page: `/console/workflows/${encodeURIComponent(look.workflow)}`,
      };
  }
}

function besideBefore({ value, before, unit }: WeekFigure, currency: string): string {
  const now = shown(value, unit, currency);
  return before === null ? now : `${now} (week before: ${shown(before, unit, currency)})`;
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

function shown(value: number | null, unit: string, currency: string): string {
  if (value === null) return 'none to count';
  switch (unit) {
    case 'share':
      return `${whole.format(value * 100)} %`;
    case 'count':
      return whole.format(value);
    case 'money':
      return `${whole.format(value)} ${currency}`;
    case 'seconds':
    case 'minutes':
    case 'hours':
    case 'messages':
      return `${oneDigit.format(value)} ${unit}`;
    default:
      return oneDigit.format(value);
  }
}
