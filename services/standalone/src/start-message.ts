import type { Product } from './product.ts';

/** What the first command prints when everything is up: where to look, and what is only simulated. */
export function renderStart({ url, simulation, mailCatcher, signIn, notices }: Product): string {
  const places = [
    ['Console', signIn],
    ...(simulation === null ? [] : [['Try it', `${url}/playground`]]),
    ['API', `${url}/docs`],
    ['Check Zoho', `${url}/zoho/test`],
    ['Webhook', `${url}/webhook/salesiq`],
  ];
  const remarks = [
    ...(simulation === null
      ? []
      : [
          `No Zoho credentials: a simulated Zoho takes its place, at ${simulation.origin}. See README, "Connect Zoho".`,
        ]),
    ...(mailCatcher === null ? [] : ['No SMTP_URL: mails are caught, not sent; the playground page shows them.']),
    ...notices.map((notice) => `${notice}.`),
  ];
  const lines = [
    '',
    'AceBuddy is running. Ctrl-C stops it.',
    '',
    ...places.map(([name = '', address = '']) => `  ${name.padEnd(11)}${address}`),
    '',
    ...remarks.map((remark) => `  - ${remark}`),
  ];
  return `${lines.join('\n')}\n\n`;
}
