import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { judge, readAllowedBreaks } from './allowed-breaks.ts';
import { findBreaks } from './breaks.ts';
import { callersOf } from './consumers.ts';
import { lastRelease } from './last-release.ts';
import { todaysContracts } from './today.ts';

const release = lastRelease();
const today = todaysContracts();

test('today fits the last release, or a line with a reason says why not', async () => {
  expect(judge(await findBreaks(release, today), readAllowedBreaks())).toEqual({ refused: [], idle: [] });
});

test('every service is held to its procedures and to what it keeps', () => {
  expect([...today.keys()].toSorted()).toEqual([
    'conversation.procedures.json',
    'conversation.stored.json',
    'errors.json',
    'gateway.stored.json',
    'http.json',
    'notifications.procedures.json',
    'notifications.stored.json',
    'ticketing.procedures.json',
    'ticketing.stored.json',
  ]);
});

test('callers are known by their clients', () => {
  expect(callersOf().get('ticketing.createTicket')?.toSorted()).toEqual(['conversation', 'gateway']);
  expect(callersOf().get('conversation.handleMessage')).toEqual(['gateway']);
});

type Json = Record<string, unknown>;
const objectSchema = z.record(z.string(), z.unknown());

/** Today's contracts with one of them changed at a place that must be there. */
function changed(file: string, path: readonly string[], change: (found: Json) => void): Map<string, object> {
  const copy = structuredClone(today);
  let found: unknown = copy.get(file);
  for (const key of path) found = objectSchema.parse(found)[key];
  // The copy itself is changed: a parse would hand out another one.
  change(found as Json);
  return copy;
}

const requestOf = (name: string) => ['paths', name, 'post', 'requestBody', 'content', 'application/json', 'schema'];
const answerOf = (name: string) => ['paths', name, 'post', 'responses', '200', 'content', 'application/json', 'schema'];

/** Today as if it were the release: whatever others have changed since, one change is one finding. */
const asReleased = { version: '1.2.3', files: today };

async function breaksOf(file: string, path: readonly string[], change: (found: Json) => void) {
  const found = await findBreaks(asReleased, changed(file, path, change));
  return found.map(({ says, breaks }) => `${says}: ${breaks}`);
}

const remove = (name: string) => (schema: Json) => {
  delete objectSchema.parse(schema.properties)[name];
  const { [name]: _, ...properties } = objectSchema.parse(schema.properties);
  schema.properties = properties;
  schema.required = z
    .array(z.string())
    .parse(schema.required ?? [])
    .filter((each) => each !== name);
};
const add = (name: string, isRequired: boolean) => (schema: Json) => {
  schema.properties = { ...objectSchema.parse(schema.properties), [name]: { type: 'string' } };
  if (isRequired) schema.required = [...z.array(z.string()).parse(schema.required ?? []), name];
};

