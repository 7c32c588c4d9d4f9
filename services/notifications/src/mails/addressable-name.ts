const charsMax = 40;
/** `J.R.R.`; a dot between longer parts would make a web address of them. */
const initials = String.raw`\p{L}\p{M}*(?:\.\p{L}\p{M}*)+\.?`;
const part = String.raw`(?:${initials}|[\p{L}\p{M}]+\.?)`;
const name = new RegExp(`^['’]?${part}(?:(?:['’ʼ‐‑-]| ['’]?)${part})*['’]?$`, 'u');

/**
 * The name if it looks like one, else null. Whoever chats calls herself what she likes, and gives whose address she likes:
 * a "name" must be no way to write to strangers from our server, so nothing that a mail program would make a link of
 * passes, and nothing longer than 40 characters.
 */
export function addressableName(text: string | null): string | null {
  const tidy = (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  return tidy.length <= charsMax && name.test(tidy) ? tidy : null;
}
