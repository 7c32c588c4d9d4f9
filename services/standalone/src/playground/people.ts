import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isSimulated, type StandaloneConfig } from '../config.ts';

/** Invented customers, in the form of any directory file: what a trial knows while no directory is named. */
export const sampleDirectory = fileURLToPath(new URL('./sample-directory.json', import.meta.url));

const sampleSchema = z.array(
  z.object({
    name: z.string(),
    email: z.email(),
    user_name: z.string(),
    company: z.string(),
    is_poc: z.boolean().default(false),
    poc_name: z.string().optional(),
  }),
);

/** Somebody whom one can be on the playground, and what is different with her. */
export interface PlaygroundPerson {
  readonly name: string;
  readonly email: string;
  readonly label: string;
  readonly differs: string;
}

const stranger: PlaygroundPerson = {
  name: 'Test User',
  email: 'test@company.com',
  label: 'Test User, whom no directory knows',
  differs:
    'A stranger: a code that is mailed proves the mailbox and no more. Where one was confirmed tickets say “mailbox only”, else “not verified”, and what touches an account waits for a person.',
};

/** `DIRECTORY_FILE`, or the sample where Zoho is simulated and nothing else says who the customers are. */
export function directoryFileOf(config: StandaloneConfig): string | null {
  if (config.DIRECTORY_FILE !== undefined) return config.DIRECTORY_FILE;
  return isSimulated(config) && config.DIRECTORY_URL === undefined ? sampleDirectory : null;
}

/** Whom the page offers. A directory of the operator's own is not shown: its people are real. */
export async function playgroundPeople(config: StandaloneConfig): Promise<readonly PlaygroundPerson[]> {
  if (directoryFileOf(config) !== sampleDirectory) return [stranger];
  const rows = sampleSchema.parse(JSON.parse(await readFile(sampleDirectory, 'utf8')));
  return [stranger, ...rows.map(toPerson)];
}

function toPerson({
  name,
  email,
  user_name: userName,
  company,
  is_poc: isPoc,
  poc_name: pocName,
}: z.output<typeof sampleSchema>[number]): PlaygroundPerson {
  const decides = isPoc
    ? 'This is the company’s point of contact: nobody else is asked for approval.'
    : `What needs approval is asked of ${pocName ?? 'the point of contact'}, by mail.`;
  return {
    name,
    email,
    label: `${name}, ${company}`,
    differs: `Known to the sample directory, with the user name “${userName}”. Topics that touch an account mail a code: with it tickets say “verified” as far as the directory bears the request out, else “mailbox only”. Where no code was asked for they say “not verified”. ${decides}`,
  };
}