describe('breaks, and names who breaks:', () => {
  const push = requestOf('/procedures/pushChat');
  const pushed = answerOf('/procedures/pushChat');

  test('a removed field of an answer', async () => {
    expect(await breaksOf('notifications.procedures.json', pushed, remove('reason'))).toEqual([
      expect.stringMatching(/removed the required property `reason`.*: .*conversation.* 1\.2\.3 calling today's notif/),
    ]);
  });

  test('a removed field of an input', async () => {
    expect(await breaksOf('notifications.procedures.json', push, remove('text'))).toEqual([
      expect.stringMatching(/removed the request property `text`: .* 1\.2\.3 calling today's notifications/),
      expect.stringMatching(/required request property `text`: today's .* calling notifications 1\.2\.3/),
    ]);
  });

  test('a new required input', async () => {
    expect(await breaksOf('notifications.procedures.json', push, add('tone', true))).toEqual([
      expect.stringMatching(/new required request property `tone`: .* 1\.2\.3 calling today's notifications/),
    ]);
  });

  test('a new answer that callers would miss in the release', async () => {
    expect(await breaksOf('notifications.procedures.json', pushed, add('seen', true))).toEqual([
      expect.stringMatching(/`seen`.*: today's .* calling notifications 1\.2\.3/),
    ]);
  });

  const list = [...pushed, 'properties', 'outcome'];
  test('a value that is taken off a list that callers send', async () => {
    const decision = [...requestOf('/procedures/decideApproval'), 'properties', 'decision'];
    expect(
      await breaksOf('notifications.procedures.json', decision, (found) => {
        found.enum = ['approve'];
      }),
    ).toEqual([expect.stringMatching(/removed the enum value `decline`.*: gateway 1\.2\.3 calling today's notif/)]);
  });

  test('a value that callers do not know', async () => {
    expect(
      await breaksOf('notifications.procedures.json', list, (found) => {
        found.enum = ['callback', 'message', 'undeliverable', 'retry', 'whispered'];
      }),
    ).toEqual([expect.stringMatching(/added the new `whispered` enum value.*conversation.* 1\.2\.3 calling today/)]);
  });

  test('a procedure that is gone', async () => {
    expect(
      await breaksOf('ticketing.procedures.json', ['paths'], (paths) => {
        delete paths['/procedures/findContact'];
      }),
    ).toEqual([expect.stringMatching(/removed.*: conversation 1\.2\.3 calling today's ticketing/)]);
  });

  test('a stored field that a rolled-back release would miss', async () => {
    const watch = answerOf('/stored/watch');
    expect(await breaksOf('ticketing.stored.json', watch, remove('looks'))).toEqual([
      expect.stringMatching(/`looks`.*: ticketing 1\.2\.3 \(rollback.*reading what today's ticketing wrote/),
    ]);
  });

  test('a stored field that older documents do not have', async () => {
    expect(await breaksOf('ticketing.stored.json', requestOf('/stored/watch'), add('lane', true))).toEqual([
      expect.stringMatching(/`lane`: today's ticketing reading what ticketing 1\.2\.3 wrote/),
    ]);
  });

  test.each([
    ['ticketing.stored.json', '/stored/step-payload/kind=call'],
    ['conversation.stored.json', '/stored/work/kind=call'],
    ['conversation.stored.json', '/stored/work/kind=mail/mail/template=team_notice'],
  ])('a kind of stored work that is gone, or has another form: %s %s', async (file, kind) => {
    expect(
      await breaksOf(file, ['paths'], (paths) => {
        delete paths[kind];
      }),
    ).toHaveLength(1);
    expect(await breaksOf(file, requestOf(kind), add('lane', true))).toHaveLength(1);
    expect(await breaksOf(file, answerOf(kind), remove(kind.endsWith('=call') ? 'phone' : 'team'))).toHaveLength(1);
  });

  test('a kind of news that is gone', async () => {
    expect(
      await breaksOf('ticketing.stored.json', ['paths'], (paths) => {
        delete paths['/feeds/news/news/kind=status'];
      }),
    ).toEqual([expect.stringMatching(/: conversation 1\.2\.3 reading the feed of today's ticketing/)]);
  });

  test('an error code that is gone, or means something else', async () => {
    expect(
      await breaksOf('errors.json', ['paths'], (paths) => {
        delete paths['/errors/RATE_LIMITED'];
      }),
    ).toHaveLength(1);
    expect(
      await breaksOf('errors.json', [...answerOf('/errors/RATE_LIMITED'), 'properties', 'retryable'], (found) => {
        found.const = false;
      }),
    ).toHaveLength(1);
  });
});

describe('is no break:', () => {
  test('an optional field, in an input, an answer or a document', async () => {
    for (const [file, path] of [
      ['notifications.procedures.json', requestOf('/procedures/pushChat')],
      ['notifications.procedures.json', answerOf('/procedures/pushChat')],
      ['ticketing.stored.json', requestOf('/stored/watch')],
      ['notifications.stored.json', answerOf('/feeds/approvalNews')],
    ] as const)
      expect(await breaksOf(file, path, add('tone', false))).toEqual([]);
  });

  test('a value on a list of a stored document, which older releases keep as it is', async () => {
    for (const request of [requestOf, answerOf])
      expect(
        await breaksOf(
          'notifications.stored.json',
          [...request('/feeds/approvalNews'), 'properties', 'kind'],
          (kind) => {
            kind['x-extensible-enum'] = ['approved', 'declined', 'reminded', 'expired', 'withdrawn'];
          },
        ),
      ).toEqual([]);
  });

  test('a new procedure, kind of news, kind of stored work or error code', async () => {
    for (const [file, like, name] of [
      ['ticketing.procedures.json', '/procedures/check', '/procedures/weigh'],
      [
        'ticketing.procedures.json',
        '/procedures/news/items/news/kind=status',
        '/procedures/news/items/news/kind=moved',
      ],
      ['ticketing.stored.json', '/stored/step-payload/kind=call', '/stored/step-payload/kind=move'],
      ['conversation.stored.json', '/stored/work/kind=call', '/stored/work/kind=move'],
      ['errors.json', '/errors/RATE_LIMITED', '/errors/TIRED'],
    ] as const)
      expect(
        await breaksOf(file, ['paths'], (paths) => {
          paths[name] = paths[like];
        }),
      ).toEqual([]);
  });
});

test('an allowed break is let through, a line that allows nothing is not', async () => {
  const found = await findBreaks(
    asReleased,
    changed('notifications.procedures.json', requestOf('/procedures/pushChat'), add('tone', true)),
  );
  const line = { at: found[0]?.at ?? '', says: found[0]?.says ?? '', reason: 'nobody has ever called it from outside' };
  expect(judge(found, [line])).toEqual({ refused: [], idle: [] });
  expect(judge([], [line])).toEqual({ refused: [], idle: [line] });
});
