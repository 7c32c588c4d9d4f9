import { dropAccents } from '../domain/accents.ts';
import { dropsAccents } from '../domain/wording.ts';
import type { Document } from '../engine/featuriser.ts';
import { plainDocument } from '../engine/plain-document.ts';

/** How messages of a language are taken: as they stand, without accents where the language is read so. */
export function matterDocument(language: string): (text: string) => Document {
  return dropsAccents(language) ? (text) => plainDocument(dropAccents(text.normalize('NFC'))) : plainDocument;
}
