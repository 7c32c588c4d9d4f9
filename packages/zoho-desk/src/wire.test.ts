import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentSchema, commentSchema, contactListSchema, fieldListSchema, tagListSchema, ticketSchema } from './wire.ts';

describe('answers of Desk', () => {
  it.each([
    [1_466_504_175_000, '2016-06-21T10:16:15.000Z'],
    ['1466504175000', '2016-06-21T10:16:15.000Z'],
    ['2016-06-21T10:16:15.000Z', '2016-06-21T10:16:15.000Z'],
    ['2016-06-21T12:16:15+02:00', '2016-06-21T10:16:15.000Z'],
    [null, null],
    ['soon', null],
    [{}, null],
  ])('times may be %o', (createdTime, instant) => {
    expect(ticketSchema.parse({ id: '1', createdTime }).createdTime).toBe(instant);
  });

  it('ids and numbers become text', () => {
    expect(ticketSchema.parse({ id: 42, ticketNumber: 101, contactId: 7 })).toMatchObject({
      id: '42',
      ticketNumber: '101',
      contactId: '7',
    });
  });

  it('an id must be there', () => {
    for (const body of [{}, { id: null }, { id: '' }, { id: {} }, [], 'text', null]) {
      expect(ticketSchema.safeParse(body).success).toBe(false);
    }
  });

  it('custom fields that are not shown are told from empty ones', () => {
    expect(ticketSchema.parse({ id: '1' }).customFields).toBeNull();
    expect(ticketSchema.parse({ id: '1', cf: {} }).customFields).toEqual({});
    expect(ticketSchema.parse({ id: '1', cf: { cf_a: 7, cf_b: null } }).customFields).toEqual({
      cf_a: '7',
      cf_b: null,
    });
  });

  it('the contact of a list stands in for what the ticket does not say', () => {
    expect(ticketSchema.parse({ id: '1', contact: { id: '9', email: 'c@b.example' } })).toMatchObject({
      contactId: '9',
      email: 'c@b.example',
    });
  });

  it('flags may be text', () => {
    expect(commentSchema.parse({ id: '1', isPublic: 'true' }).isPublic).toBe(true);
    expect(commentSchema.parse({ id: '1', isPublic: 'false' }).isPublic).toBe(false);
    expect(commentSchema.parse({ id: '1' })).toMatchObject({
      isPublic: false,
      author: '',
      authorType: null,
      content: '',
    });
  });

  it('names are put together where only parts are given', () => {
    expect(agentSchema.parse({ id: '1', firstName: 'Jade', lastName: 'Tywin' }).name).toBe('Jade Tywin');
    expect(contactListSchema.parse({ data: [{ id: '1', lastName: 'Carol', mobile: '5' }] })).toMatchObject([
      { name: 'Carol', phone: '5' },
    ]);
  });

  it('tags come under either key', () => {
    expect(tagListSchema.parse({ tags: [{ id: 1, name: 'a' }] })).toEqual(['a']);
    expect(tagListSchema.parse({ data: [{ id: 1, name: 'b' }] })).toEqual(['b']);
  });

  it('a field without values is a field', () => {
    expect(fieldListSchema.parse({ data: [{ apiName: 'cf_a', isMandatory: 'true', allowedValues: 'x' }] })).toEqual([
      { apiName: 'cf_a', displayLabel: null, isMandatory: true, allowedValues: null },
    ]);
  });

  it('whatever else a ticket holds, it is read', () => {
    const keys = ['subject', 'status', 'cf', 'contact', 'createdTime', 'commentCount', 'contactId', 'email', 'other'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (rest) => {
        expect(ticketSchema.parse({ ...rest, id: '1' }).id).toBe('1');
      }),
    );
  });
});
