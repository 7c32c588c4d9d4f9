import { bare, wordCount } from './normalise.ts';

/** Small wishes that every dialogue must understand, each read on its own. */

export function wishesToCancel(text: string): boolean {
  const said = bare(text);
  return (
    /^(?:please |pls |ok |okay |sorry |actually |no )*(?:cancel|cancel (?:it|that|this|everything|please|the request|my request|the ticket|all)|never ?mind(?: (?:then|thanks|thank you|that|it))?|nvm|forget (?:it|about it|that|this)|stop|stop (?:it|this|that|please)|quit|exit|abort|leave it|drop it|i changed my mind|i've changed my mind|changed my mind|don't bother|dont bother|not needed anymore|no longer needed|i don't need (?:it|this|that|help) any ?more)(?: please| pls| thanks| thank you| now| for now)*$/.test(
      said,
    ) ||
    /\b(?:please |can (?:you|we|i) |i want to |i'd like to |want to |let's )cancel (?:it|that|this|the request|my request|everything)\b/.test(
      said,
    )
  );
}

export function wishesToStartOver(text: string): boolean {
  return /^(?:please |can we |can i |let's |lets |i want to |ok |okay |no )*(?:start (?:all )?over|start again|restart(?: (?:this )?(?:chat|conversation))?|begin again|from the (?:start|beginning|top)|reset(?: (?:the |this )?(?:chat|conversation))?|main menu|menu|new (?:chat|conversation|request)|start from scratch|back to (?:the )?(?:start|beginning|main menu))(?: please| pls)?$/.test(
    bare(text),
  );
}

