const here = 'http://console.invalid';
const lengthMax = 1_000;
/** Not pages. */
const others = /^\/console\/(?:login|logout|api|live|assets|preview)(?:\/|$)/;

/**
 * The address of a page of the console, to come back to after the sign-in, as it is safe to redirect to: a path of our own, and
 * nothing of a person in its query. Null: it is none.
 */
export function nextAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > lengthMax || !/^\/console(?:[/?]|$)/.test(text)) return null;
  // Browsers read a backslash as a slash, and leave line breaks out.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\\\u0000-\u0020\u007f]/.test(text) || !URL.canParse(text, here)) return null;
  const { origin, pathname, search } = new URL(text, here);
  if (origin !== here || !/^\/console(?:\/|$)/.test(pathname) || pathname.includes('//')) return null;
  if (others.test(pathname)) return null;
  return `${pathname}${/@|%40/i.test(search) ? '' : search}`;
}
