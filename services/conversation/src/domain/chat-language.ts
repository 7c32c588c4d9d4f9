import { fileURLToPath } from 'node:url';
import { openTexts } from '@acebuddy/catalogue';
import { outlineOf } from '@acebuddy/workflows';
import { textTable } from '../generated/text-table.ts';
import type { ConversationRecord } from './record.ts';

const texts = openTexts(fileURLToPath(new URL('../../texts/', import.meta.url)), textTable);

type Chat = Pick<ConversationRecord, 'engine' | 'visitor'>;

/** In which she is answered, BCP 47: what she wrote last, or what her channel says she reads; null while nothing tells. */
function known({ engine, visitor }: Chat): string | null {
  return outlineOf(engine)?.heardLanguage ?? visitor.language ?? null;
}

/** What this service says to a customer by itself. */
export function textsFor(chat: Chat): ReturnType<typeof texts.in> {
  return texts.in(known(chat));
}

/** The language of a mail to her, for those who compose it. */
export function languageOf(chat: Chat): { readonly language?: string } {
  const language = known(chat);
  return language === null ? {} : { language };
}