export function asksWhy(text: string): boolean {
  return /^(?:but |and |hm |ok but |um )?(?:why|why\?|why (?:do|does|would|are|is|should|must|did)(?: you| i| we| that| this| it)?\b.*(?:need|ask|want|know|matter|necessary|important|have to|give|tell|required|that|this|do)|why (?:that|this|is that|so)|what for|what(?: is|'s)? (?:that|this|it) for|what do you need (?:that|this|it) for|for what|how come|is (?:that|this|it) (?:really )?(?:necessary|needed|required)|do you (?:really )?need (?:that|this|it)|what does (?:that|it) matter|what's the (?:point|reason)|reason)(?: for)?(?: that| this| it| please)?$/.test(
    bare(text),
  );
}

/** "What do you mean?": the question was not understood. */
export function asksWhatIsMeant(text: string): boolean {
  if (/^(?:and |but )?what(?:'s| is|s| does| do| are)? .{1,40}\bmeans?$/.test(bare(text))) return true;
  return /^(?:(?:sorry|um|hm|eh|ok|but|and|well) )*(?:what|huh|pardon|what's that|whats that|what is (?:that|this)|what do you mean(?: by that| by this)?|what does that mean|i don't (?:understand|get it|get that|follow)|i dont (?:understand|get it)|don't understand|not sure what (?:you mean|that means|that is)|i'm confused|confused|explain(?: that| please)?|can you explain(?: that)?|repeat|say (?:that )?again|come again|which one|meaning|help)$/.test(
    bare(text),
  );
}

export function saysThanks(text: string): boolean {
  const said = bare(text);
  return (
    wordCount(text) <= 9 &&
    /\b(?:thanks|thank you|thank u|thx|thnx|tks|ty|tysm|cheers|much appreciated|appreciate it|appreciated|great help|you're the best|you rock|gracias|merci)\b/.test(
      said,
    )
  );
}

export function saysGreeting(text: string): boolean {
  return /^(?:hi|hii|hello|helo|hey|heya|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|hola|bonjour|hallo|hello there|hi there|hey there|sup|what's up|whats up|is (?:anyone|anybody|someone) (?:there|here)|anyone there|anybody there|are you there|you there|hello again|test|testing)(?:[ ,]+(?:there|all|team|everyone|folks|bot|acebuddy|ace|buddy|support|again|good (?:morning|afternoon|evening|day)|how are you|how are you doing|how's it going|hows it going))*$/.test(
    bare(text),
  );
}

export function makesSmallTalk(text: string): 'how' | 'who' | 'joke' | null {
  const said = bare(text);
  if (
    /^(?:(?:hi|hey|hello) )?(?:how are you|how are you doing|how's it going|hows it going|how do you do|how is your day|how's your day)(?: today| doing)?$/.test(
      said,
    )
  )
    return 'how';
  if (
    /^(?:who|what) are you$|^(?:are|r) you (?:a |an )?(?:bot|robot|human|person|real|ai|machine|chatbot|real person)\b|^am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:bot|robot|human|real|person|machine|ai)\b|^what(?:'s| is) your name$|^what can you do\b|^what do you do$|^who am i (?:talking|speaking|chatting) (?:to|with)/.test(
      said,
    )
  )
    return 'who';
  if (
    /\b(?:tell me a (?:joke|story)|sing (?:me )?a song|do you love me|what's the weather|how's the weather|weather today|who won the|meaning of life)\b/.test(
      said,
    )
  )
    return 'joke';
  return null;
}

export function saysGoodbye(text: string): boolean {
  return /^(?:ok |okay |thanks |thank you |great |cool |no )*(?:bye|goodbye|good bye|bye bye|see you|see ya|cya|have a (?:good|great|nice) (?:day|one|evening|weekend|night)|good night|that's all|thats all|that is all|that's it for now|that will be all|that'll be all|nothing else|no that's all|i'm done|im done|all done|talk later|ttyl)(?: thanks| thank you| for now| then| now)*$/.test(
    bare(text),
  );
}

/** The problem is gone: said by itself, without a question that it would answer. */
export function saysSolved(text: string): boolean {
  const said = bare(text).replace(/^never ?mind\b ?/, '');
  if (
    /\b(?:not|n't|never|isn't|doesn't|nothing|until|when|if|once|was|used to|before|still|but|again and again|broke|broken|down|stuck|error|locked|failing|fails)\b/.test(
      said,
    )
  )
    return false;
  return /\b(?:(?:it|that|this|everything|problem|issue|all)(?:'s| is| has been| got| just)? (?:now |just |suddenly |magically |already )?(?:fixed itself|works?(?: fine)? now|working (?:now|again|fine)|solved(?: now)?|resolved(?: now)?|fixed(?: now)?|sorted(?: now| out)?|ok now|okay now|fine now|back (?:up|online)|good now)|(?:i|we)(?:'ve| have| just)? (?:fixed|solved|sorted|figured) (?:it|that|this)(?: out)?|never ?mind (?:it|that)(?:'s| is)? (?:work|fix|solv)\w*|problem (?:solved|fixed|gone)|(?:works?|working|printing|fixed|solved|resolved|sorted|back|online|connected|running) (?:fine |perfectly )?(?:again|now)|issue (?:solved|resolved|fixed|gone)|i'm in now|im in now|got it working|it came back)\b/.test(
    said,
  );
}

export function wantsSomethingElse(text: string): boolean {
  return /^(?:something else|none|none of (?:these|those|them|the above|this|that)|neither|neither of (?:these|them|those)|other|another|another (?:one|problem|issue|thing|question)|different (?:problem|issue|thing)|no none|it's something else|its something else|not (?:in the list|listed|these|any of (?:these|those|them))|else)(?: please)?$/.test(
    bare(text),
  );
}

/** A refusal to answer this one question, or not knowing the answer. */
export function wishesToSkip(text: string): boolean {
  return /^(?:(?:sorry|um|hm|well|no|honestly|please|i) )*(?:skip(?: (?:it|that|this|this one|this question|the question))?|pass|next question|(?:i )?(?:don't|dont|do not) (?:know|remember|have (?:it|that|one|that information))(?: (?:it|that|this|one|the|my|sorry|off hand).*)?|not sure|no idea|no clue|(?:i'd |i would )?rather not(?: say| tell)?|prefer not(?: to(?: say)?)?|(?:i )?(?:can't|cant|cannot|could not|couldn't|don't|do not) (?:see|find|tell|read|check|look up|open)(?: (?:it|that|this|any|anything|one|them|where))*(?: right now| here| anywhere)?|none of your business|n\/a|na|no thanks|no thank you|nah thanks|unknown|not applicable|can't say|cant say|i can't remember|can't remember|idk|dunno|don't want to (?:say|give|tell|share)\b.*|not telling|i (?:won't|will not) (?:say|tell|give|share)\b.*)(?: sorry| please| yet)*$/.test(
    bare(text),
  );
}

export function wishesToGoBack(text: string): boolean {
  return /^(?:(?:can (?:i|we) |let's |please |sorry |no |wait |oops ))*(?:go )?(?:back(?: one)?(?: step)?|undo|previous|(?:the )?previous (?:question|one|step)|i made a mistake|my mistake|that was wrong|that's wrong|thats wrong|i mistyped|typo|wrong answer|oops|change my (?:last )?answer|change something|change that|edit|correction|i want to change (?:something|that|my answer)|something(?:'s| is) wrong|not correct|that's not right|thats not right|that is not right|that's incorrect|incorrect|fix (?:something|that))(?: please| sorry)*$/.test(
    bare(text),
  );
}

export function wishesToReturn(text: string): boolean {
  return /^(?:(?:ok|okay|please|now|and|let's|lets|can we|could we) )*(?:go |switch |get |come )?back to (?:the|my|our)\b|\b(?:back to (?:the |my )?(?:first|other|previous|earlier|old|original) (?:one|problem|issue|thing|question|topic)|go back to (?:the|my)|let's go back|return to (?:the|my) (?:first|other|previous|earlier|original)|what about (?:the|my) (?:first|other|previous|earlier) (?:one|problem|issue|thing))\b/.test(
    bare(text),
  );
}

/** The customer turns to another topic. Needed where any text would be an answer. */
export function turnsToAnother(text: string): boolean {
  return /\b(?:actually|instead|another (?:problem|issue|thing|question)|different (?:problem|issue|thing)|other (?:problem|issue|thing)|something else|also|too|as well|by the way|btw|one more|forget (?:that|it|about)|never ?mind|in addition|besides|on top of that|and now|now my|now the|not (?:that|this)|wrong (?:topic|thing|problem)|that's not (?:it|my|the|what)|it's not about|what i (?:really |actually )?(?:need|meant|want)|switch)\b/.test(
    bare(text),
  );
}

export function wantsResend(text: string): boolean {
  return /\b(?:re-?send|send (?:it |me |the code |a code |another |a new |one )*(?:again|another|new|code)|new code|another code|(?:did|have|has)(?:n't| not) (?:get|got|receive|received|gotten|arrive|arrived|come)|didnt (?:get|receive|come)|no (?:code|e-?mail|mail)(?: yet| came| arrived| received| here)?|nothing (?:came|arrived|yet|received|in my inbox)|not (?:received|arrived|there yet|here yet|getting|in my)|where is (?:it|the code)|where's (?:it|the code)|never (?:came|arrived|got|received)|can't find (?:it|the code|the e-?mail)|code (?:expired|is expired|not coming|hasn't)|still waiting|nothing yet|not yet)\b/.test(
    bare(text),
  );
}

export function asksStatus(text: string): boolean {
  return /\b(?:status of|any (?:update|news|progress)|what(?:'s| is) (?:the )?(?:status|happening with|going on with)|update on|when will (?:it|this|that|someone|somebody|my)|how long (?:will|does|until)|my (?:ticket|request|case) (?:number|status|id)|ticket (?:number|status|id)|where is my (?:ticket|request))\b/.test(
    bare(text),
  );
}

export function looksLikeQuestion(text: string): boolean {
  const said = bare(text);
  if (wordCount(text) < 3) return false;
  return (
    /\?\s*$/.test(text.trim()) ||
    /^(?:how|what|why|where|when|who|which|can|could|is|are|do|does|will|would|should|may)\b/.test(said)
  );
}

/** "What is your phone number?" */
export function asksContact(text: string): boolean {
  return /\b(?:your|support|company|the support) (?:phone|telephone|contact|e-?mail)(?: number| address| details)?\b|\bhow (?:can|do) i (?:reach|contact|call) you\b|\bnumber to call\b|\bwhat number\b/.test(
    bare(text),
  );
}

export function asksBilling(text: string): boolean {
  return /\b(?:billing|invoice (?:from you|is wrong|wrong|copy|question)|(?:my|our|your|the|wrong|last) (?:bill|invoice|hosting (?:bill|invoice|fee|plan))\b(?!.*\b(?:print|email|e-mail|send|quickbooks|qb)\b)|refund|charged (?:twice|double|me|us|wrong|too much|the)|overcharged|double charge|payment (?:method|failed|declined|details|issue|problem)|credit card (?:on file|expired|update|change|declined)|update (?:my|our|the) (?:credit card|payment|card)|subscription|renew(?:al)?\b|cancel (?:my|our|the) (?:account|service|subscription|hosting|contract|plan)|sales(?: team| person| rep| department)?$|talk to sales|sales (?:team|department|person|rep)|price (?:list|quote)|pricing|a quote|quotation|buy (?:a |another |more |new )?(?:licen[cs]e|seat|plan|server|subscription)|purchase (?:a |another |more |new )?(?:licen[cs]e|seat|plan|server)|upgrade (?:my|our) (?:hosting )?(?:plan|account|package)|account balance|past due|do you (?:offer|sell|provide)|how much (?:is|are|for|does|would|do you charge)\b.{0,40}\b(?:licen[cs]es?|seats?|users?|hosting|desktops?|per month|a month|package)|(?:another|more|extra|additional|second|new|\d+|two|three|five) (?:\w+ ){0,2}(?:licen[cs]es?|seats?)\b(?!.*\berror\b)|(?:price|cost|quote|quotation) (?:of|for)|invoice (?:is|was|of|higher|went)|higher invoice|account rep|account manager|pay (?:my|our|the) (?:bill|invoice))\b/.test(
    bare(text),
  );
}

/** "I have another question" */
export function wishesForMore(text: string): boolean {
  return /\b(?:one more|another|something else|other|different) (?:thing|question|problem|issue|request)\b|^(?:yes )?(?:i do|i have|there is|there's)(?: one| another| more)?$/.test(
    bare(text),
  );
}
