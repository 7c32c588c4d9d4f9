import { isSchema } from './kinds-apart.ts';

/**
 * The older contract with those lists opened that today's has open (`x-extensible-enum`): who reads takes values that she
 * does not know from then on, and the older side validates no answers. What was in the list must still be in it.
 */
export function withOpenedLists(old: object, now: object): object {
  const opened = openedIn(old, now);
  return isSchema(opened) ? opened : old;
}

function openedIn(old: unknown, now: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(now)) return old.map((each, index) => openedIn(each, now[index]));
  if (!isSchema(old) || !isSchema(now)) return old;
  const isOpen = now['x-extensible-enum'] !== undefined;
  return Object.fromEntries(
    Object.entries(old).map(([key, each]) => [
      key === 'enum' && isOpen ? 'x-extensible-enum' : key,
      openedIn(each, now[key]),
    ]),
  );
}
