export interface PartedMail {
  readonly html: string;
  /** Rules of its style elements, in order. */
  readonly css: readonly string[];
}

/** Under this name a mail's own style attributes wait until they are put on. */
export const styleMark = 'data-mail-style';

/**
 * Takes the styles out of a mail's HTML. The page's policy refuses inline styles wherever they are parsed, in a frame, too;
 * put on afterwards, by hand, they are let through.
 */
export function partMail(html: string): PartedMail {
  const block = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
  return {
    css: [...html.matchAll(block)].map(([, rules = '']) => rules),
    html: html.replaceAll(block, '').replaceAll(/(<[a-z][^<>]*?)\sstyle=/gi, `$1 ${styleMark}=`),
  };
}
