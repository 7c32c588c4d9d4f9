import { createHash, timingSafeEqual } from 'node:crypto';

/** Tells whether an Authorization header carries this token, in a time that does not depend on where they differ. */
export function createBearerCheck(token: string): (header: string | undefined) => boolean {
  const expected = digest(`Bearer ${token}`);
  return (header) => timingSafeEqual(digest(header ?? ''), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
