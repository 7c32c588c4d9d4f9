import { DeskFailure, type DeskFile, type StepPayload, type StepProgress } from '../../ports.ts';
import { toSingleLine } from '../desk-text.ts';
import type { Effect } from '../effect.ts';
import type { WorkSettings } from '../settings.ts';

interface Common {
  readonly ticketId: string;
  readonly settings: WorkSettings;
}

export function addTagsEffect({
  ticketId,
  settings,
  tags,
}: Common & { readonly tags: readonly string[] }): Effect<null> {
  return {
    looks: settings.changeLooks,
    perform: async (desk) => {
      await desk.addTags(ticketId, tags);
      return null;
    },
    find: async (desk) => {
      const present = new Set((await desk.listTags(ticketId)).map((tag) => tag.toLowerCase()));
      return tags.every((tag) => present.has(tag.toLowerCase())) ? { kind: 'found', value: null } : { kind: 'absent' };
    },
    settle: (_, progress) => ({ progress, result: {}, more: false }),
  };
}

export interface CallEffectOptions extends Common {
  readonly payload: Extract<StepPayload, { kind: 'call' }>;
  /** Ours, in the activity's description: Desk documents no other way to recognise a call. */
  readonly marker: string;
}

/** Plans a telephone call. Best effort: Desk's list of a ticket's calls is not documented as real time. */
export function addCallEffect({ ticketId, settings, payload, marker }: CallEffectOptions): Effect<string> {
  const { kind: _, ...call } = payload;
  const subject = toSingleLine(call.subject);
  return {
    looks: settings.changeLooks,
    perform: (desk) => desk.addCall(ticketId, { ...call, subject, description: `${call.description}\n\n${marker}` }),
    find: async (desk, { ofGap }) => {
      const isOurs = (description: string | null) =>
        description?.includes(marker) === true && (ofGap !== true || description.startsWith(call.description.trim()));
      const ours = (await desk.listCalls(ticketId)).find(({ description }) => isOurs(description));
      return ours === undefined ? { kind: 'absent' } : { kind: 'found', value: ours.id };
    },
    settle: keepId,
  };
}

export interface AttachmentEffectOptions extends Common {
  /** Fetches the file; throws `DeskFailure` (`rejected` when it may not or cannot be attached). */
  readonly fetchFile: () => Promise<DeskFile>;
  readonly name: string;
}

/** Attaches a file. After a lost answer one of the same name and size counts as ours: phones call every picture alike. */
export function attachEffect({ ticketId, settings, fetchFile, name }: AttachmentEffectOptions): Effect<string> {
  let file: DeskFile | undefined;
  return {
    looks: settings.changeLooks,
    prepare: async () => {
      file = await fetchFile();
    },
    perform: async (desk) => {
      if (file === undefined) throw new TypeError('the file was not fetched');
      return desk.attach(ticketId, file);
    },
    find: async (desk) => {
      const alike = await desk.listAttachments(ticketId, name);
      if (alike.length === 0) return { kind: 'absent' };
      const size = await sizeOf(fetchFile);
      const ours = alike.find(({ sizeBytes }) => size === null || sizeBytes === null || sizeBytes === size);
      return ours === undefined ? { kind: 'absent' } : { kind: 'found', value: ours.id };
    },
    settle: keepId,
  };
}

/** Null when the file is not to be had any more: then its name has to do. */
async function sizeOf(fetchFile: () => Promise<DeskFile>): Promise<number | null> {
  try {
    return (await fetchFile()).bytes.byteLength;
  } catch (error) {
    if (error instanceof DeskFailure && error.kind === 'rejected') return null;
    throw error;
  }
}

function keepId(resultId: string, progress: StepProgress) {
  return { progress, result: { resultId }, more: false };
}
