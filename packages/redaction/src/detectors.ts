import { bankMark, findBankAccounts } from './detectors/bank-accounts.ts';
import { cardMark, findCards, findSpokenCards } from './detectors/cards.ts';
import { codeMark, findCodes } from './detectors/codes.ts';
import { commandMark, findInCommands } from './detectors/commands.ts';
import { findConnectionStrings } from './detectors/connection-strings.ts';
import { credentialMark, findCredentials } from './detectors/credentials.ts';
import { findDictated } from './detectors/dictated.ts';
import { directiveMark, findInDirectives } from './detectors/directives.ts';
import { fileNameMark, findInFileNames } from './detectors/file-names.ts';
import { findIdentityIds, findSpokenIds, identityMark } from './detectors/identity-ids.ts';
import { findKeys, keyMarks } from './detectors/keys.ts';
import { findLinks } from './detectors/links.ts';
import { findNamedSecrets, namedMark } from './detectors/named-secrets.ts';
import { passwordMark } from './detectors/password-names.ts';
import { findPasswords } from './detectors/passwords.ts';
import { findPublishedKeys } from './detectors/published-keys.ts';
import { findRandomText, randomMark } from './detectors/random-text.ts';
import { saidMark } from './detectors/said-mark.ts';
import { findSecurityAnswers } from './detectors/security-answers.ts';
import { findInSettings, settingMark } from './detectors/settings.ts';
import { findSpokenCodes } from './detectors/spoken-codes.ts';
import { findTaxIds, taxIdMark } from './detectors/tax-ids.ts';
import { findUnnamedPasswords, unnamedMark } from './detectors/unnamed-passwords.ts';
import type { Detector } from './secret.ts';

/** A detector, and what a text must have for it to find anything at all: most messages have nothing of it. */
export interface GuardedDetector {
  readonly find: Detector;
  readonly mayFind: { readonly test: (text: string) => boolean };
}

/** The earlier one names the kind where two find the same place. */
export const detectors: readonly GuardedDetector[] = [
  { find: findKeys, mayFind: keyMarks },
  { find: findPublishedKeys, mayFind: keyMarks },
  { find: findLinks, mayFind: /:\/\/|[?&]\w{3,20}=/ },
  { find: findConnectionStrings, mayFind: /:\/\/|=/ },
  { find: findCards, mayFind: cardMark },
  { find: findSpokenCards, mayFind: saidMark },
  { find: findSpokenIds, mayFind: saidMark },
  { find: findSecurityAnswers, mayFind: saidMark },
  { find: findSpokenCodes, mayFind: saidMark },
  { find: findDictated, mayFind: saidMark },
  { find: findBankAccounts, mayFind: bankMark },
  { find: findTaxIds, mayFind: taxIdMark },
  { find: findIdentityIds, mayFind: identityMark },
  { find: findNamedSecrets, mayFind: namedMark },
  { find: findCodes, mayFind: codeMark },
  { find: findCredentials, mayFind: credentialMark },
  { find: findPasswords, mayFind: passwordMark },
  { find: findInCommands, mayFind: commandMark },
  { find: findInDirectives, mayFind: directiveMark },
  { find: findInSettings, mayFind: settingMark },
  { find: findInFileNames, mayFind: fileNameMark },
  { find: findUnnamedPasswords, mayFind: unnamedMark },
  { find: findRandomText, mayFind: randomMark },
];
