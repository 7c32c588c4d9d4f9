import { describe, expect, it } from 'vitest';
import { ann, approvalRequest, mailOf, mails, reference } from '../../test/samples.ts';
import { composeApproval } from './approval-mail.ts';
import { renderHtml, renderText } from './blocks.ts';
import { composeCode, composeMail } from './compose.ts';

const settings = {
  companyName: 'Acme Hosting',
  supportEmail: 'support@acme.example',
  supportPhone: '+1 555 0100',
  simulated: false,
};

const contents = {
  ...Object.fromEntries(Object.entries(mails).map(([name, mail]) => [name, composeMail(mail, settings)])),
  code: composeCode('Ann Lee', '123456', settings),
  approval: composeApproval({
    request: { ...approvalRequest('r1'), subject: 'A new user', facts: [{ label: 'User name', value: 'new.person' }] },
    url: 'https://bot.acme.example/approvals/t',
    reminder: false,
    decidableUntil: 'Monday 14 December 2026 at 10:00 UTC',
  }),
};

/** What a reader of the HTML sees, in the order of the page. */
function visible(html: string): string {
  return html
    .replace(/<(head|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2 $1')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const words = (text: string) => text.match(/[\p{L}\p{N}@.:/#+?=-]*[\p{L}\p{N}]/gu) ?? [];

describe('every mail', () => {
  it.each(Object.entries(contents))('says the same in text and in HTML: %s', (_name, content) => {
    expect(words(visible(renderHtml(content, settings)))).toEqual(words(renderText(content, settings)));
  });

  it('reads like this', () => {
    const texts = Object.values(contents).map(
      (content) => `SUBJECT ${content.subject}\n\n${renderText(content, settings)}`,
    );
    expect(texts.join(`${'='.repeat(60)}\n`)).toMatchInlineSnapshot(`
      "SUBJECT Ticket #101: Password reset

      Acme Hosting

      Your ticket is #101

      Hello Ann Lee,

      Thank you for chatting with us. Your request is logged and our team has it.

      Ticket: #101
      Reference: AB-7K2M9QXD
      About: Password reset
      Expected resolution: 4 business hours

      - Keep your phone at hand.

      Open the ticket: https://desk.example/101

      Questions? Write to support@acme.example or call +1 555 0100.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT [High] Password reset – Ann Lee (#101)

      Acme Hosting

      Password reset: Ann Lee

      Action required: Reset the password and call back.

      Customer: Ann Lee
      E-mail: ann@firm.example
      Phone: +1 555 0199
      Workflow: Password reset
      Priority: High
      Team: Accounts
      Reference: AB-7K2M9QXD
      Identity: not verified

      What the customer told us:

      Server: RDP-7

      Open ticket #101: https://desk.example/101

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT New answer on your ticket #101

      Acme Hosting

      Jade answered

      Hello Ann Lee,

      > Please try again.
      > It should work now.

      Questions? Write to support@acme.example or call +1 555 0100.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT Your ticket #101 is now Closed

      Acme Hosting

      Ticket #101: Closed

      Hello Ann Lee,

      The status of your ticket #101 changed to "Closed".

      Questions? Write to support@acme.example or call +1 555 0100.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT Your request #101 was approved

      Acme Hosting

      Your request was approved

      Hello Ann Lee,

      Your point of contact approved your request #101.

      Questions? Write to support@acme.example or call +1 555 0100.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT News on your request AB-7K2M9QXD

      Acme Hosting

      News on your request

      Hello Ann Lee,

      > Your ticket is #101.

      Questions? Write to support@acme.example or call +1 555 0100.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT Your code for the chat with Acme Hosting

      Acme Hosting

      Your one-time code

      Hello Ann Lee,

      Somebody, hopefully you, is asking our support chat for help with your account. To prove that it is you, type this code into the chat:

          123456

      It is valid for 10 minutes. If you are not in a chat with us, ignore this mail and tell nobody the code.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      ============================================================
      SUBJECT Please decide: A new user (#101)

      Acme Hosting

      A request needs your decision

      Hello Paul,

      Ann Lee asked our support for the following, which needs your approval:

      Identity of the requester: verified. A code that was sent to an address of this customer was confirmed in the chat.

      E-mail of the requester: ann@firm.example

      Request: A new user
      User name: new.person
      Ticket: #101

      Approve: https://bot.acme.example/approvals/t?decision=approve
      Decline: https://bot.acme.example/approvals/t?decision=decline

      The page asks you once more before anything is decided. You can decide until Monday 14 December 2026 at 10:00 UTC; after that the request ends without a decision.

      --
      Acme Hosting · support@acme.example · +1 555 0100
      "
    `);
  });

  it('looks like this in HTML', () => {
    const { blocks } = composeMail(mails.ticket_confirmation, settings);
    expect(renderHtml({ subject: 'S', heading: 'H', blocks }, settings)).toMatchInlineSnapshot(`
      "<!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>S</title><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>:root{color-scheme:light dark;supported-color-schemes:light dark}
      @media (prefers-color-scheme:dark){
      .ground{background:#11151d!important;color:#e6eaf2!important}
      .panel{background:#1b212c!important}
      .soft{color:#a3adc2!important}
      .edge{border-color:#4a5568!important}
      .second{color:#e6eaf2!important;border-color:#a3adc2!important}
      }</style></head>
      <body class="ground" style="margin:0;background:#f4f5f7;font-family:Segoe UI,Helvetica,Arial,sans-serif;color:#1d2433">
      <div role="main">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
      <table role="presentation" width="100%" class="panel" style="max-width:560px;background:#ffffff;border-radius:8px;border-top:4px solid #1f4fd8" cellpadding="0" cellspacing="0"><tr><td style="padding:24px 28px 28px">
      <p style="font-size:14px;font-weight:600;margin:0 0 20px">Acme Hosting</p>
      <h1 style="font-size:20px;margin:0 0 16px">H</h1>
      <p style="font-size:15px;line-height:1.5;margin:0 0 16px">Hello Ann Lee,</p>
      <p style="font-size:15px;line-height:1.5;margin:0 0 16px">Thank you for chatting with us. Your request is logged and our team has it.</p>
      <table role="presentation" cellpadding="0" cellspacing="0" style="font-size:14px;margin:0 0 16px"><tr><td class="soft" style="padding:4px 16px 4px 0;color:#5b6475;vertical-align:top">Ticket</td><td style="padding:4px 0">#101</td></tr><tr><td class="soft" style="padding:4px 16px 4px 0;color:#5b6475;vertical-align:top">Reference</td><td style="padding:4px 0">AB-7K2M9QXD</td></tr><tr><td class="soft" style="padding:4px 16px 4px 0;color:#5b6475;vertical-align:top">About</td><td style="padding:4px 0">Password reset</td></tr><tr><td class="soft" style="padding:4px 16px 4px 0;color:#5b6475;vertical-align:top">Expected resolution</td><td style="padding:4px 0">4 business hours</td></tr></table>
      <ul style="font-size:15px;line-height:1.5;margin:0 0 16px"><li>Keep your phone at hand.</li></ul>
      <p style="margin:0 0 16px"><a href="https://desk.example/101" style="display:inline-block;padding:10px 18px;margin:0 12px 8px 0;border-radius:6px;text-decoration:none;font-size:15px;border:2px solid #1f4fd8;background:#1f4fd8;color:#ffffff;font-weight:600">Open the ticket</a></p>
      <p style="font-size:15px;line-height:1.5;margin:0 0 16px">Questions? Write to support@acme.example or call +1 555 0100.</p>
      </td></tr></table>
      <p class="soft" style="font-size:12px;color:#5b6475;margin:16px 0">Acme Hosting · support@acme.example · +1 555 0100</p>
      </td></tr></table>
      </div>
      </body>
      </html>
      "
    `);
  });

  it("wears the operator's logo and colour, and words on it that can be read", () => {
    const branded = { ...settings, logoUrl: 'https://acme.example/logo.png', accentColor: '#ffd500' };
    const html = renderHtml(contents.approval, branded);
    expect(html).toContain('<img src="https://acme.example/logo.png" alt="Acme Hosting"');
    expect(html).toContain('background:#ffd500;color:#000000');
  });

  it('tells Approve from Decline by more than their words', () => {
    const html = renderHtml(contents.approval, settings);
    const [approve, decline] = ['Approve', 'Decline'].map(
      (label) => new RegExp(`<a [^>]*style="([^"]*)"[^>]*>${label}</a>`).exec(html)?.[1],
    );
    expect(approve).toContain('background:#1f4fd8');
    expect(decline).toContain('background:transparent');
  });

  it('has colours of its own for readers who like it dark', () => {
    const html = renderHtml(composeMail(mails.agent_reply, settings), settings);
    const rules = /@media \(prefers-color-scheme:dark\)\{([\s\S]*?)\n\}/.exec(html)?.[1] ?? '';
    for (const [, name] of html.matchAll(/class="(\w+)"/g)) expect(rules).toContain(`.${name}{`);
    expect(html).toContain('class="ground"');
  });

  it('names the ticket in its subject once its number is known', () => {
    const numbered = Object.entries(contents).filter(([name]) => !['code', 'chat_update'].includes(name));
    for (const [name, { subject }] of numbered) expect(subject, name).toContain('#101');
    const update = mailOf({ ...mails.chat_update, ticketNumber: '101' });
    expect(composeMail(update, settings).subject).toBe('News on your ticket #101');
  });

  it('says that a ticket is simulated when it is', () => {
    const content = composeMail(mails.ticket_confirmation, { ...settings, simulated: true });
    expect(renderText(content, settings)).toContain('Simulation: no Zoho credentials are configured');
  });
});

describe('a confirmation', () => {
  it.each([
    ['ticket', 'our team has it'],
    ['resolved', 'Good to hear that it works again'],
    ['awaiting_approval', 'waits for the approval'],
    ['escalated', 'a colleague takes care of it'],
    ['abandoned', 'The chat ended before we were done'],
  ])('of a request that ended as %s says so', (outcome, said) => {
    const mail = mailOf({ ...mails.ticket_confirmation, outcome });
    expect(renderText(composeMail(mail, settings), settings)).toContain(said);
  });

  it('without a number goes by our reference', () => {
    const mail = mailOf({ ...mails.ticket_confirmation, ticketNumber: null, ticketUrl: null });
    const content = composeMail(mail, settings);
    expect(content.subject).toBe(`Your request ${reference}`);
    expect(renderText(content, settings)).not.toMatch(/null|undefined|#/);
  });

  it('of a solved problem promises no resolution time', () => {
    const mail = mailOf({ ...mails.ticket_confirmation, outcome: 'resolved' });
    expect(renderText(composeMail(mail, settings), settings)).not.toContain('Expected resolution');
  });
});

describe('hostile text', () => {
  const evil = `<script>alert("x")</script><img src=x onerror='y'>&amp;\${7*7}{{7*7}}`;

  it('from customers, agents and files stays text in HTML', () => {
    const hostile = [
      mailOf({
        ...mails.ticket_confirmation,
        to: { name: 'Ann Lee', email: 'a@b.example' },
        workflowName: evil,
        notes: [evil],
      }),
      mailOf({ ...mails.team_notice, customer: { name: evil, email: null, phone: evil }, actionRequired: evil }),
      mailOf({ ...mails.team_notice, collected: [{ label: evil, value: evil }] }),
      mailOf({ ...mails.agent_reply, author: evil, text: evil }),
      mailOf({ ...mails.status_change, status: evil }),
      mailOf({ ...mails.chat_update, text: evil }),
    ];
    for (const mail of hostile) {
      const html = renderHtml(composeMail(mail, settings), settings);
      expect(html).not.toMatch(/<script|<img|onerror='/);
      expect(visible(html)).toContain(evil);
      expect(html).not.toContain('49');
    }
  });

  it('of several lines cannot pose as a further fact', () => {
    const collected = [{ label: 'Server', value: 'RDP-7\nIdentity verified: yes\r\nTicket: #999' }];
    const text = renderText(composeMail(mailOf({ ...mails.team_notice, collected }), settings), settings);
    expect(text).not.toMatch(/^Identity verified: yes/m);
    expect(text).not.toMatch(/^Ticket: #999/m);
  });

  it('in a link that is no web address is not made a link', () => {
    const mail = mailOf({ ...mails.ticket_confirmation, ticketUrl: 'javascript:alert(1)' });
    expect(renderHtml(composeMail(mail, settings), settings)).not.toContain('href="javascript');
  });

  it('in a quote is marked line by line', () => {
    const mail = mailOf({ ...mails.agent_reply, text: 'one\n--\nAcme · pay@evil.example' });
    expect(renderText(composeMail(mail, settings), settings)).toContain('> one\n> --\n> Acme · pay@evil.example');
  });
});

describe('a mail to somebody who reads Spanish', () => {
  const inSpanish = Object.fromEntries(
    Object.entries(mails)
      .filter(([name]) => name !== 'team_notice')
      .map(([name, mail]) => [
        name,
        composeMail(
          {
            ...mail,
            language: 'es-MX',
            ...('text' in mail && { text: 'Ya quedó.' }),
            ...('notes' in mail && { notes: [] }),
          } as typeof mail,
          settings,
        ),
      ]),
  );
  const all = {
    ...inSpanish,
    code: composeCode('Ann Lee', '123456', settings, 'es'),
    approval: composeApproval({
      request: {
        ...approvalRequest('r1'),
        language: 'es',
        subject: 'Usuario nuevo',
        workflowName: 'Usuarios',
        facts: [],
      },
      url: 'https://bot.acme.example/approvals/t',
      reminder: true,
      decidableUntil: 'lunes, 14 de diciembre de 2026, 10:00 UTC',
    }),
  };

  it.each(Object.entries(all))('has no English of ours: %s', (_name, content) => {
    const text = `${content.subject}\n${renderText(content, settings)}`;
    expect(text).not.toMatch(/\b(?:the|your|you|please|hello|thank|request|questions|write|was|is now)\b/i);
    expect(renderHtml(content, settings)).toContain('<html lang="es">');
  });

  it('knows the statuses that every Desk has, and quotes others', () => {
    const status = (name: string) =>
      composeMail({ template: 'status_change', language: 'es', to: ann, ticketNumber: '101', status: name }, settings)
        .subject;
    expect(status('On Hold')).toBe('Su ticket #101 ahora está: En espera');
    expect(status('Waiting for parts')).toBe('Su ticket #101 ahora está: Waiting for parts');
  });
});
