import { stem } from '../engine/stem.ts';
import { cutWords } from './act-words.ts';
import type { Act, OpenQuestion, QuestionKind } from './acts.ts';
import { type LanguageWords, plainText } from './language.ts';

/** Kinds as the features know them: the closed list, and `yesno` for a choice between yes and no. */
type FeatureKind = QuestionKind | 'yesno';

/** Kinds that are alike: what is learned of one helps the others. */
export const questionGroups = ['free', 'choice', 'value', 'step', 'yesno', 'ways'] as const;
type QuestionGroup = (typeof questionGroups)[number];
const groups: Readonly<Record<FeatureKind, QuestionGroup>> = {
  idle: 'free',
  closing: 'free',
  choice: 'choice',
  text: 'value',
  name: 'value',
  email: 'value',
  phone: 'value',
  date: 'value',
  number: 'value',
  code: 'value',
  guide: 'step',
  confirm: 'yesno',
  yesno: 'yesno',
  ways: 'ways',
};

/** What most messages do at a question of that group. */
export const plainReplies: Readonly<Record<QuestionGroup, readonly Act[]>> = {
  free: ['request'],
  choice: ['answer'],
  value: ['answer'],
  step: ['worked', 'not_worked'],
  yesno: ['yes', 'no'],
  ways: [],
};

export interface OptionView {
  /** Stems of its words. */
  readonly stems: readonly string[];
  readonly content: ReadonlySet<string>;
  /** Stands for "I do not know". */
  readonly isUnsure: boolean;
}

/** The open question as the features see it. */
export interface QuestionView {
  readonly kind: FeatureKind;
  readonly group: QuestionGroup;
  readonly options: readonly OptionView[];
  readonly askContent: ReadonlySet<string>;
  /** Named features of the question alone. */
  readonly names: readonly string[];
}

/** No more options than this are compared. */
const optionsMax = 20;
const askWordsMax = 60;

export function viewQuestion(question: OpenQuestion, language: LanguageWords): QuestionView {
  const options = (question.options ?? []).slice(0, optionsMax).map((label) => viewOption(label, language));
  const ask = cutWords(plainText(question.ask ?? '', language)).slice(0, askWordsMax);
  const isYesNoChoice =
    options.length > 0 &&
    options.length <= 3 &&
    options.some((option) => isFirstOf(option, language.yesWords)) &&
    options.some((option) => isFirstOf(option, language.noWords));
  const isYesNoAsk = isYesNoForm(
    ask.map((one) => one.text),
    language,
  );
  const kind = question.kind === 'choice' && isYesNoChoice ? 'yesno' : question.kind;
  return {
    kind,
    group: groups[kind],
    options,
    askContent: contentOf(
      ask.map((one) => one.text),
      language,
    ),
    names: [
      `kind:${kind}`,
      `ask:${isYesNoAsk ? 'yesno' : 'open'}`,
      `options:${Math.min(options.length, 4)}`,
      ...(options.some((option) => option.isUnsure) ? ['options:unsure'] : []),
    ],
  };
}

/** Whether the last sentence of the question begins like one that is answered by yes or no. */
function isYesNoForm(words: readonly string[], language: LanguageWords): boolean {
  const end = words.lastIndexOf('?');
  if (end < 0) return false;
  return language.yesNoOpeners.has(words[0] ?? '');
}

function isFirstOf(option: OptionView, set: ReadonlySet<string>): boolean {
  return set.has(option.stems[0] ?? '');
}

function viewOption(label: string, language: LanguageWords): OptionView {
  const words = cutWords(plainText(label, language)).map((one) => one.text);
  return {
    stems: words.map(stem),
    content: contentOf(words, language),
    isUnsure: words.some((word) => language.unsureOptions.has(word)),
  };
}

export function contentOf(words: readonly string[], language: LanguageWords): ReadonlySet<string> {
  return new Set(words.filter((word) => word.length > 1 && !language.stopWords.has(word)).map(stem));
}
