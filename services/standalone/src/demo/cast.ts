import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Random } from '@acebuddy/service-kit/random';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Story } from './story.ts';

export interface Person {
  readonly name: string;
  /** Undefined where the chat does not tell it. */
  readonly email?: string;
}

/** Invented customers. */
export interface Cast {
  /** Whose mails the mail server refuses. */
  readonly refused: ReadonlySet<string>;
  draw(who: Story['who'], random: Random): Person;
}

const knownSchema = z.array(z.object({ name: z.string(), email: z.email(), is_poc: z.boolean().default(false) }));
const strangersSchema = z.object({
  strangers: z.array(z.object({ name: z.string(), email: z.email(), refused: z.boolean().default(false) })),
});

/** The customers that the directory of a demo knows, in the form of any directory file. */
export const demoDirectory = fileURLToPath(new URL('./people.json', import.meta.url));

const knownShare = 0.7;

export async function loadCast(): Promise<Cast> {
  const known = knownSchema.parse(JSON.parse(await readFile(demoDirectory, 'utf8')));
  const { strangers } = strangersSchema.parse(
    parse(await readFile(new URL('./strangers.yaml', import.meta.url), 'utf8')),
  );
  const groups = {
    known: known.filter((person) => !person.is_poc),
    poc: known.filter((person) => person.is_poc),
    stranger: strangers.filter(({ refused }) => !refused),
    refused: strangers.filter(({ refused }) => refused),
  };
  return {
    refused: new Set(strangers.filter(({ refused }) => refused).map(({ email }) => email)),
    draw(who, random) {
      if (who === 'nameless') return { name: `Visitor ${random.int(1_000, 9_999)}` };
      const group = groups[who === 'anyone' ? (random.chance(knownShare) ? 'known' : 'stranger') : who];
      const { name, email } = random.pick<{ readonly name: string; readonly email: string }>(group);
      return { name, email };
    },
  };
}
