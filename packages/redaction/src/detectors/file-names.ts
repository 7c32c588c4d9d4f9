import type { Detector } from '../secret.ts';
import { isEveryday } from '../value.ts';

const name = /(?:password|passwort|passwd|pass|pwd|pw|login|contrasena|senha|mdp)s?[ _.-]{1,3}/gi;
/** What a text must have for a file or an id to be named after a password. */
export const fileNameMark = /(?:pass\w{0,4}|pwd|pw|login|contrasena|senha|mdp)s?[ _.-]{1,3}[^\n]{0,190}\d/i;
const partsMax = 3;
const yearLike = /^(?:19|20)\d{2}\w{0,3}$/;

/** "my-password-Swordfish99.docx", "visitor-pw-Rainbow77": a part behind the name that looks like nothing else. */
export const findInFileNames: Detector = (text) =>
  [...text.matchAll(name)].flatMap((match) => {
    let at = match.index + match[0].length;
    if (/\s$/.test(match[0]) && !isInName(text, match.index)) return [];
    for (let count = 0; count < partsMax; count += 1) {
      const part = /^[^\s_./\\:;,"'<>()[\]-]{1,60}/.exec(text.slice(at, at + 60))?.[0] ?? '';
      if (part === '') return [];
      if (isPart(part)) return [{ kind: 'password' as const, start: at, end: at + part.length }];
      const link = /^[ _.-]{1,3}/.exec(text.slice(at + part.length, at + part.length + 3));
      if (link === null) return [];
      at += part.length + link[0].length;
    }
    return [];
  });

/** Spaces join a name only inside the mark that the transcript puts around files. */
const isInName = (text: string, index: number) =>
  /\[file: [^\]\n]{0,120}$/.test(text.slice(Math.max(0, index - 130), index));

const isPart = (part: string) =>
  part.length >= 5 &&
  /\d/.test(part) &&
  /\p{L}{2}/u.test(part) &&
  !yearLike.test(part) &&
  !isEveryday(part) &&
  !/^(?:v|rev|copy|final|draft|page|part|scan|img|srv|server|user|rds)\d+$/i.test(part) &&
  (/\p{Lu}\p{Ll}+\d|\d\p{L}|[!@#$%^&*]/u.test(part) || /^\p{L}{4,}\d{1,4}$/u.test(part));
