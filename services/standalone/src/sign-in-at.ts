import { makeLoginCode, type toSettings } from '@acebuddy/gateway';

/**
 * Where people sign in after this start. Without configured keys the address has a code that stands for the key of this
 * machine, once: addresses are kept by browsers and seen on screens, so the key itself is in none.
 */
export async function signInAt(
  url: string,
  { doors }: Pick<ReturnType<typeof toSettings>, 'doors'>,
  { dataDir, now }: { readonly dataDir: string; readonly now: () => Date },
): Promise<string> {
  const page = `${url}/console/login`;
  return doors.onlyLocalKey ? `${page}?code=${await makeLoginCode(dataDir, now)}` : page;
}
