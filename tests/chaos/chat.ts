/** What the customer learned from one answer of the bot. */
export interface Heard {
  /** The conversation itself answered, not the gateway for it. */
  readonly real: boolean;
  readonly text: string;
  readonly suggestions: readonly string[];
}

/** A customer's side of one chat, whatever form it has. */
export interface Chat {
  /** Id for the session routes. */
  sessionId(): string;
  /** Every call is a new message of hers. */
  say(text: string): Promise<Heard>;
  /** Says it, and the same delivery arrives `times` more, at the same time. */
  sayRepeated(text: string, times: number): Promise<Heard>;
  /** The last delivery once more; what it was answered, or null when it cannot be compared. */
  repeatLast(): Promise<Heard | null>;
  /** Everything that the bot ever said to her, late words included. */
  heardAll(): readonly string[];
}

export interface Said {
  readonly text: string;
  /** Deliveries with an id of their own. */
  readonly deliveries: number;
  /** Of them, how many were really answered. */
  readonly answered: number;
}

/** Keeps the book of what was said. */
export function createSaid() {
  const said = new Map<string, { deliveries: number; answered: number }>();
  return {
    note(text: string, answered: boolean): void {
      const entry = said.get(text) ?? { deliveries: 0, answered: 0 };
      said.set(text, { deliveries: entry.deliveries + 1, answered: entry.answered + (answered ? 1 : 0) });
    },
    all: (): readonly Said[] => [...said].map(([text, counts]) => ({ text, ...counts })),
  };
}
