import type { ConsoleOutputs, Doubt, Label, LearnedModel } from '../src/api/types.ts';

const group = {
  head: 'topic',
  set: 'development',
  language: null,
  error: 0.024,
  contradicted: 0,
  isContradicted: false,
} as const;
const model: LearnedModel = {
  ...{ id: 2, at: new Date(Date.now() - 3_600_000).toISOString(), learnedFrom: 41, heldOut: 9, labelsGone: 0 },
  ...{ comparedWith: 1, mayBeTaken: true },
  groups: [
    { ...group, name: 'all', count: 1_530, before: 1_411, after: 1_418, lost: 3, gained: 10, isWorse: false },
    { ...group, name: 'printer_issues', count: 97, before: 90, after: 92, lost: 1, gained: 3, isWorse: false },
    { ...group, name: 'email_issues', count: 103, before: 94, after: 94, lost: 0, gained: 0, isWorse: false },
  ],
};

function inventDoubts(): Doubt[] {
  const texts = [
    'the thing in the corner jams again',
    'it does not let me in',
    'no, the other one',
    'who do i talk to',
  ];
  return texts.map((text, index) => ({
    conversationId: `conv-10${index}` as Doubt['conversationId'],
    seq: index + 1,
    kind: (['none', 'unsure', 'switched', 'people'] as const)[index % 4] ?? 'none',
    at: new Date(Date.now() - index * 900_000).toISOString(),
    language: 'en',
    text,
    why: {
      ...{ question: null, at: null, filled: [], cleared: [], effects: [] },
      acts: [{ act: 'request', confidence: 0.52 }],
      topics: [
        { workflow: 'printer_issues', confidence: 0.41 },
        { workflow: 'email_issues', confidence: 0.33 },
      ],
      rows: [{ row: 'request at idle', commands: ['ask_which'] }],
    },
    label: null,
  }));
}

type Asked = Readonly<Record<string, unknown>>;
interface Given {
  readonly messages?: readonly { readonly conversationId: string; readonly seq: number }[];
  readonly label?: Label | null;
}

/** Messages, labels and models that are kept in memory; a training takes six seconds. */
export function createLearningAnswers(isEmpty: boolean) {
  const doubts = isEmpty ? [] : inventDoubts();
  let active: number | null = isEmpty ? null : 1;
  let trainedAt = 0;
  return {
    'learning.get': (): ConsoleOutputs['learning']['get'] => {
      const share = Math.min(1, (Date.now() - trainedAt) / 6_000);
      const startedAt = new Date(trainedAt).toISOString();
      const training = { startedAt, phase: 'topics', language: null, share, modelId: null, problem: null } as const;
      return {
        acts: ['human', 'cancel', 'ticket'],
        labels: isEmpty ? [] : [{ head: 'topic', name: 'printer_issues', count: 50 }],
        training: trainedAt === 0 ? null : { ...training, state: share < 1 ? 'running' : 'done' },
        active,
        ...(active === null ? {} : { before: active === 2 ? 1 : null }),
        refused: null,
        models: isEmpty ? [] : [model],
      };
    },
    'learning.doubts': (asked: Asked): ConsoleOutputs['learning']['doubts'] => ({
      items: doubts.filter(({ label }) => asked.labelled === undefined || asked.labelled === (label !== null)),
      next: null,
    }),
    'learning.label': (asked: Asked): ConsoleOutputs['learning']['label'] => {
      const { messages = [], label = null } = asked as Given;
      for (const { seq } of messages) {
        const at = doubts.findIndex((doubt) => doubt.seq === seq);
        const doubt = doubts[at];
        if (doubt !== undefined) doubts[at] = { ...doubt, label };
      }
      return { done: messages.length, failed: [] };
    },
    'learning.train': () => {
      trainedAt = Date.now();
      return { done: true };
    },
    'learning.take': () => {
      active = 2;
      return { done: true };
    },
    'learning.back': () => {
      active = 1;
      return { done: true };
    },
  };
}
