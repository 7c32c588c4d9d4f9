import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One place of this release's source that an invented neighbour has otherwise. */
export interface Edit {
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Neighbour {
  readonly name: string;
  /** What is found out about it beside this release, a row of the report of `pnpm chaos`; null when it must lose nothing. */
  readonly loses: string | null;
  readonly edits: readonly Edit[];
}

const field: Edit = {
  file: 'services/conversation/src/domain/record.ts',
  find: '  version: z.number().int().nonnegative(),\n',
  replace: "  version: z.number().int().nonnegative(),\n  mood: z.string().default('calm'),\n",
};

/** A kind of change that conversation asks for, and a kind of step that ticketing keeps. */
const kinds: readonly Edit[] = [
  {
    file: 'packages/contracts/src/ticketing.ts',
    find: "  z.object({ kind: z.literal('transcript'), entries: z.array(transcriptEntrySchema).min(1).max(2_000) }),\n",
    replace: `  z.object({ kind: z.literal('transcript'), entries: z.array(transcriptEntrySchema).min(1).max(2_000) }),
  z.object({ kind: z.literal('lines'), entries: z.array(transcriptEntrySchema).min(1).max(2_000) }),\n`,
  },
  {
    file: 'services/conversation/src/domain/ticket-work.ts',
    find: "{ kind: 'transcript', entries: newest(entries) }",
    replace: "{ kind: 'lines', entries: newest(entries) }",
  },
  {
    file: 'services/ticketing/src/domain/change-request.ts',
    find: `    case 'transcript':\n      return { kind: 'comment', parts`,
    replace: `    case 'lines':\n    case 'transcript':\n      return { kind: 'aside', parts`,
  },
  {
    file: 'services/ticketing/src/domain/create-request.ts',
    find: "payload: { kind: 'comment', parts",
    replace: "payload: { kind: 'aside', parts",
  },
  {
    file: 'services/ticketing/src/adapters/step-codec.ts',
    find: "  z.object({ kind: z.literal('status'), status: z.string() }),\n",
    replace: `  z.object({ kind: z.literal('status'), status: z.string() }),
  z.object({ kind: z.literal('aside'), parts: z.array(z.string()), isPublic: z.boolean() }),\n`,
  },
  {
    file: 'services/ticketing/src/ports/ledger.ts',
    find: "  'comment',\n",
    replace: "  'comment',\n  'aside',\n",
  },
  {
    file: 'services/ticketing/src/domain/step-effect.ts',
    find: "    case 'comment':\n",
    replace: "    case 'aside':\n    case 'comment':\n",
  },
];

/** An error code that every fifth creation of a ticket ends with at first. */
const errorCode: readonly Edit[] = [
  {
    file: 'packages/contracts/src/errors.ts',
    find: '  DESK_UNAVAILABLE: {',
    replace:
      "  DESK_TIRED: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true, class: 'passing' },\n  DESK_UNAVAILABLE: {",
  },
  {
    file: 'services/ticketing/src/router.ts',
    find: '.mutation(({ input }) => ticketing.createTicket(input)),',
    replace: `.mutation(({ input }) => {
        if (Math.random() < 0.2) throw new TiredError('DESK_TIRED', 'The desk is tired for a moment.');
        return ticketing.createTicket(input);
      }),`,
  },
  {
    file: 'services/ticketing/src/router.ts',
    find: "import { z } from 'zod';\n",
    replace: "import { AppError as TiredError } from '@acebuddy/contracts';\nimport { z } from 'zod';\n",
  },
];

/** A state of sessions, in the place of "active". */
const status: readonly Edit[] = [
  {
    file: 'packages/contracts/src/conversation.ts',
    find: "  'active',\n",
    replace: "  'active',\n  'pondering',\n",
  },
  {
    file: 'packages/workflows/src/turn/new-run.ts',
    find: "session: 'active'",
    replace: "session: 'pondering'",
  },
];

/**
 * What a release must never do: a key with another meaning. The lines of a chat come as `lines`, what used to carry them has
 * the first one only, and a ticketing that got no `lines` takes the old key to mean that. Callees are updated first and rolled
 * back last, so it is the conversation of the release before whose words are misread: all but the first are lost.
 */
const misread: readonly Edit[] = [
  {
    file: 'packages/contracts/src/ticketing.ts',
    find: '  transcript: z.array(transcriptEntrySchema).max(2_000).default([]),\n',
    replace: `  transcript: z.array(transcriptEntrySchema).max(2_000).default([]),
  lines: z.array(transcriptEntrySchema).max(2_000).optional(),\n`,
  },
  {
    file: 'packages/contracts/src/ticketing.ts',
    find: "kind: z.literal('transcript'), entries: z.array(transcriptEntrySchema).min(1).max(2_000) }),\n",
    replace: `kind: z.literal('transcript'), entries: z.array(transcriptEntrySchema).min(1).max(2_000),
    lines: z.array(transcriptEntrySchema).max(2_000).optional() }),\n`,
  },
  {
    file: 'services/conversation/src/domain/ticket-work.ts',
    find: '    transcript: newest(await lines(deps, record, 0, work.throughLine)),\n',
    replace: `    transcript: newest(await lines(deps, record, 0, work.throughLine)).slice(0, 1),
    lines: newest(await lines(deps, record, 0, work.throughLine)),\n`,
  },
  {
    file: 'services/conversation/src/domain/ticket-work.ts',
    find: 'entries: newest(entries) }',
    replace: 'entries: newest(entries).slice(0, 1), lines: newest(entries) }',
  },
  {
    file: 'services/ticketing/src/domain/create-request.ts',
    find: '{ requestId, reference, draft, transcript, foreground }: CreateRequest',
    replace: '{ requestId, reference, draft, transcript, lines, foreground }: CreateRequest',
  },
  {
    file: 'services/ticketing/src/domain/create-request.ts',
    find: 'transcriptParts(transcript)',
    replace: 'transcriptParts(lines ?? transcript.slice(0, 1))',
  },
  {
    file: 'services/ticketing/src/domain/change-request.ts',
    find: 'transcriptParts(change.entries)',
    replace: 'transcriptParts(change.lines ?? change.entries.slice(0, 1))',
  },
];

/**
 * Releases that do not exist: one adds all that a release may add, the other gives a key another meaning. Beside this release
 * the first must lose nothing, and the second must be found out: else the suite finds nothing at all.
 */
export const neighbours: readonly Neighbour[] = [
  {
    name: 'adds a field, kinds, an error code and a state',
    loses: null,
    edits: [field, ...kinds, ...errorCode, ...status],
  },
  { name: 'gives a key another meaning', loses: 'comment lines missing on tickets', edits: misread },
];

/** @throws when a place is not there exactly once: the source has moved on, and the neighbour has to follow. */
export function applyEdits(folder: string, edits: readonly Edit[]): void {
  for (const { file, find, replace } of edits) {
    const path = join(folder, file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2) throw new Error(`${file} has "${find.trim()}" ${parts.length - 1} times`);
    writeFileSync(path, parts.join(replace));
  }
}
