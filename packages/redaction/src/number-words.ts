/** Numbers as words by language, and what they are in digits; only runs of them mean anything. */
const byLanguage: Readonly<Record<string, string>> = {
  en: `zero:0 oh:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13
    fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fourty:40 fifty:50
    sixty:60 seventy:70 eighty:80 ninety:90 hundred:00 thousand:000`,
  es: `cero:0 uno:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 trece:13 catorce:14
    quince:15 veinte:20 treinta:30 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90`,
  fr: `zéro:0 un:1 deux:2 trois:3 quatre:4 cinq:5 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 treize:13 quatorze:14 quinze:15
    seize:16 vingt:20 trente:30 quarante:40 cinquante:50 soixante:60`,
  de: `null:0 eins:1 zwei:2 zwo:2 drei:3 vier:4 fünf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 elf:11 zwölf:12 zwanzig:20
    dreißig:30 dreissig:30 vierzig:40 fünfzig:50 sechzig:60 siebzig:70 achtzig:80 neunzig:90`,
  pt: `um:1 dois:2 duas:2 três:3 quatro:4 sete:7 oito:8 nove:9 meia:6 dez:10 vinte:20 trinta:30 quarenta:40 cinquenta:50
    sessenta:60 oitenta:80`,
  it: `due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 dieci:10 undici:11 dodici:12 venti:20 trenta:30 quaranta:40`,
};

/** The digits of a number word in lower case. */
export const digitsOfWord: ReadonlyMap<string, string> = new Map(
  Object.values(byLanguage)
    .flatMap((words) => words.split(/\s+/))
    .map((pair) => {
      const [word = '', digits = ''] = pair.split(':');
      return [word, digits] as const;
    }),
);

/** How often the next digit is said: "double three". */
export const timesOfWord: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
  ['doble', 2],
  ['doppel', 2],
  ['dobro', 2],
  ['doppio', 2],
]);
