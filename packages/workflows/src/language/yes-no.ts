import { bare } from './normalise.ts';

const yes =
  /^(?:(?:oh|ah|well|um|hm|ok|okay),? )?(?:y|ye|yes|yess|yea|yeah|yeah+|yep|yup|yepp|ya|yas|aye|sure|sure thing|of course|certainly|definitely|absolutely|correct|right|that's right|thats right|that is right|that's correct|that is correct|that's it|thats it|exactly|indeed|affirmative|true|ok|okay|k|kk|okey|okie|alright|all right|fine|go ahead|go for it|please|please do|yes please|sounds good|looks good|look good|lgtm|all good|good|perfect|great|do it|let's do it|lets do it|confirm|confirmed|i confirm|agreed|i do|i am|i have|i did|it is|it does|they are|we do|we are|we have|it did|you bet|why not|works for me|si|ja|oui|👍|✅)\b/;
const yesSymbols = /^[\s]*(?:👍|✅|✔️?|🙂|😀)/u;

const no =
  /^(?:(?:oh|ah|well|um|hm|sorry),? )?(?:n|no|noo|nope|nop|nah|naw|na|never|negative|not really|not at all|not now|not yet|not quite|not exactly|no thanks|no thank you|nothing|incorrect|wrong|that's wrong|thats wrong|that is wrong|it's wrong|false|i don't|i dont|i do not|i'm not|im not|i am not|i haven't|i have not|i can't|we don't|we dont|we do not|we are not|we're not|it isn't|it is not|it's not|it doesn't|it does not|it didn't|they aren't|don't|dont|do not|nein|non|👎|❌)\b/;
const noSymbols = /^[\s]*(?:👎|❌)/u;

const unsure =
  /\b(?:not sure|unsure|no idea|don't know|dont know|do not know|not know|dunno|no clue|can't tell|cant tell|hard to say|maybe|perhaps|possibly|who knows|idk|not certain|i guess|couldn't say|don't remember|dont remember|can't remember|forgot)\b/;

export type YesNo = 'yes' | 'no' | 'unsure' | null;

/** Reads yes or no from the way people begin an answer: "yep that one", "no, just me", "not really". */
export function readYesNo(text: string): YesNo {
  if (yesSymbols.test(text)) return 'yes';
  if (noSymbols.test(text)) return 'no';
  const answer = bare(text);
  if (/^(?:i'm |im |i am )?(?:not sure|unsure)\b|^(?:no idea|no clue)\b/.test(answer)) return 'unsure';
  if (/^(?:no problem|no worries)\b/.test(answer)) return 'yes';
  if (/^(?:not wrong|not bad)\b/.test(answer)) return 'yes';
  if (
    /^(?:(?:it|all|everything|this|that)(?:'s| is| looks)? |is |looks )(?:all )?(?:correct|right|good|ok|okay|fine|true)(?: (?:now|like this|that way|thanks|thank you|please|yes))*$/.test(
      answer,
    )
  )
    return 'yes';
  if (/^(?:right now|good (?:morning|afternoon|evening|day)|great question|fine print)\b/.test(answer)) return null;
  if (
    /^(?:i have (?:a|an|another) |i am (?:a|the|using|trying)|i did not|i do not|i have not|it is not|it does not|it did not|we do not|we are not|they are not)/.test(
      answer,
    )
  )
    return /not/.test(answer) ? 'no' : null;
  if (no.test(answer)) return 'no';
  if (yes.test(answer)) return 'yes';
  if (unsure.test(answer)) return 'unsure';
  if (/\b(?:yes|yeah|yep|yup)$/.test(answer)) return 'yes';
  if (/\b(?:nope|no)$/.test(answer) && answer.length < 30) return 'no';
  return null;
}

export function isUnsure(text: string): boolean {
  return unsure.test(bare(text));
}
