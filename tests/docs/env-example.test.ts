import { readFileSync } from 'node:fs';
import { environmentFileVariable } from '@acebuddy/service-kit';
import { expect, test } from 'vitest';
import { conversationConfigSchema } from '../../services/conversation/src/config.ts';
import { distributedSchema } from '../../services/gateway/src/config.ts';
import { notificationsConfigSchema } from '../../services/notifications/src/config.ts';
import { standaloneConfigSchema } from '../../services/standalone/src/config.ts';
import { ticketingConfigSchema } from '../../services/ticketing/src/config.ts';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const named = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);

/** Every program's settings. */
const schemas = [
  standaloneConfigSchema,
  distributedSchema,
  conversationConfigSchema,
  ticketingConfigSchema,
  notificationsConfigSchema,
];
const settings = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));

test('.env.example names every setting of every program', () => {
  expect([...settings].filter((name) => !named.includes(name)).sort()).toEqual([]);
});

test('.env.example names nothing that no program reads, and nothing twice', () => {
  expect(named.filter((name) => !settings.has(name))).toEqual([]);
  expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  expect(example).toContain(environmentFileVariable);
});

test('.env.example says what each setting means: a comment stands above every group', () => {
  const groups = example.split('\n\n').filter((group) => /^[A-Z]/m.test(group));
  expect(groups.filter((group) => !group.trimStart().startsWith('#'))).toEqual([]);
});

test('.env.example sets nothing: copied as it is, it changes nothing', () => {
  expect(example.match(/^[A-Z][A-Z0-9_]*=.+$/gm) ?? []).toEqual([]);
});
