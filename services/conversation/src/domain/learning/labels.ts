import type { MessageKey } from '@acebuddy/contracts';
import type { LearnLine } from '@acebuddy/detection/learn';
import type { RecordCipher } from '@acebuddy/storage';
import type { LearningStore, MessagePlace, StoredLabel } from '../../learning-ports.ts';
import type { PersonKeys } from '../conversations.ts';
import { type LabelledMessage, labelledMessageSchema } from './labelled-message.ts';

/** Labels in the clear: seals what goes to the store, opens and checks what comes back. */
export interface Labels {
  put(message: MessagePlace, labelled: LabelledMessage, addresses: readonly string[], at: string): Promise<void>;
  remove(message: MessagePlace): Promise<boolean>;
  get(message: MessagePlace): Promise<LabelledMessage | null>;
  /** All of them as lines to learn from, each with a name of its place that tells nothing. */
  lines(): Promise<readonly LearnLine[]>;
  /** Names of all places. */
  places(): Promise<readonly string[]>;
  /** Of a person: by her addresses, and of these chats. */
  ofPerson(email: string, chats: readonly string[]): Promise<readonly OfPerson[]>;
}

export interface OfPerson extends MessageKey {
  readonly at: string;
  readonly labelled: LabelledMessage;
}

export interface LabelsDeps {
  readonly store: LearningStore;
  readonly cipher: RecordCipher;
  readonly personKeys: PersonKeys;
}

const pageSize = 500;
/** A model of more lines takes no better, and every line is in memory while it is made. */
const linesMax = 20_000;

export function createLabels({ store, cipher, personKeys }: LabelsDeps): Labels {
  const open = (stored: StoredLabel): LabelledMessage =>
    labelledMessageSchema.parse(JSON.parse(cipher.open(stored.sealed, labelName(stored))));
  const all = async (): Promise<readonly StoredLabel[]> => {
    const found: StoredLabel[] = [];
    for (;;) {
      const after = found.at(-1);
      const page = await store.labels({ limit: pageSize, ...(after === undefined ? {} : { after }) });
      found.push(...page);
      if (page.length < pageSize || found.length >= linesMax) return found;
    }
  };
  return {
    async put(message, labelled, addresses, at) {
      const { conversationId, seq } = message;
      const { target } = labelled;
      const name = target.head === 'topic' ? target.workflow : target.act;
      const sealed = cipher.seal(JSON.stringify(labelled), labelName(message));
      const people = addresses.map((address) => {
        const [link] = personKeys(address);
        return {
          conversationId,
          seq,
          link,
          person: link,
          sealed: cipher.seal(address, labelPersonName(message, link)),
        };
      });
      await store.putLabel({ conversationId, seq, at, head: target.head, name, sealed }, people);
    },
    remove: (message) => store.removeLabel(message),
    async get(message) {
      const stored = await store.label(message);
      return stored === null ? null : open(stored);
    },
    lines: async () =>
      (await all()).map((stored) => {
        const { text, language, target } = open(stored);
        return { text, language: language?.split('-')[0] ?? null, group: stored.conversationId, target };
      }),
    places: async () => (await all()).map(placeName),
    async ofPerson(email, chats) {
      const found = [
        ...(await Promise.all(personKeys(email).map((key) => store.labelsOfPerson(key)))).flat(),
        ...(await Promise.all(chats.map((chat) => store.labelsOfChat(chat)))).flat(),
      ];
      const byPlace = new Map(found.map((stored) => [labelName(stored), stored]));
      return [...byPlace.values()].map((stored) => ({
        conversationId: stored.conversationId as MessageKey['conversationId'],
        seq: stored.seq,
        at: stored.at,
        labelled: open(stored),
      }));
    },
  };
}

/** Names bind a sealed text to its place. */
export const labelName = ({ conversationId, seq }: MessagePlace): string => `label:${conversationId}:${seq}`;
export const labelPersonName = (message: MessagePlace, link: string): string => `${labelName(message)}:${link}`;
export const placeName = ({ conversationId, seq }: MessagePlace): string => `${conversationId}/${seq}`;
