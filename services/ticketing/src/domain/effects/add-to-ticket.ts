import type { DeskFile, StepPayload, StepProgress } from '../../ports.ts';
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
    find: async (desk) => {
      const ours = (await desk.listCalls(ticketId)).find((found) => found.description?.includes(marker) === true);
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

/** Attaches a file. After a lost answer a file of the same name counts as ours: two of one name help nobody. */
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
      const ours = (await desk.listAttachments(ticketId)).find((attachment) => attachment.name === name);
      return ours === undefined ? { kind: 'absent' } : { kind: 'found', value: ours.id };
    },
    settle: keepId,
  };
}

function keepId(resultId: string, progress: StepProgress) {
  return { progress, result: { resultId }, more: false };
}
