import { chatEventSchema } from '@acebuddy/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventWebhookSchema, isEventWebhook } from './event-webhook.ts';
import { parseJsonText } from './json-text.ts';
import { toChatEvents } from './to-chat-events.ts';

const delivery = {
  entity_type: 'conversation',
  entity_id: '405',
  org_id: '557',
  event_time: '1709025371000',
  attempt: 1,
};
const jade = { id: '1', name: 'Jade Tywin', email_id: 'jade@zylker.com' };

function mapped(event: string, entity: unknown, more: object = {}) {
  return toChatEvents([eventWebhookSchema.parse({ ...delivery, event, entity, ...more })])[0];
}

describe('toChatEvents', () => {
  it('tells that an operator wrote, once per message however often it is delivered', () => {
    const message = { msgid: 'm-1', text: 'Hello', sender: { name: 'Jade Tywin', type: 'operator' } };
    const first = mapped('conversation.operator.replied', { message });
    const again = mapped('conversation.operator.replied', { message }, { attempt: '2', event_time: 1709025379999 });
    expect(first).toEqual({
      kind: 'event',
      event: {
        conversationId: '557/405',
        eventId: 'conversation.operator.replied|405|m-1',
        event: { kind: 'operator_replied', operator: 'Jade Tywin', text: 'Hello' },
      },
    });
    expect(again).toEqual(first);
  });

  it('names the files that came with the words', () => {
    const message = { msgid: 'm', text: 'see', attachments: [{ name: 'a.png', url: 'https://f.example/a.png' }] };
    expect(mapped('conversation.visitor.replied', { message })).toMatchObject({
      event: { event: { text: 'see\n[file: a.png, https://f.example/a.png]' } },
    });
    expect(mapped('conversation.visitor.replied', { message: { msgid: 'm', file: { name: 'b' } } })).toMatchObject({
      event: { event: { text: '[file: b]' } },
    });
  });

  it('does not take the bot for an operator', () => {
    const bot = { message: { msgid: 'm', text: 'Hi', sender: { name: 'AceBuddy', type: 'bot' } } };
    expect(mapped('conversation.operator.replied', bot)).toEqual({ kind: 'ignored', reason: 'not_an_operator' });
    expect(
      mapped('conversation.attender.updated', { attender: { name: 'AceBuddy', type: 'bot', email_id: 'b@z.com' } }),
    ).toEqual({
      kind: 'ignored',
      reason: 'not_an_operator',
    });
    expect(mapped('conversation.attender.updated', { attender: { name: 'AceBuddy' } })).toMatchObject({
      kind: 'ignored',
    });
    expect(
      mapped('conversation.attender.updated', { attender: { name: 'AceBuddy', type: 'bot' }, owner: jade }),
    ).toMatchObject({ kind: 'ignored' });
  });

  it.each([
    ['conversation.attender.updated', { attender: jade }],
    ['conversation.attender.updated', { owner: jade }],
    ['conversation.transfer.accepted', { owner: jade }],
    ['conversation.participants.added', { participants: [{ name: 'Bot' }, jade] }],
  ])('tells that an operator joined (%s)', (event, entity) => {
    expect(mapped(event, entity)).toMatchObject({
      event: { event: { kind: 'operator_joined', operator: 'Jade Tywin' } },
    });
  });

  it.each([
    ['5', 5],
    [4, 4],
    ['great', undefined],
    [99, undefined],
    [null, undefined],
  ])('reads a rating of %j', (rating, expected) => {
    const event = mapped('conversation.rated', { rating, feedback: 'Great' });
    expect(event).toMatchObject({ event: { event: { kind: 'rated', feedback: 'Great' } } });
    expect(event?.kind === 'event' && event.event.event.kind === 'rated' && event.event.event.rating).toBe(expected);
  });

  it('tells apart two events of one conversation by their time', () => {
    const ids = ['1', '2'].map((event_time) => mapped('conversation.completed', {}, { event_time }));
    expect(ids[0]).not.toEqual(ids[1]);
  });

  it('leaves out what nobody needs, and what belongs to no conversation', () => {
    expect(mapped('visitor.updated', {})).toEqual({ kind: 'ignored', reason: 'not_needed' });
    expect(mapped('conversation.missed', {}, { entity_id: null })).toEqual({
      kind: 'ignored',
      reason: 'no_conversation',
    });
    expect(mapped('conversation.missed', { id: 405 }, { entity_id: undefined })).toMatchObject({
      event: { conversationId: '557/405' },
    });
  });

  it('maps any delivery to a valid event or a reason', () => {
    const names = ['operator.replied', 'visitor.replied', 'rated', 'attender.updated', 'participants.added', 'missed'];
    const body = fc.record({
      event: fc.constantFrom(...names).map((name) => `conversation.${name}`),
      entity_id: fc.jsonValue(),
      org_id: fc.jsonValue(),
      entity: fc.oneof(
        fc.jsonValue(),
        fc.record({ message: fc.jsonValue(), rating: fc.jsonValue(), attender: fc.jsonValue() }),
      ),
    });
    fc.assert(
      fc.property(body, (generated) => {
        const parsed = parseJsonText(JSON.stringify(generated));
        expect(isEventWebhook(parsed)).toBe(true);
        for (const event of toChatEvents([eventWebhookSchema.parse(parsed)])) {
          if (event.kind === 'event') chatEventSchema.parse(event.event);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
