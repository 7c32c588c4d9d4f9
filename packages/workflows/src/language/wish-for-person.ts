import { bare } from './normalise.ts';

const who =
  '(?:human(?: being)?s?|people|person|persons|agent|agents|representative|representatives|rep|operator|operators|somebody|someone|technician|tech|engineer|supervisor|manager|staff member|support (?:agent|person|rep|team|staff|tech|engineer)|customer (?:service|support|care)|tech support|live (?:chat|support|agent|person)|real (?:person|human|agent|people)|actual (?:person|human|agent))';
const wishes = [
  new RegExp(`\\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:an? |the |your |some )?(?:\\w+ )?${who}\\b`),
  new RegExp(
    `\\b(?:(?:transfer|connect|forward|escalate) (?:me |this |us |it )?|(?:switch|hand|pass|put|send) (?:me|this|us|it) )(?:over |through |on |up )?(?:to |with )?(?:an? |the |your )?(?:\\w+ )?(?:support|${who})\\b`,
  ),
  new RegExp(`\\b(?:get|give|find|bring|send) me (?:an? |the |your |some )?(?:\\w+ )?${who}\\b`),
  /\b(?:want|need|prefer|like|looking for|wish for|demand)(?: to have| to see| to get| to reach| to contact)? (?:an? |the |your |some )?(?:live |real |actual |human )?(?:human|humans|agent|representative|rep|operator|real person|person|live person|live agent|support agent|supervisor|manager to (?:call|help))\b/,
  new RegExp(
    `\\b(?:is there|are there|can i (?:have|get|see|reach)|could i (?:have|get|speak)|may i (?:have|speak)|let me (?:talk|speak)|can someone|could someone|can somebody|someone (?:please )?help) .{0,20}${who}?`,
  ),
  /\b(?:human|agent|operator|representative|live agent|live chat|real person|live person|customer service|customer support)(?: now)?(?: please| pls| plz)?$/,
  /^(?:please )?(?:human|agent|operator|representative|rep|person|real person|live agent|live person|live support|somebody|someone|talk to (?:an? )?(?:human|agent|person|someone|somebody)|a human|an agent|a person|an actual (?:person|human)|human please|agent please)(?:[ ,]+(?:please|pls|plz|now|asap|thanks))*$/,
  /\b(?:not|don't want|do not want|hate|sick of|tired of|stop|no more|enough of|instead of)(?: talking| to talk| speaking| chatting)?(?: to| with| of)? ?(?:an?|this|the|your|these|any)? ?(?:stupid |dumb |useless )?(?:bot|robot|chatbot|ai|bots)\b/,
  // A computer and a machine are also what customers have at home.
  /\b(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?) (?:to|with) (?:an?|this|the|your|these|any)? ?(?:stupid |dumb |useless )?(?:machine|computer)s?\b/,
  /\btalk to (?:an? |the )?(?:agent|person|human)\b/,
];
const exempt =
  /\b(?:someone else (?:is|was|has|connected|logged)|another (?:user|person) (?:is|was|has|connected)|user agent|travel agent|insurance agent|real estate agent|agent (?:software|service|install|version|is offline)|transfer agent|sql agent|human resources|(?:new|this|that|which|each|every|one|another|only one|same|hired a|add a|remove a|for a) (?:person|agent|representative|rep|manager|someone|somebody)|operator error|person who|persons? (?:is|was|left|leaving|leaves|started|starts))\b/;
const refusal =
  /\b(?:(?:don't|dont|do not|not) (?:want|need|have to|wish)|no need) (?:to )?(?:talk|speak|chat|an?|the|any)? ?(?:to |with )?(?:an? |any )?(?:human|agent|person|representative|operator|someone|somebody)\b/;
const vague = /^(?:.*\b)?(?:is there|are there|can someone|could someone|can somebody|someone (?:please )?help)\b/;

/** True when the customer wants a person instead of the bot. Words for people in other roles do not count. */
export function wishesForPerson(text: string): boolean {
  const said = bare(text);
  if (said === '' || refusal.test(said)) return false;
  if (
    /\b(?:human|agent|operator|representative|real person)(?: now)?(?: please| pls| plz)?$/.test(said) &&
    said.split(' ').length <= 3
  )
    return !exempt.test(said);
  return wishes.some((wish, index) => {
    if (!wish.test(said) || exempt.test(said)) return false;
    // "Can someone …" is a wish for a person only when a person is what is asked for.
    return (
      index !== 4 ||
      (vague.test(said)
        ? /\b(?:talk|speak|chat|call me|contact me|human|agent|real person|live)\b/.test(said)
        : new RegExp(`\\b${who}\\b`).test(said))
    );
  });
}

const ticket =
  /^(?:(?:ok|okay|please|pls|just|can you|could you|would you|will you|i want you to|i want to|i want|i would like to|i'd like to|i'd like|i need|let's|then|well|so) )*(?:(?:open|create|log|make|raise|submit|file|leave|put in|send|get|start)(?: me| us)? )?(?:an? |the )?(?:support |new |it )?ticket(?: for (?:me|this|that|it|us|the team))?(?: (?:please|pls|then|instead|now|thanks))*$/;

/** True when the customer would rather have a ticket than go on: nothing else is said. */
export function wishesForTicket(text: string): boolean {
  return ticket.test(bare(text));
}

const callback =
  /\b(?:call(?: me)? ?back|callback|call me|ring me|phone me|give me a (?:call|ring)|have (?:someone|somebody|an agent|a technician) call|someone (?:to )?call me|can you call(?: me)?|could you call(?: me)?|(?:prefer|need|want) a (?:phone )?call|call needed|(?:talk|speak) (?:to \w+ )?(?:on|over) the phone)\b/;
/** True when the customer asks to be called. */
export function wishesForCall(text: string): boolean {
  const said = bare(text);
  return (
    callback.test(said) &&
    !/\b(?:don't|dont|do not|no need to|never) (?:call|ring|phone)\b|\bcall me (?!back|at|on|in|when|later|now|asap|please|today|tomorrow|tonight|after|before|any|around|instead|for|about|directly|\d)[a-z]/.test(
      said,
    )
  );
}
