import type { MailRow } from '../api/types.ts';
import { wordOf } from './words.ts';

/** What a mail is, in plain words: what it says where that is known, else what it was ordered as. */
export const mailName = ({ kind, template }: Pick<MailRow, 'kind' | 'template'>): string =>
  template ? wordOf('mailTemplates', template) : wordOf('mailKinds', kind);
