export type SecretKind = 'password' | 'code' | 'card' | 'account' | 'taxId' | 'secret';

/** Where a secret stands in the text: `start` inclusive, `end` exclusive, in UTF-16 units. */
export interface Secret {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

/** Finds secrets of one sort. Must take time linear in the text: customers choose the text. */
export type Detector = (text: string) => Secret[];
