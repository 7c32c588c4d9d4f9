import type { PersonDeletion } from '@acebuddy/contracts';
import type { Database } from './database.ts';

/**
 * A person's deletion that leaves nothing behind in the files of the store either. Where something was in the way of that, the
 * answer says so.
 */
export async function forgetAfter(
  database: Pick<Database, 'forget'>,
  deletion: Promise<PersonDeletion>,
): Promise<PersonDeletion> {
  const done = await deletion;
  if (await database.forget()) return done;
  const left = {
    what: "copies in the database's log",
    why: 'another program reads the database at the moment; the next deletion or a clean stop overwrites them',
  };
  return { ...done, kept: [...done.kept, left] };
}
