const standardStatuses = ['open', 'closed', 'on_hold', 'escalated'] as const;

/** A status that every Desk has, as the key of its name in a catalogue of texts. */
export type StandardStatus = (typeof standardStatuses)[number];

/** The standard status that Desk means by this name ("On Hold"); null for one that the operator has added. */
export function standardStatusOf(name: string): StandardStatus | null {
  const key = name.trim().toLowerCase().replace(/\s+/g, '_');
  return standardStatuses.find((known) => known === key) ?? null;
}
