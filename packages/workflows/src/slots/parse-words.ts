import { bare, wordCount } from '../language/normalise.ts';
import { isNonsense } from '../language/tone.ts';
import { findEmails } from './parse-contact.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

const removed = /\[[a-z ]+ removed\]/i;

export function parseText(text: string, limits: { min_length: number; max_length: number }): Parsed {
  const trimmed = text.trim();
  if (trimmed.length < limits.min_length) return notParsed('Could you say a little more?');
  if (
    !/[\p{L}\p{N}]/u.test(trimmed) ||
    /^(?:ok|okay|k|yes|yep|yeah|sure|done|thanks|thank you|hello|hi|fine)$/.test(bare(trimmed))
  )
    return notParsed();
  const cut = trimmed.slice(0, limits.max_length);
  return parsed(cut, cut);
}

const lead =
  /^(?:(?:hi|hello|hey|yes|yeah|sure|ok|okay|well|sorry|so|um)[,.! ]+)*(?:(?:my|the|his|her|their|new|user'?s?|employee'?s?|full|first|last)\s+)*(?:(?:name|person|user|employee|manager|it|that|this|he|she|one)(?:'s| is| was| would be| will be)?\s+)?(?:(?:called|named|is|it's|its|it is|i am|i'm|im|this is|that's|that is|that would be|would be)\s+)*/i;

/** A person's name: letters, not a sentence. */
export function parseName(text: string): Parsed {
  const [first] = text.split(/[,;\n]| - |\.\s/);
  const name = (first ?? '')
    .replace(lead, '')
    .replace(/[.!]+$/, '')
    .replace(/^["']|["']$/g, '')
    .trim();
  if (removed.test(name) || findEmails(name).length > 0 || /\d|[?!@#$%^*<>{}[\]|\\/]/.test(name))
    return notParsed('I need the name alone.');
  if (name.length < 2 || name.length > 80 || wordCount(name) > 6 || !/\p{L}{2,}/u.test(name) || isNonsense(name))
    return notParsed();
  if (notName.test(bare(name))) return notParsed();
  return parsed(capitalised(name), capitalised(name));
}

const notName =
  /^(?:yes|no|nope|yeah|yep|ok|okay|sure|what|why|how|help|none|nothing|idk|i|me|it|that|this|the|a|an|my|unknown|same|later|maybe|please|thanks|thank you|done|hello|hi|hey|not|don't|skip|cancel|stop|nobody|no one|everyone|somebody)$|\b(?:add|remove|delete|user|employee|don't|can't|need|want|password|printer|error|broken|please|is|are|was|the|not|know|email|e-mail|wrong|why|what|how)\b/;

function capitalised(name: string): string {
  if (name !== name.toLowerCase() && name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}

const userLead =
  /^(?:(?:hi|hello|yes|sure|ok|okay|well|sorry|so|um)[,.! ]+)*(?:(?:my|the|his|her|their|our)\s+)?(?:(?:user ?name|user ?id|login(?: name)?|log ?in|account(?: name)?|username|user|id|name|it|that)(?:'s| is| was| would be|:)?\s+)?(?:(?:it's|its|it is|is|should be|i think|i believe|probably|just|called|as|i use|i log in as|i sign in as)\s+)*/i;

/** An account name as Windows takes it: `jsmith`, `ACME\\jsmith`, `j.smith@acme.com`. */
export function parseUserName(text: string): Parsed {
  const [email] = findEmails(text);
  if (email !== undefined) return parsed(email, email);
  if (removed.test(text)) return notParsed('Please send the user name only, never the password.');
  const candidate = text
    .trim()
    .replace(userLead, '')
    .replace(/^["']|["'.!]+$/g, '')
    .trim();
  const words = candidate.split(/\s+/);
  if (candidate === '' || notUser.test(bare(candidate))) return notParsed();
  if (words.length === 1 && /^[\p{L}\p{N}][\p{L}\p{N}._\-\\$+]{0,62}$/u.test(candidate))
    return parsed(candidate, candidate);
  // "John Smith" is how many people know their account: the team can look it up.
  if (words.length === 2 && words.every((word) => /^\p{L}[\p{L}'-]+$/u.test(word))) return parsed(candidate, candidate);
  return notParsed('A user name is one word, for example jsmith or ACME\\jsmith.');
}

const notUser =
  /^(?:yes|no|nope|yeah|yep|ok|okay|sure|what|why|how|help|none|nothing|idk|i|me|it|that|this|the|a|an|unknown|same|later|maybe|please|thanks|done|hello|hi|hey|not|skip|cancel|stop|cannot|can't|which|where|password|locked|email|human|agent|person|what's|whats)$|\b(?:don't|dont|can't|know|forgot|remember|sure|idea|need|want|password|still|why|what|how|not|wrong|the|my)\b/;
