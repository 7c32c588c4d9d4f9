/** A word or number of the normalised text; `start` and `length` say where it stands there. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

const apostrophe = 39;

/**
 * Words of a normalised text. Letters and digits of any script make words; an apostrophe inside a word is dropped
 * ("can't" → "cant"), so that both spellings are one feature. Everything else separates. Tokens are cut at 40 characters.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  let hasApostrophe = false;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    if (isWordCode(code)) {
      if (start < 0) {
        start = index;
        hasApostrophe = false;
      }
    } else if (code === apostrophe && start >= 0 && isWordCode(text.charCodeAt(index + 1))) {
      hasApostrophe = true;
    } else if (start >= 0) {
      const raw = text.slice(start, Math.min(index, start + tokenCharactersMax));
      tokens.push({ text: hasApostrophe ? raw.replaceAll("'", '') : raw, start, length: index - start });
      start = -1;
    }
  }
  return tokens;
}

const tokenCharactersMax = 40;

export function isWordCode(code: number): boolean {
  if (code >= 97 && code <= 122) return true;
  if (code >= 48 && code <= 57) return true;
  // Letters beyond ASCII; general punctuation, symbols and surrogates of emojis separate.
  return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !(code >= 0x2000 && code <= 0x2bff) && code < 0xd800;
}
