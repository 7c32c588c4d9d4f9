import {
  byActorSchema,
  type Learning,
  labelMessagesInputSchema,
  listDoubtsInputSchema,
  takeModelInputSchema,
} from '@acebuddy/contracts';
import type { ConversationClient } from '../../src/ports.ts';

type Calls = Pick<
  ConversationClient,
  'listDoubts' | 'labelMessages' | 'learning' | 'trainModel' | 'takeModel' | 'restoreModel'
>;

const nothing: Learning = {
  ...{ acts: ['human'], labels: [], training: null, active: null, refused: null, models: [] },
};

/** Tells `note` who did what; holds inputs against the contracts. */
export function fakeLearning(note: (act: { act: string; role: string | undefined }) => void): Calls {
  return {
    listDoubts: async (input) => {
      note({ act: 'doubts', role: listDoubtsInputSchema.parse(input).actor?.role });
      return { items: [], next: null };
    },
    labelMessages: async (input) => {
      const { actor, messages } = labelMessagesInputSchema.parse(input);
      note({ act: 'label', role: actor?.role });
      return { done: messages.length, failed: [] };
    },
    learning: async () => nothing,
    trainModel: async (input) => note({ act: 'train', role: byActorSchema.parse(input).actor?.role }),
    takeModel: async (input) => note({ act: 'take model', role: takeModelInputSchema.parse(input).actor?.role }),
    restoreModel: async (input) => note({ act: 'back', role: byActorSchema.parse(input).actor?.role }),
  };
}
