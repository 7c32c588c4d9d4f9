import fc from 'fast-check';

export interface FuzzCall {
  readonly method: 'POST' | 'PATCH' | 'GET' | 'DELETE';
  readonly path: string;
  readonly contentType: string;
  readonly body: string | undefined;
}

/** Few ids, so that generated messages meet each other in the same chats and tickets. */
const chatId = fc.integer({ min: 0, max: 40 }).map((number) => `fuzz-${number}`);

const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 3, arbitrary: fc.lorem({ maxCount: 12 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '<script>alert(1)</script>',
      '{{constructor.constructor("return 1")()}}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what template engines would run
      '${7*7}#{7*7}<%= 7*7 %>',
      'a\r\nBcc: victim@company.example\r\n\r\nhello',
      '\u0000\u001b[31m\u202e',
      '$where',
      '__proto__',
      'constructor',
      'password is '.repeat(400),
      '('.repeat(3_000),
      '\ud800',
      '1e999',
      'help',
      'yes',
      'no',
      'cancel',
      'human',
      'create a ticket',
      'my printer is offline',
      'I forgot my password',
      '482913',
    ),
  },
);

const anything = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, [], {}, { $gt: '' }, { $ne: null }, { toString: 'x' }, 1e21, -0, true, ['a', ['b']]),
);

/** Each field is mostly right, sometimes hostile, sometimes absent. */
function field<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const flat = fc.record({
  chat_id: field(chatId),
  visitor_id: field(chatId),
  visitor_email: field(fc.emailAddress()),
  visitor_name: field(hostileText),
  message: field(hostileText),
  message_id: fc.option(hostileText, { nil: undefined }),
  department: fc.option(anything, { nil: undefined }),
  priority: fc.option(anything, { nil: undefined }),
  verified: fc.option(anything, { nil: undefined }),
});

const zobot = fc.record({
  handler: field(fc.constantFrom('message', 'trigger', 'context', 'failure')),
  operation: field(fc.constantFrom('chat', 'message')),
  org_id: field(fc.constant('55778119')),
  message: field(fc.record({ text: field(hostileText), id: field(hostileText) })),
  attachments: field(fc.array(fc.record({ url: field(fc.webUrl()), name: field(hostileText) }), { maxLength: 3 })),
  visitor: field(
    fc.record({ active_conversation_id: field(chatId), name: field(hostileText), email: field(fc.emailAddress()) }),
  ),
  request: field(fc.record({ id: field(hostileText) })),
  context: fc.option(anything, { nil: undefined }),
});

const event = fc.record({
  entity_type: field(fc.constant('conversation')),
  event: field(fc.constantFrom('conversation.rated', 'conversation.completed', 'conversation.operator.replied', 'x')),
  entity_id: field(chatId),
  org_id: field(fc.constant('55778119')),
  entity: field(fc.record({ rating: field(hostileText), message: field(fc.record({ text: field(hostileText) })) })),
});

const ticket = fc.record({
  query: field(hostileText),
  user_id: field(fc.emailAddress()),
  metadata: field(
    fc.record({
      subject: field(hostileText),
      priority: field(fc.constantFrom('low', 'HIGH')),
      departmentId: anything,
      cf: anything,
    }),
  ),
});

const json = (path: string, body: fc.Arbitrary<unknown>, method: FuzzCall['method'] = 'POST'): fc.Arbitrary<FuzzCall> =>
  body.map((value) => ({ method, path, contentType: 'application/json', body: JSON.stringify(value) }));

const raw: fc.Arbitrary<FuzzCall> = fc.record({
  method: fc.constantFrom('POST' as const, 'PATCH' as const),
  path: fc.constantFrom(
    '/webhook/salesiq',
    '/webhook/salesiq/events',
    '/webhook/zoho-desk',
    '/zoho/ticket/create',
    '/approvals/x',
  ),
  contentType: fc.constantFrom(
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
  ),
  body: fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), fc.json(), fc.constant('['.repeat(20_000))),
});

const query: fc.Arbitrary<FuzzCall> = fc
  .tuple(
    fc.constantFrom(
      '/admin/person?email=',
      '/admin/audit?after=',
      '/admin/deliveries?after=',
      '/salesiq/session/',
      '/zoho/ticket/',
    ),
    hostileText,
    fc.constantFrom('GET' as const, 'DELETE' as const),
  )
  .map(([path, text, method]) => ({
    method,
    path: `${path}${encodeURIComponent(text.toWellFormed())}`,
    contentType: '',
    body: undefined,
  }));

/** Calls of every kind at every address that takes a body or a query. */
export const fuzzCall: fc.Arbitrary<FuzzCall> = fc.oneof(
  { weight: 5, arbitrary: json('/webhook/salesiq', flat) },
  { weight: 5, arbitrary: json('/webhook/salesiq', zobot) },
  { weight: 2, arbitrary: json('/webhook/salesiq/events', event) },
  { weight: 3, arbitrary: json('/zoho/ticket/create', ticket) },
  { weight: 1, arbitrary: json('/zoho/ticket/1/comment', fc.record({ comment: anything, is_internal: anything })) },
  { weight: 1, arbitrary: json('/zoho/ticket/1/status', fc.record({ status: anything }), 'PATCH') },
  { weight: 1, arbitrary: json('/salesiq/session/fuzz-1/close', fc.record({ reason: anything })) },
  { weight: 1, arbitrary: json('/webhook/zoho-desk', fc.array(anything)) },
  { weight: 2, arbitrary: raw },
  { weight: 2, arbitrary: query },
);
