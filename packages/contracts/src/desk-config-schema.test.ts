import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deskConfigSchema } from './desk-config.ts';
import { toDeskConfigSchema } from './desk-config-schema.ts';

const sample: unknown = JSON.parse(
  readFileSync(new URL('../../../zoho_desk_config.sample.json', import.meta.url), 'utf8'),
);

test("the editors' schema is checked in as it is made now (vitest -u writes it)", async () => {
  await expect(toDeskConfigSchema()).toMatchFileSnapshot('../generated/zoho_desk_config.schema.json');
});

test('the schema says what each key is for', () => {
  const { properties } = JSON.parse(toDeskConfigSchema()) as { properties: Record<string, { description?: string }> };
  const silent = Object.entries(properties).filter(([, { description = '' }]) => description === '');
  expect(silent.map(([key]) => key)).toEqual([]);
});

test('the sample changes nothing when it is copied as it is', () => {
  const { $schema, ...config } = deskConfigSchema.parse(sample);
  expect($schema).toBe('./packages/contracts/generated/zoho_desk_config.schema.json');
  expect(config).toEqual(deskConfigSchema.parse({}));
});

test('the sample names every key that has a default', () => {
  expect(Object.keys(deskConfigSchema.parse({})).filter((key) => !Object.hasOwn(Object(sample), key))).toEqual([]);
});
