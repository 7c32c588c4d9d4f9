import type { Detector, Secret } from '../secret.ts';
import { isHarmless, valueAt } from '../value.ts';
import { isStatusWord } from './status-words.ts';
import { isStatusWordAbroad } from './status-words-abroad.ts';

/** What banks and portals ask for: the questions, by language, as people name them. */
const questions: readonly string[] = [
  `(?:security|secret|challenge|recovery) (?:question )?answer`,
  String.raw`answer (?:to|for|of) (?:(?:the|my|our|his|her) )?(?:\S{1,12} )?(?:security|secret|challenge|recovery) question`,
  "(?:my |his |her |the )?mother'?s'? maiden(?: name)?",
  `maiden name(?: of (?:my|his|her|the) mother| for (?:my|his|her) mother)?`,
  `(?:my |name of (?:my )?|the )?(?:first|favou?rite|childhood) (?:pet|dog|cat|teacher|car|school|street|best friend|friend|movie|book|food|color|colour|hero|concert|boss|job|band|sports team|team)(?:'?s)?(?: name| growing up| ever| was called)?`,
  `(?:(?:the )?(?:city|town|street|place|hospital|state) (?:where )?(?:i was born(?: in| on)?|i grew up(?: in| on)?|my (?:mother|father|parents) (?:were born|was born|met)(?: in)?|where i (?:was born|grew up))|(?:city|place|town) of birth)`,
  '(?:i )?grew up (?:on|in)|i was born in|(?:my )?answer',
  `(?:first|middle|maiden) name of (?:my|his|her) (?:S{1,12} )?(?:mother|father|grandmother|grandfather|spouse|sister|brother|aunt|uncle|child)`,
  '(?:(?:mi|la) )?respuesta (?:secreta|de seguridad)|(?:(?:mi|la) )?respuesta (?:a|de) (?:la|mi) pregunta (?:secreta|de seguridad)',
  'apellido de soltera(?: de (?:mi|la) madre)?|nombre de soltera(?: de (?:mi|la) madre)?|(?:el nombre de )?mi primera mascota',
  'nom de jeune fille(?: de (?:ma|la) m[eè]re)?|(?:le nom de )?mon premier (?:animal|chien|chat)',
  'm[aä]dchenname(?: (?:meiner|der) mutter)?|(?:der name )?(?:meines|mein) ersten? haustier(?:s|es)?',
  'nome de solteira(?: da minha m[aã]e)?|(?:o nome do )?meu primeiro (?:animal|cachorro|gato)',
  'cognome da nubile(?: di mia madre)?|(?:il nome del )?mio primo (?:animale|cane|gatto)',
];
const question = new RegExp(`(?<!\\p{L})(?:${questions.join('|')})(?!\\p{L})`, 'giu');
const link =
  /^["')?]{0,3}(?:\s(?:for|on|to) (?:the |my )?\S{2,12})?\s{0,2}(?:[:=]|->|-(?=\s)|,?\s(?:it'?s|is|was|are|would be|should be|es|era|est|c'est|était|ist|war|lautet|è|era|é)(?!\p{L})\s{0,2}[:=]?)\s{0,3}/iu;
/** Only a name follows at once: "mothers maiden name Kowalczyk". */
const atOnce = /^\s{1,2}(?=\p{Lu}\p{Ll}{2,})/u;
/** Where the question is no question by itself: "my favourite team is offline". */
const weak =
  /^(?:my |name of (?:my )?|the )?(?:(?:i )?grew|i was born|answer$|first|favou?rite|childhood|city|town|street|place|hospital|state)/i;
const aboutSecurity =
  /(?:security|secret|challenge|recovery) (?:question|answer)|answer (?:to|for) (?:the|my) (?:security|secret)|verify (?:me|my identity|that it'?s me)|identity/i;
const named = /grew up|born in|maiden|soltera|jeune|mädchen|madchen|solteira|nubile|answer/iu;

/** "My mother's maiden name is Kowalczyk", "security answer: Whiskers": any word but one on how it is. */
export const findSecurityAnswers: Detector = (text) =>
  [...text.matchAll(question)].flatMap((match): Secret[] => {
    const from = match.index + match[0].length;
    const window = text.slice(from, from + 60);
    const linked = link.exec(window) ?? (named.test(match[0]) ? atOnce.exec(window) : null);
    if (linked === null) return [];
    const isNamed = /pet|dog|cat|maiden|name/i.test(match[0]);
    if (weak.test(match[0]) && !isNamed && !aboutSecurity.test(text.slice(Math.max(0, match.index - 120), from + 160)))
      return [];
    const value = valueAt(text, from + linked[0].length);
    if (value === null || value.text.length < 2 || isHarmless(value.text)) return [];
    if (!value.quoted && (isStatusWord(value.text) || isStatusWordAbroad(value.text))) return [];
    const more = value.quoted ? null : /^(?:\s\p{Lu}\p{Ll}{1,14}){1,2}/u.exec(text.slice(value.end, value.end + 34));
    const isName = /^\p{Lu}/u.test(value.text);
    return [{ kind: 'secret', start: value.start, end: value.end + (isName ? (more?.[0].length ?? 0) : 0) }];
  });
