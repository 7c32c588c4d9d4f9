import type { Classifier } from '../engine/classifier.ts';
import type { Understanding } from '../understanding.ts';
import { decide } from './decide.ts';
import { type Languages, readInItsLanguage } from './read-message.ts';
import type { TopicRules } from './topic-rules.ts';

/** Which workflow a message means, read in the main language of the message. */
export function createTopicReading(
  classifier: Classifier,
  languages: Languages,
  topics: TopicRules,
): (text: string) => Understanding {
  return (text) => {
    const message = readInItsLanguage(text, languages);
    const { wording } = languages.lexicons.get(message.language.tag) ?? languages.fallback;
    return { ...decide(message, classifier, { wording, topics }), language: message.language };
  };
}
