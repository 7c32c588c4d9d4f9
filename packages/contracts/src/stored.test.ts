import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { storedRecord, storedWork } from './stored.ts';

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), text: z.string().max(5) }),
  z.object({ kind: z.literal('closed'), by: z.object({ name: z.string() }).nullable() }),
]);
const schema = z.object({
  id: z.string().regex(/^\d+$/).brand<'Id'>(),
  state: z.enum(['new', 'open']),
  at: z.iso.datetime().optional(),
  events: z.array(eventSchema).max(2),
  bySlot: z.record(z.string().max(3), z.object({ v: z.union([z.string(), z.number(), z.null()]) })),
  count: z.number().int().min(0).default(0),
});
const plain = { id: '1', state: 'new', events: [{ kind: 'said', text: 'Hi' }], bySlot: {}, count: 0 };

/** As a release writes it that has one more of everything. */
const newer = {
  ...plain,
  id: 'two',
  state: 'paused',
  mood: { level: 3 },
  events: [
    { kind: 'said', text: 'longer than here', tone: { warm: true } },
    { kind: 'closed', by: { name: 'Joe', role: 'lead' } },
    { kind: 'merged', into: ['2'] },
  ],
  bySlot: { longer: { v: 1.5, heardAt: 'noon' } },
  count: -1,
};

describe('a stored record', () => {
  it('is kept whole, whatever a newer release wrote into it', () => {
    expect(storedRecord(schema).parse(newer)).toEqual(newer);
  });

  it('is a copy, with what older releases left out filled in', () => {
    const { count: _, ...older } = plain;
    const read = storedRecord(schema).parse(older);
    expect(read).toEqual(plain);
    expect(read.events[0]).not.toBe(older.events[0]);
  });

  it.each([
    ['a missing key', { ...plain, id: undefined }],
    ['another type', { ...plain, count: 'many' }],
    ['a damaged part of a kind that is known', { ...plain, events: [{ kind: 'said' }] }],
    ['a part without a kind', { ...plain, events: [{ text: 'Hi' }] }],
  ])('is refused with %s', (_, damaged) => {
    expect(storedRecord(schema).safeParse(damaged).success).toBe(false);
  });

  it('cannot be described by a schema that changes what it reads', () => {
    expect(() => storedRecord(z.string().transform((text) => text.length))).toThrow(TypeError);
  });
});

describe('stored work', () => {
  it('is kept whole as long as its kinds and lists are known', () => {
    const [said, closed] = newer.events;
    const wider = { ...newer, state: 'open', events: [said, closed] };
    expect(storedWork(schema).parse(wider)).toEqual(wider);
  });

  it.each([
    ['kind', { ...plain, events: [{ kind: 'merged' }] }],
    ['value of a list', { ...plain, state: 'paused' }],
  ])('is not taken for something else when a %s is not known', (_, work) => {
    expect(storedWork(schema).safeParse(work).success).toBe(false);
  });

  it('says where it is damaged, also within a kind', () => {
    const work = { ...plain, events: [{ kind: 'closed', by: { name: 7 } }] };
    expect(
      storedWork(schema)
        .safeParse(work)
        .error?.issues.map(({ path }) => path.join('.')),
    ).toEqual(['events.0.by.name']);
  });
});
