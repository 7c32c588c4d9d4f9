import type { DoubtKind } from '@acebuddy/contracts';

/** A message that was not understood: where it is, no words of it. Instants are ISO. */
export interface NewDoubt {
  readonly conversationId: string;
  readonly seq: number;
  readonly kind: DoubtKind;
  /** BCP 47, of the chat; null: not known. */
  readonly language: string | null;
  /** When it was seen. */
  readonly at: string;
}
export type StoredDoubt = Omit<NewDoubt, 'kind'> & { readonly kind: string; readonly labelled: boolean };

/** All that are given must hold. */
export interface DoubtFilter {
  readonly kind?: string;
  readonly language?: string;
  readonly labelled?: boolean;
  /** Seen at or after, and before. */
  readonly from?: string;
  readonly to?: string;
}

export type MessagePlace = Pick<NewDoubt, 'conversationId' | 'seq'>;
/** A place in the list of doubts, which goes from the newest to the oldest. */
export type DoubtPlace = MessagePlace & Pick<NewDoubt, 'at'>;

/** What somebody said that a message means. `sealed` holds the text; the rest is counted and paged by. */
export interface StoredLabel extends MessagePlace {
  readonly at: string;
  readonly head: 'topic' | 'act';
  /** A workflow (null: none) or an act. */
  readonly name: string | null;
  readonly sealed: string;
}

/** An address of the person of a labelled message, as a keyed digest. */
export interface StoredLabelPerson extends MessagePlace {
  /** Its digest when it was written: names the row. */
  readonly link: string;
  /** Its digest under the newest key. */
  readonly person: string;
  /** What it is the digest of. */
  readonly sealed: string;
}

export interface LabelCount {
  readonly head: string;
  readonly name: string | null;
  readonly count: number;
}

/** What people label and what is learned of it. Failures of the store throw `STORE_UNAVAILABLE`. */
export interface LearningStore {
  /** The newest first, `before` a place when one is given. */
  doubts(
    filter: DoubtFilter,
    page: { readonly before?: DoubtPlace; readonly limit: number },
  ): Promise<readonly StoredDoubt[]>;
  /** Replaces the label that the message has. */
  putLabel(label: StoredLabel, people: readonly StoredLabelPerson[]): Promise<void>;
  /** False when it had none. */
  removeLabel(message: MessagePlace): Promise<boolean>;
  label(message: MessagePlace): Promise<StoredLabel | null>;
  /** In the order of chats and turns. */
  labels(page: { readonly after?: MessagePlace; readonly limit: number }): Promise<readonly StoredLabel[]>;
  labelsOfChat(conversationId: string): Promise<readonly StoredLabel[]>;
  labelsOfPerson(person: string): Promise<readonly StoredLabel[]>;
  countLabels(): Promise<readonly LabelCount[]>;
  /** A model with its card, sealed each; written before anything names it. */
  putModel(id: number, card: string, parts: readonly string[]): Promise<void>;
  card(id: number): Promise<string | null>;
  /** In order; empty when there is no such model. */
  parts(id: number): Promise<readonly string[]>;
  /** Removes all models but these. */
  keepModels(ids: readonly number[]): Promise<void>;
}
