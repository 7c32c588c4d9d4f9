import { storedRecord } from '@acebuddy/contracts';
import { expect, it } from 'vitest';
import { pendingWork } from './outbox.ts';
import { pendingWorkSchema, type Work } from './record.ts';
import { readWork } from './work.ts';

const to = { name: 'Ann', email: 'ann@firm.example' };
const ofRun = { awaited: false, runId: 'run-1' } as const;
const ticket = {
  workflow: 'printer_issues',
  workflowName: 'Printer Issues',
  outcome: 'ticket',
  subject: 'Printer Issues - Ann',
  description: 'The printer is offline.',
  priority: 'Medium',
  team: 'support',
  status: 'Open',
  expectedResolution: null,
  tags: ['chat'],
  fields: { model: 'LaserJet' },
  dueAt: null,
  customer: { ...to, phone: null },
  verified: 'mailbox only',
  collected: [{ label: 'Printer', value: 'LaserJet' }],
  actionRequired: 'Fix the printer',
  mailNotes: [],
} as const;
const createTicket = {
  ...ofRun,
  id: 't',
  kind: 'createTicket',
  ticket,
  reference: 'AB-7K2M9QXD',
  throughLine: 4,
} as const;
const letter = { template: 'chat_update', to, reference: 'AB-7K2M9QXD' as never, text: 'Hi' } as const;
const mail = { kind: 'mail', id: 'm', awaited: false, mail: letter } as const;
const facts = [{ label: 'Plan', value: 'Pro', isOurs: true }];

/** One of each kind, so that a kind without an example does not compile. */
const everyKind: { readonly [K in Work['kind']]: Extract<Work, { kind: K }> } = {
  createTicket,
  comment: { ...ofRun, kind: 'comment', id: 'c', text: 'A note', isPublic: false },
  commentTicket: { kind: 'commentTicket', id: 'o', awaited: false, ticketId: '9101', text: 'A note', isPublic: true },
  status: { ...ofRun, kind: 'status', id: 's', status: 'Closed' },
  priority: { ...ofRun, kind: 'priority', id: 'u', priority: 'High' },
  revise: { ...ofRun, kind: 'revise', id: 'w', description: 'D', dueAt: null, fields: { model: 'X' } },
  proof: { ...ofRun, kind: 'proof', id: 'p', proof: 'verified' },
  call: { ...ofRun, kind: 'call', id: 'k', phone: '1', startsAt: 'noon', subject: 'Call', description: '' },
  appendTranscript: { ...ofRun, kind: 'appendTranscript', id: 'a', note: null, fromLine: 0, throughLine: 2 },
  attach: { ...ofRun, kind: 'attach', id: 'f', attachments: [{ name: 'a.png' }] },
  sendCode: { kind: 'sendCode', id: 'code', awaited: true, purpose: 'reset', to, isKnown: true },
  requestApproval: {
    ...ofRun,
    kind: 'requestApproval',
    id: 'r',
    approver: to,
    subject: 'A plan',
    facts,
    remindAfterMinutes: 1,
  },
  mailCustomer: { ...ofRun, kind: 'mailCustomer', id: 'l', text: 'Hi' },
  closeChat: { kind: 'closeChat', id: 'x', awaited: false },
  mail,
  push: { kind: 'push', id: 'say', awaited: false, text: 'Hi', suggestions: ['Yes'], mailFallback: true, letter },
  news: { kind: 'news', id: 'n', awaited: false, feed: 'ticket-news', item: { seq: 1 } },
};

it.each(Object.values(everyKind))('$kind is understood as it is written, with keys of a newer release', (work) => {
  const stored = { ...work, lane: { fast: true } };
  expect(readWork(structuredClone(stored))).toEqual({ work: stored });
});

it('a ticket of a release before proofs is understood, and so are words of any length', () => {
  for (const verified of [true, false, null]) {
    const older = { ...createTicket, ticket: { ...ticket, verified, description: 'x'.repeat(100_000) } };
    expect(readWork(older)).toEqual({ work: older });
  }
});

it.each([
  ['kind', { kind: 'requestSurvey', id: 'survey-1', awaited: true, stars: 5 }],
  ['status', { ...everyKind.status, status: { name: 'Merged' } }],
  ['ticket.status', { ...createTicket, ticket: { ...ticket, status: 'Merged' } }],
  ['mail.template', { ...mail, mail: { ...letter, template: 'survey' } }],
  ['mail.text', { ...mail, mail: { ...letter, text: undefined } }],
  ['feed', { ...everyKind.news, feed: 'survey-news' }],
])('what is not understood is named by its place: %s', (place, stored) => {
  expect(readWork(stored)).toEqual({ work: null, place });
});

it('work that is not understood is kept in its record as it is', () => {
  const now = '2026-11-23T10:00:00.000Z';
  const foreign = { kind: 'status', id: 's', status: { name: 'Merged' } };
  const item = pendingWork(foreign as never, now, { owner: 'a', until: now });
  expect(storedRecord(pendingWorkSchema).parse(structuredClone(item))).toEqual(item);
});
