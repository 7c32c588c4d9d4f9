import type { Detector } from '../secret.ts';

/** `scheme://user:password@host`: only the password goes. */
const inAddress = /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}:\/\/[^\s:@/]{0,80}:([^\s@/]{1,200})@[\w.[-]/dgi;

/** Passwords and account keys inside connection strings. */
const inPairs = /(?:accountkey|sharedaccesskey|sharedaccesssignature)\s{0,3}=\s{0,3}([^\s;"']{4,400})/dgi;

export const findConnectionStrings: Detector = (text) =>
  [inAddress, inPairs].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const span = match.indices?.[1];
      return span === undefined ? [] : [{ kind: 'secret' as const, start: span[0], end: span[1] }];
    }),
  );
