import type { ConversationData, ConversationRow, Turn, Why } from '../src/api/types.ts';

const nothing: Why = {
  question: null,
  at: null,
  acts: [],
  topics: [],
  rows: [],
  filled: [],
  cleared: [],
  effects: [],
};

interface Said {
  readonly customer: string | null;
  readonly bot: string;
  readonly why: Why | null;
}

const talk: readonly Said[] = [
  { customer: null, bot: 'Hi! I am the assistant of Northwind Support. What can I do for you?', why: null },
  {
    customer: 'I forgot my password and the month-end close is today',
    bot: 'That is quickly solved. Is it for the server, or for QuickBooks?',
    why: {
      ...nothing,
      acts: [{ act: 'report', confidence: 0.97 }],
      topics: [
        { workflow: 'password_reset', confidence: 0.94 },
        { workflow: 'account_locked', confidence: 0.04 },
        { workflow: null, confidence: 0.02 },
      ],
      rows: [{ row: 'report', commands: ['note_facts', 'start'] }],
      filled: [{ slot: 'urgency', value: 'today', text: 'month-end close is today' }],
    },
  },
  {
    customer: 'the server. my account is dwhitfield',
    bot: 'Thank you. I have sent a 6-digit code to the address that we know of you. What does it say?',
    why: {
      ...nothing,
      question: { kind: 'choice', ask: 'system' },
      at: { workflow: 'password_reset', step: 'which_system' },
      acts: [
        { act: 'answer', confidence: 0.91 },
        { act: 'inform', confidence: 0.62 },
      ],
      topics: [{ workflow: 'password_reset', confidence: 0.71 }],
      rows: [
        { row: 'answer', commands: ['set'] },
        { row: 'inform', commands: ['note_facts'] },
      ],
      filled: [
        { slot: 'system', value: 'Server', text: 'the server' },
        { slot: 'account', value: 'dwhitfield', text: 'dwhitfield' },
      ],
      effects: ['sendCode'],
    },
  },
  {
    customer: '482913',
    bot: 'Thank you, that is you. Your request is ticket #4300; the team resets it within 15 minutes and writes to you.',
    why: {
      ...nothing,
      question: { kind: 'code', ask: 'code' },
      at: { workflow: 'password_reset', step: 'verify' },
      acts: [{ act: 'code', confidence: 1 }],
      topics: [],
      rows: [{ row: 'code', commands: ['give_code'] }],
      filled: [{ slot: 'verified', value: 'verified', text: null }],
      cleared: ['code'],
      effects: ['createTicket', 'sendMail'],
    },
  },
  {
    customer: 'can I talk to somebody?',
    bot: 'Of course. I am looking for a colleague now.',
    why: {
      ...nothing,
      question: { kind: 'closing', ask: null },
      acts: [{ act: 'human', confidence: 0.99 }],
      topics: [{ workflow: null, confidence: 0.8 }],
      rows: [{ row: 'human', commands: ['hand_over'] }],
      effects: ['forward'],
    },
  },
];

/** Everything of one invented chat. Earlier turns come when they are asked for. */
export function inventChat(row: ConversationRow, beforeSeq: number | undefined): ConversationData {
  const begin = Date.parse(row.createdAt);
  const at = (seconds: number) => new Date(begin + seconds * 1_000).toISOString();
  const offset = beforeSeq === undefined ? 21 : 11;
  const turns = (beforeSeq === undefined ? talk : [...talk, ...talk].slice(0, 10)).map(
    ({ customer, bot, why }, index): Turn => ({
      seq: offset + index,
      at: at(index * 60),
      tookMs: customer === null ? null : 180 + index * 37,
      lines: [
        ...(customer === null ? [] : [{ role: 'customer' as const, text: customer, at: at(index * 60) }]),
        { role: 'bot' as const, text: bot, at: at(index * 60 + 1) },
      ],
      why,
    }),
  );
  if (row.holder === 'person' && beforeSeq === undefined)
    turns.push({
      seq: offset + talk.length,
      at: at(330),
      tookMs: null,
      lines: [
        { role: 'system', text: 'Priya joined the chat', at: at(330) },
        { role: 'operator', text: 'Hi, this is Priya. I am on it.', at: at(340) },
      ],
      why: null,
    });
  const workflow = row.workflow ?? 'password_reset';
  return {
    row,
    visitor: {
      id: 'v-1',
      name: row.visitorName,
      email: 'dana@whitfield.example',
      phone: '+1 312 555 0142',
      timeZone: 'America/Chicago',
      country: 'US',
    },
    collected: [
      { slot: 'system', label: 'System', value: 'Server' },
      { slot: 'account', label: 'Account', value: 'dwhitfield' },
    ],
    runs: [
      {
        runId: 'run-1',
        workflow,
        outcome: row.outcome ?? 'open',
        reference: row.reference ?? 'AB-00000000',
        ticketId: row.ticketId,
        ticketNumber: row.ticketNumber,
        ticketUrl: row.ticketId === null ? null : `https://desk.zoho.example/tickets/${row.ticketId}`,
        verified: row.verified,
        status: row.ticketId === null ? null : 'Open',
        openedAt: at(60),
        closedAt: null,
        lastAnswer:
          row.ticketId === null ? null : { author: 'Priya', text: 'Reset done, please sign in again.', at: at(900) },
      },
    ],
    turns,
    earlier: beforeSeq === undefined ? 21 : null,
    outbox: [],
    desk:
      row.ticketId === null
        ? []
        : [
            {
              id: 'w-1',
              requestId: `${row.conversationId}/ticket`,
              kind: 'create_ticket',
              state: 'done',
              attempts: 2,
              lastError: null,
              ticketId: row.ticketId,
              ticketNumber: row.ticketNumber,
              createdAt: at(181),
              calls: [
                { at: at(181), method: 'POST', path: '/tickets', ms: 2_140, status: 503, outcome: 'failed' },
                { at: at(184), method: 'GET', path: '/tickets/search', ms: 190, status: 204, outcome: 'ok' },
                { at: at(185), method: 'POST', path: '/tickets', ms: 412, status: 200, outcome: 'ok' },
                { at: at(187), method: 'POST', path: '/tickets/{id}/comments', ms: 233, status: 200, outcome: 'ok' },
              ],
            },
          ],
    mails: [],
    approvals: [],
    audit: [
      {
        chain: 'conversation',
        seq: 412,
        at: at(1_200),
        kind: 'transcript_read',
        actor: { role: 'admin', key: '9f3c11aa' },
        subject: row.conversationId,
        details: { messages: 12 },
        requestId: 'req-7d1f',
        previous: '',
        hash: '',
        seal: '',
      },
    ],
    unavailable: [],
  };
}
