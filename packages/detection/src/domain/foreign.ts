/** Small words of the languages that customers are most likely to write in by mistake; none is an English word. */
const foreignWords: ReadonlySet<string> = new Set(
  `el los las una del por para con pero como esta está estoy tengo puedo puede necesito mi su muy hola gracias ayuda contraseña impresora lento correo cuenta servidor pantalla abrir funciona
  je le les des du une est pas mon ma mes ne vous avec pour dans mot passe imprimante bonjour merci ordinateur ouvrir marche compte lent serveur écran suis peux
  ich nicht das der die den dem ein eine mein meine ist und mit auf zu wir kann haben bitte danke drucker passwort konto langsam gesperrt geht funktioniert hallo
  não nao meu minha eu preciso você voce senha impressora obrigado está conta bloqueada lenta
  il non mio mia sono posso stampante ciao grazie lento
  ik niet mijn het een kan wachtwoord geen traag
  mera meri hai nahi kar kya mujhe karo gaya raha rha ho`
    .split(/\s+/)
    .filter((word) => word.length > 0),
);
const alsoEnglish: ReadonlySet<string> = new Set([
  'die',
  'per',
  'me',
  'a',
  'is',
  'in',
  'on',
  'an',
  'el',
  'den',
  'ma',
  'ho',
  'del',
  'das',
  'des',
  'con',
  'est',
  'pour',
  'mon',
]);

/** More small foreign words than chance would bring, or mostly letters that English does not have. */
export function hasForeignWords(words: readonly string[]): boolean {
  if (words.length === 0) return false;
  let points = 0;
  let strange = 0;
  for (const word of words) {
    if (foreignWords.has(word)) points += alsoEnglish.has(word) ? 0.5 : 1;
    if (hasStrangeLetter(word)) strange += 1;
  }
  return points >= Math.max(1.5, words.length / 5) || strange >= Math.max(1, words.length / 3);
}

function hasStrangeLetter(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) if (word.charCodeAt(index) > 127) return true;
  return false;
}

/** Small words without which hardly an English sentence gets along. */
const englishWords: ReadonlySet<string> = new Set(
  `the an i you we it is are was my our your to of in for and or not with this that be have has had does did can cannot cant could will would wont
  dont doesnt im its at from as by but if what when how why where who which he she they us them there here please need help get got just all any
  some new out up off again still now after before since every`.split(/\s+/),
);

/**
 * Whether a message is written in another language than English: by its small words and letters, or because half of its words are
 * unheard of and none of those that hold an English sentence together is there.
 */
export function looksForeign(words: readonly string[], isFamiliar: (word: string) => boolean): boolean {
  if (hasForeignWords(words)) return true;
  const strange = words.filter((word) => !isFamiliar(word) && !hasDigit(word)).length;
  const english = words.filter((word) => englishWords.has(word)).length;
  if (words.length < 3 || strange < 2) return false;
  return english === 0 ? strange >= words.length * 0.4 : english * 6 < words.length && strange * 2 >= words.length;
}

function hasDigit(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}
