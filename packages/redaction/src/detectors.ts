import { findCards } from './detectors/cards.ts';
import { findCodes } from './detectors/codes.ts';
import { findConnectionStrings } from './detectors/connection-strings.ts';
import { findCredentials } from './detectors/credentials.ts';
import { findKeys, keyMarks } from './detectors/keys.ts';
import { findNamedSecrets } from './detectors/named-secrets.ts';
import { findPasswords } from './detectors/passwords.ts';
import { findTaxIds } from './detectors/tax-ids.ts';
import type { Detector } from './secret.ts';

/** A detector, and what a text must have for it to find anything at all: most messages have nothing of it. */
export interface GuardedDetector {
  readonly find: Detector;
  readonly mayFind: RegExp;
}

const digit = /\d/;

/** The earlier one names the kind where two find the same place. */
export const detectors: readonly GuardedDetector[] = [
  { find: findKeys, mayFind: keyMarks },
  { find: findConnectionStrings, mayFind: /:\/\/|=/ },
  { find: findCards, mayFind: digit },
  { find: findTaxIds, mayFind: digit },
  { find: findNamedSecrets, mayFind: /key|token|secret|bearer|basic/i },
  { find: findCodes, mayFind: digit },
  { find: findCredentials, mayFind: digit },
  { find: findPasswords, mayFind: /pas|pw|p\/w|psw|pss|pin|contrase|kennwort/i },
];
