import { incomingMessageSchema } from '@acebuddy/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text.ts';
import { type Incoming, repeatWindowMs, toIncoming } from './to-incoming.ts';
import { isZobotRequest, zobotRequestSchema } from './zobot-request.ts';

const receivedAt = new Date('2026-11-23T09:30:00.000Z');

function incoming(body: unknown, at = receivedAt): Incoming {
  const rawBody = typeof body === 'string' ? body : JSON.stringify(body);
  const request = zobotRequestSchema.parse(parseJsonText(rawBody));
  return toIncoming(request, { rawBody, receivedAt: at, budgetMs: 3_500 });
}

function message(body: unknown, at = receivedAt) {
  const mapped = incoming(body, at);
  if (mapped.kind === 'ignored') throw new Error(`ignored: ${mapped.reason}`);
  return mapped.message;
}

const visitor = { active_conversation_id: '40526000001808033', name: 'Scott Fisher', email: 'scott@zylker.com' };
const call = { handler: 'message', message: { text: 'hello' }, visitor, org_id: '55778119', request: { id: 'r-1' } };

describe('toIncoming', () => {
  it('names the chat by organisation and conversation, and the event by the call', () => {
    expect(message(call)).toMatchObject({
      conversationId: '55778119/40526000001808033',
      eventId: 'r-1',
      address: { chatId: '40526000001808033', callbackId: 'r-1', preview: false },
      visitor: { name: 'Scott Fisher', email: 'scott@zylker.com' },
      content: { kind: 'message', text: 'hello', attachments: [] },
    });
  });

  it.each([
    ['the visitor by name', { visitor: { ...visitor, country: 'India' } }, 'IN'],
    ['the place of the visitor', { visitor: { ...visitor, location: { country: 'DE' } } }, 'DE'],
    ['the place of the request', { request: { id: 'r-1', location: { country: 'US' } } }, 'US'],
    [
      'another place where the first is none',
      { visitor: { ...visitor, country: '-', location: { country: 'FR' } } },
      'FR',
    ],
    ['nothing', {}, undefined],
  ])('takes the country from %s', (_place, part, country) => {
    expect(message({ ...call, ...part }).visitor.country).toBe(country);
  });

  it('leaves the prefix out where no organisation is named', () => {
    expect(message({ ...call, org_id: null }).conversationId).toBe('40526000001808033');
  });

  it('reads ids that came as numbers without rounding them', () => {
    const body =
      '{"handler":"message","message":{"text":"x"},"org_id":55778119,"visitor":{"active_conversation_id":40526000001808033},"request":{"id":9007199254740993}}';
    expect(message(body)).toMatchObject({ conversationId: '55778119/40526000001808033', eventId: '9007199254740993' });
  });

  it.each([
    [{ active_conversation_id: 'A', unique_id: 'U' }, { conversation_id: 'B', chat_id: 'C' }, 'A'],
    [{ active_conversation_id: '', unique_id: 'U' }, { conversation_id: 'B', chat_id: 'C' }, 'B'],
    [{ active_conversation_id: null, unique_id: 'U' }, { chat_id: 'C' }, 'C'],
    [{ unique_id: 'U', id: 'I', phone: '+1' }, {}, 'visitor:U'],
    [{ id: 'I', phone: '+1' }, {}, 'visitor:I'],
    [{ phone: '+1 555' }, {}, 'phone:+1 555'],
  ])('takes the first of the session keys (%#)', (who, request, key) => {
    expect(message({ ...call, org_id: undefined, visitor: who, request }).conversationId).toBe(key);
  });

  it('says where the chat was kept before it had an id of its own', () => {
    const opened = message({ handler: 'trigger', visitor: { unique_id: 'U' }, org_id: 'O', request: { id: 'r-0' } });
    const first = message({ ...call, org_id: 'O', visitor: { ...visitor, unique_id: 'U' } });
    expect(opened.conversationId).toBe('O/visitor:U');
    expect(first.continues).toBe(opened.conversationId);
    expect(message(call).continues).toBeUndefined();
  });

  it('never uses the id of the call as the id of the chat', () => {
    expect(incoming({ handler: 'trigger', visitor: { name: 'Scott' }, request: { id: 'r-0' } })).toEqual({
      kind: 'ignored',
      reason: 'no_session',
    });
  });

  it('keeps two chats apart whose overlong ids begin alike', () => {
    const long = 'x'.repeat(500);
    const ids = ['a', 'b'].map(
      (end) => message({ ...call, visitor: { active_conversation_id: long + end } }).conversationId,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('marks preview chats, which have no REST API', () => {
    expect(message({ ...call, visitor: { active_conversation_id: 'botpreview_77' } }).address.preview).toBe(true);
  });

  it('recognises a repeated call without an id by its bytes, within five minutes', () => {
    const anonymous = { ...call, request: undefined };
    const later = new Date(receivedAt.getTime() + repeatWindowMs);
    const id = message(anonymous).eventId;
    expect(message(anonymous, new Date(receivedAt.getTime() + 1_000)).eventId).toBe(id);
    expect(message(anonymous, later).eventId).not.toBe(id);
    expect(message({ ...anonymous, message: { text: 'other' } }).eventId).not.toBe(id);
  });

  it('takes the call id from where public bots have seen it', () => {
    expect(message({ ...call, request: undefined, request_id: 77 }).eventId).toBe('77');
  });

  it('unwraps a call inside entity', () => {
    expect(isZobotRequest({ entity: call })).toBe(true);
    expect(message({ entity: call }).eventId).toBe('r-1');
  });

  it.each([
    ['text', 'plain words', { answer: 'plain words' }],
    ['text that holds JSON', '{"email":{"text":"a@b.co"}}', { email: 'a@b.co' }],
    ['a map of text', { email: 'a@b.co', n: 5 }, { email: 'a@b.co', n: '5' }],
    ['a map of objects', { email: { text: 'a@b.co' } }, { email: 'a@b.co' }],
    ['a list of named objects', [{ name: 'email', text: 'a@b.co' }], { email: 'a@b.co' }],
    ['a list of text', ['a', 'b'], { answer_1: 'a', answer_2: 'b' }],
    ['nothing', null, {}],
    ['several choices', { apps: ['Word', 'Excel'] }, { apps: 'Word, Excel' }],
  ])('reads answers that came as %s', (_form, answers, expected) => {
    expect(message({ ...call, handler: 'context', answers }).content).toEqual({ kind: 'answers', answers: expected });
  });

  it.each([
    [{ code: 1001, desc: 'x' }, 'offline_hours'],
    [{ code: '1002' }, 'operators_unavailable'],
    [{ desc: 'INVALID_OPERATORS' }, 'invalid_operators'],
    [{ code: 1005 }, 'reply_too_long'],
    [{ code: 1007 }, 'other'],
    [{ code: 'constructor' }, 'other'],
    [null, 'other'],
    ['operators_not_available', 'operators_unavailable'],
    [1001, 'offline_hours'],
    [{ code: 1007, description: 'invalid_response' }, 'other'],
  ])('understands the cause of a failure (%#)', (cause, reason) => {
    expect(message({ ...call, handler: 'failure', cause }).content).toEqual({ kind: 'failed', reason });
  });

  it('takes any failure of a hand-over for one that nobody came to, in a call with the four documented fields alone', () => {
    const failure = { handler: 'failure', visitor, request: { id: 'r-f' }, failed_response: { action: 'forward' } };
    for (const cause of [undefined, { code: 1999 }, { code: 1007, desc: 'time_out' }])
      expect(message({ ...failure, cause }).content).toEqual({ kind: 'failed', reason: 'operators_unavailable' });
    expect(message({ ...failure, failed_response: { action: 'reply' } }).content).toEqual({
      kind: 'failed',
      reason: 'other',
    });
  });

  it('understands files in the shapes that may come', () => {
    const attachments = [
      { file_url: 'https://example.com/a.png', file_name: 'a.png', content_type: 'image/png', size: '12' },
      'https://example.com/b.png',
      { download_url: 'javascript:alert(1)', name: 5 },
      null,
    ];
    expect(message({ ...call, message: { text: '' }, attachments }).content).toEqual({
      kind: 'message',
      text: '',
      attachments: [
        { url: 'https://example.com/a.png', name: 'a.png', contentType: 'image/png', sizeBytes: 12 },
        { url: 'https://example.com/b.png' },
        { name: '5' },
        {},
      ],
    });
  });

  it('does not bother the conversation with an empty message', () => {
    expect(incoming({ ...call, message: { text: '  ' } })).toEqual({ kind: 'ignored', reason: 'empty' });
    expect(incoming({ ...call, message: undefined })).toEqual({ kind: 'ignored', reason: 'empty' });
  });

  it('does not know handlers that are not documented', () => {
    expect(incoming({ ...call, handler: 'telepathy' })).toEqual({ kind: 'ignored', reason: 'unknown_handler' });
    expect(incoming({ ...call, handler: 5 })).toEqual({ kind: 'ignored', reason: 'unknown_handler' });
  });

  it('drops what is not an e-mail address, a zone or a real name', () => {
    const who = { ...visitor, name: 'Visitor 83421', email: 'nobody', time_zone: 'Middle/Earth', phone: 15550100123 };
    expect(message({ ...call, visitor: who }).visitor).toEqual({ phone: '15550100123' });
    expect(message({ ...call, visitor: { ...visitor, name: 'Guest House Ltd' } }).visitor.name).toBe('Guest House Ltd');
  });

  it('keeps line breaks and removes what stores cannot hold', () => {
    const text = 'a\r\nb\u0000\ud800c';
    expect(message({ ...call, message: { text } }).content).toMatchObject({ text: 'a\r\nb\ufffdc' });
  });

  it('reads the card a text came from', () => {
    const card = { text: 4, meta: { card_data: { type: 'star-rating' } } };
    expect(message({ ...call, message: card }).content).toMatchObject({ text: '4', card: 'star-rating' });
  });

  it('maps any JSON with a handler to a valid message or a reason', () => {
    const handler = fc.constantFrom('trigger', 'message', 'context', 'failure', 'other');
    const keys = [
      'visitor',
      'message',
      'request',
      'answers',
      'attachments',
      'cause',
      'org_id',
      'request_id',
      'operation',
    ];
    const body = fc
      .tuple(handler, fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()))
      .map(([name, rest]) => ({ ...rest, handler: name }));
    fc.assert(
      fc.property(body, (generated) => {
        const mapped = incoming(generated);
        if (mapped.kind === 'message') incomingMessageSchema.parse(mapped.message);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the shapes that bots in the field were seen to get', () => {
  const words = { text: 'my printer is offline' };
  const base = { handler: 'message', message: words, request: { id: 'r-1' } };

  it.each([
    ['visitor.visitor_id', { visitor: { visitor_id: 'W' } }, 'visitor:W'],
    ['visitor.uuid', { visitor: { uuid: 'W' } }, 'visitor:W'],
    ['visitor.visitid', { visitor: { visitid: 'W' } }, 'visitor:W'],
    ['conversation.id', { conversation: { id: 'W' } }, 'W'],
    ['conversation', { conversation: 'W' }, 'W'],
    ['chat.id', { chat: { id: 77 } }, '77'],
    ['chat.chat_id', { chat: { chat_id: 'W' } }, 'W'],
    ['conversation_id', { conversation_id: 'W' }, 'W'],
    ['chat_id', { chat_id: 'W' }, 'W'],
    ['session_id', { session_id: 'W' }, 'W'],
  ])('knows the chat by %s', (_where, ids, key) => {
    expect(message({ ...base, ...ids }).conversationId).toBe(key);
  });

  it.each([
    ['message.msg', { message: { msg: words.text } }],
    ['message.content', { message: { text: '', content: words.text } }],
    ['message', { message: words.text }],
    ['answers', { message: { text: null }, answers: [words] }],
    ['answers, without a message', { message: undefined, answers: { topic: words } }],
  ])('reads the words in %s', (_where, change) => {
    const body = { ...base, visitor: { active_conversation_id: 'A' }, ...change };
    expect(message(body).content).toMatchObject({ kind: 'message', text: words.text });
  });

  it.each([
    ['message.file', { message: { file: { url: 'https://files.example.net/a.png' } } }],
    ['message.attachment', { message: { type: 'image', attachment: { url: 'https://files.example.net/a.png' } } }],
    ['message.attachments', { message: { attachments: [{ file_url: 'https://files.example.net/a.png' }] } }],
    ['attachment', { attachment: 'https://files.example.net/a.png' }],
    [
      'two places at once',
      {
        message: { file: { url: 'https://files.example.net/a.png' } },
        attachments: [{ url: 'https://files.example.net/a.png' }],
      },
    ],
  ])('sees a file in %s', (_where, change) => {
    const body = { ...base, message: { text: '' }, visitor: { active_conversation_id: 'A' }, ...change };
    expect(message(body).content).toMatchObject({ attachments: [{ url: 'https://files.example.net/a.png' }] });
  });

  it.each([
    ['session_id', { session_id: 'S', message: words }, 'S'],
    ['conversation', { conversation: { id: 'S' }, message: words }, 'S'],
    ['visitor', { visitor: { active_conversation_id: 'S' }, message: words.text }, 'S'],
    ['a handler beside its entity', { handler: 'message', entity: { session_id: 'S', message: words } }, 'S'],
  ])('takes a call that names no handler for a message: %s', (_what, body, key) => {
    expect(isZobotRequest(body)).toBe(true);
    expect(message(body)).toMatchObject({ conversationId: key, content: { text: words.text } });
  });

  it.each([
    ['the flat form', { chat_id: 'c', visitor_id: 'v', message: 'hello' }],
    ['an unfinished flat form', { visitor_id: 'v', message: 'hello' }],
    ['an event', { event: 'conversation.missed', entity_id: '1', conversation: { id: '1' }, message: {} }],
    ['a message of nobody', { message: words }],
  ])('leaves %s alone', (_what, body) => {
    expect(isZobotRequest(body)).toBe(false);
  });
});
