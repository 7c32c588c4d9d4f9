import { describe, expect, it } from 'vitest';
import { checkWorkflows } from './check/check-workflows.ts';
import { parseWorkflow } from './definition/parse-workflow.ts';
import { createFakeChat, people, whereIs } from './testing/index.ts';
import { createTestEngine } from './testing/test-engine.ts';

const file = `id: alarm
name: Alarm
summary: The alarm rings.
button: Alarm
priority: High
team: security
expected: at once
impact: { closure: 0, minutes_saved: 0 }
opening: [I hear you.]
slots: {}
steps:
  - guide: Type the code at the door.
    goal: do
    check: Tell me when that is done.
  - offer: person
    text: This is nothing for a program.
  - end: ticket
ticket: { action: Look after the alarm. }
examples: [the alarm rings]
`;
const parsed = parseWorkflow('alarm.yaml', file);
const workflows = parsed.workflow === null ? [] : [parsed.workflow];
const meaning = { outcome: 'match', workflow: 'alarm', confidence: 0.9, alternatives: [], others: [] } as const;

function chatAtOffer() {
  const chat = createFakeChat({ engine: createTestEngine(workflows), person: people.known });
  chat.say('the alarm rings', meaning);
  return { chat, last: chat.say('done') };
}

describe('a step that offers a person', () => {
  it('is a fine file', () => {
    expect([...parsed.problems, ...checkWorkflows(workflows)]).toEqual([]);
  });

  it('offers the three ways together, in business hours', () => {
    const { last } = chatAtOffer();
    expect(last.reply.texts[0]).toBe('This is nothing for a program.');
    expect(last.reply.suggestions).toEqual(['Talk to an agent', 'Call me back', 'Leave a ticket', 'Keep going']);
  });

  it('goes on with the next step when the customer prefers that', () => {
    const { chat } = chatAtOffer();
    const { effects } = chat.say('Keep going');
    expect(effects.map((effect) => effect.kind)).toEqual(['createTicket']);
  });

  it('leaves a ticket with what is known, and says that a person was wanted', () => {
    const { chat } = chatAtOffer();
    const { effects } = chat.say('Leave a ticket');
    const created = effects.find((effect) => effect.kind === 'createTicket');
    expect(created?.kind === 'createTicket' ? created.ticket.actionRequired : '').toContain('could not solve');
    expect(whereIs(chat.state()).pending).toBe('more');
  });
});
