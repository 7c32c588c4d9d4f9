import { bare, normalise } from './normalise.ts';

const curses =
  /\b(?:fuck\w*|f\*+k?\w*|wtf|shit\w*|bullshit|crap|damn(?:ed|it)?|goddamn|bloody|bastards?|bitch\w*|ass ?holes?|arse\w*|dick(?:head)?s?|cunt\w*|suck(?:s|ed)?|screw you|piss(?:ed)?|moron\w*|idiot\w*|stupid|dumb|useless|garbage|trash|pathetic|worthless|incompetent)\b/;
const atUs =
  /\b(?:you(?:'re| are| guys| people)?|u r?|this (?:bot|chat|thing)|bot|your (?:company|service|support)|shut up|screw you|f\w* (?:you|off)|go to hell)\b/;
const upset =
  /\b(?:frustrat\w+|annoy\w+|angry|furious|mad at|ridiculous|unacceptable|terrible|horrible|awful|worst|fed up|sick (?:and tired )?of|tired of|waste of (?:my )?time|wasting (?:my )?time|not helping|no help|not helpful|unhelpful|doesn't help|useless|going (?:round|around) in circles|for the (?:third|fourth|fifth|hundredth|last|\d+(?:th|rd|nd)) time|how many times|i (?:already|just) (?:told|said|answered|explained)|again and again|over and over|losing (?:money|clients|patience)|lost patience|disappointed|disgusted|(?:i|we)(?:'d| will| want to| would like to| need to| have to| must|'m| am| are)* complain\w*|complaint\w*|not happy|unhappy|joke of|i give up|giving up|had enough|enough of this|hate (?:this|you|it))\b/;
const injection =
  /\b(?:ignore (?:all |any |your |the |my |every |these |previous |prior )*(?:previous |prior |above |earlier )?(?:instructions?|rules|prompts?|guidelines|directions)|disregard (?:all |any |your |the |previous |prior )+(?:\w+ )?(?:instructions?|rules|prompts?)|system prompt|your (?:instructions|prompt|rules|configuration|source code)\b|developer mode|jailbreak|\bdan mode|do anything now|act as (?:an? |if )|pretend (?:to be|you are|that you)|you are now (?:an?|in|the)|new instructions?:|role ?play|reveal (?:your|the) (?:prompt|instructions|secret|password)|print (?:your|the) (?:prompt|instructions)|override (?:your|the|all)|without verif\w+|skip (?:the )?(?:verification|identity)|bypass|i am (?:the|an?|your) (?:admin\w*|developer|system|root|owner of this bot)|sudo\b|drop table|<script|execute (?:this|the following)|mark (?:me|this) as verified|approve it yourself|set verified)\b/;

export interface Tone {
  readonly abusive: boolean;
  readonly upset: boolean;
  /** Tries to steer the bot; never obeyed. */
  readonly steering: boolean;
}

export function readTone(text: string): Tone {
  const said = bare(text);
  const shouting = isShouting(text);
  const cursing = curses.test(normalise(text));
  return {
    abusive: cursing && atUs.test(said),
    upset: upset.test(said) || cursing || (shouting && /!|\?{2,}/.test(text)) || /!{3,}/.test(text),
    steering: injection.test(normalise(text)),
  };
}

function isShouting(text: string): boolean {
  const letters = text.replace(/[^A-Za-z]/g, '');
  return letters.length >= 15 && letters === letters.toUpperCase();
}

/** Nothing that could be read: keyboard noise, one symbol, another script without words we know. */
export function isNonsense(text: string): boolean {
  const said = bare(text).replace(/\[[a-z ]+ removed\]/g, 'x');
  if (said === '') return !/[\p{Extended_Pictographic}]/u.test(text);
  const words = said.split(' ');
  if (words.length > 3) return false;
  return words.every(
    (word) =>
      /^[bcdfghjklmnpqrstvwxz]{4,}$/.test(word) || /^(.{1,3})\1{2,}$/.test(word) || /^[asdfghjkl;]{5,}$/.test(word),
  );
}
