import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  openers: phrases,
  surely_me: phrases,
  me: phrases,
  for_me: phrases,
  own_address: phrases,
  others: phrases,
  other_addresses: phrases,
  own_phone: phrases,
  phone_leads: phrases,
  no_address: phrases,
  deliveries: phrases,
  delivered: phrases,
  not_deliveries: phrases,
});

/** How people say who they are and how to reach them: `language/<language>/contacts.yaml`. */
export const contactWords = languageFile('contacts', schema, (file) => {
  const begins = (list: readonly string[]) =>
    new RegExp(`^(?:${anyOf(file.openers)}${wordEnd}[\\s,.!]*)*${anyOf(list)}${wordEnd}[\\s:,]*`, 'iu');
  return {
    /** "I am", "my name is". */
    surelyMe: begins(file.surely_me),
    /** The same, and "it is", which may be said of others. */
    me: begins([...file.surely_me, ...file.me]),
    /** "It is for Ann Keller, ann@keller.example", by Ann. */
    forMe: begins(file.for_me),
    ownAddress: wholeWords(file.own_address),
    /** Somebody else's. */
    others: new RegExp(`${wordStart}${anyOf(file.others)}(?:['’]s)?(?![\\p{L}\\p{N}])`, 'iu'),
    otherAddresses: wholeWords(file.other_addresses),
    /** Where something should go, the code excepted. */
    delivery: wholeWords(file.deliveries),
    delivered: wholeWords(file.delivered),
    notDelivery: wholeWords(file.not_deliveries),
    ownPhone: wholeWords(file.own_phone),
    /** Right before a number. */
    phoneLead: new RegExp(`${wordStart}${anyOf(file.phone_leads)}\\s*[:=]?\\s*$`, 'iu'),
    /** She has no address, or wants to give none. */
    noAddress: wholeWords(file.no_address),
  };
});
