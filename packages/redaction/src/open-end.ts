import { passwordName } from './detectors/password-names.ts';
import { plainText } from './plain-text.ts';

/** A secret that a message announces and does not give: the next message is it. */
export const awaitedSecrets = ['password', 'code'] as const;
export type AwaitedSecret = (typeof awaitedSecrets)[number];

/** What the next message is read behind. */
export const announcements: Readonly<Record<AwaitedSecret, string>> = {
  password: 'my password is ',
  code: 'my code is ',
};

/** Longer messages hold more than what was announced; they are read as they stand. */
export const continuationCharsMax = 300;

const endCharsMax = 120;
const verb = String.raw`(?:'s|\s{1,3}(?:is|was|are|es|est|ist|lautet|è|é|jest|to|это))(?:\s{1,3}(?:now|still|just|this|this one|the following|as follows))?`;
const name = `(?:${passwordName.source})`;
const announced = new RegExp(
  String.raw`${name}["')]?(?:\s{1,3}\S{1,20}){0,4}?(?:${verb})?\s{0,3}(?:[:=]|->|=>|>)[\s.>]{0,6}$|${name}["')]?(?:\s{1,3}(?:for|on|to|of|i|you)(?:\s{1,3}\S{1,20}){1,4}?)?${verb}\s{0,3}[.…-]{0,6}\s{0,3}$|\b(?:here(?:'s| is| comes)|this is|that's|i'll (?:give|send|type|write)(?: you)?|i will (?:give|send|type|write)(?: you)?|sending(?: you)?|aqu[ií] (?:est[aá]|va|tiene|le va)|ah[ií] (?:va|le va|te va|est[aá])|est[ae] es|(?:le|te|les) (?:doy|paso|mando|env[ií]o|escribo)|apunte|anote)\s(?:my |the |our |his |her |mi |la |su |nuestra )?(?:\S{1,16}\s){0,2}${name}\s{0,3}[.!:…]{0,4}\s{0,3}$`,
  'iu',
);
const asked = new RegExp(
  String.raw`\b(?:what(?:'s| is| was)|which|send|give|tell|type|enter|provide|share|confirm|need|have|may i|can i|could you|cu[aá]l|escriba|escr[ií]bame|indique|ind[ií]queme|deme|d[eé]me|d[ií]game|ponga|mande|m[aá]ndeme|confirme|necesito|ingrese|teclee|puede darme|me da)\b[^\n]{0,60}${name}[^\n]{0,24}$`,
  'iu',
);
const codeAnnounced =
  /\b(?:the|my|this|verification|security|login|one[- ]time|sms) (?:code|passcode|otp)(?: (?:i got|i received|you sent(?: me)?|they sent(?: me)?))?(?:'s| is|:| is:|=)[\s.…]{0,6}$|\b(?:el|mi|este|un) (?:c[oó]digo|pin|numerito)(?: (?:que (?:me )?(?:lleg[oó]|mandaron|mand[oó]|recib[ií]|dieron)|de (?:verificaci[oó]n|seguridad|acceso)|nuevo)){0,2}(?: es| es:|:| =)[\s.…]{0,6}$/iu;
const question =
  /\?\s*$|^\s*(?:cu[aá]l|qu[eé]|d[oó]nde|c[oó]mo|por qu[eé]|qui[eé]n|cu[aá]ndo|puedo|puede|what|where|which|why|how|who|when|is|are|can|do|does|did|could|should|would)\b/i;

/** What a customer's message announces at its end: "my password is", "pw:", "here is my password". */
export function awaitedAfter(text: string): AwaitedSecret | null {
  const end = endOf(text);
  if (question.test(end)) return null;
  if (announced.test(end)) return 'password';
  return codeAnnounced.test(end) ? 'code' : null;
}

/** What somebody who asks for it will be told next. */
export function awaitedAfterQuestion(text: string): AwaitedSecret | null {
  return asked.test(endOf(text)) ? 'password' : awaitedAfter(text);
}

/** The last line: what stands before it has ended. */
function endOf(text: string): string {
  const line = text.trimEnd().slice(-endCharsMax).split('\n').at(-1) ?? '';
  return (
    plainText(line)
      .text.split(/[.!?;]\s/)
      .at(-1) ?? ''
  );
}
