import { conversationOfRequest, type DeskConfig } from '@acebuddy/contracts';
import type { DeskFile, Step, StepPayload, WatchStore } from '../ports.ts';
import type { Effect } from './effect.ts';
import { addCommentEffect } from './effects/add-comment.ts';
import { addCallEffect, addTagsEffect, attachEffect } from './effects/add-to-ticket.ts';
import { createTicketEffect } from './effects/create-ticket.ts';
import { reviseTicketEffect, setPriorityEffect, setProofEffect, setStatusEffect } from './effects/update-ticket.ts';
import { verifySingleEffect } from './effects/verify-single.ts';
import { requestOfStep } from './lanes.ts';
import { commentMarker } from './markers.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { WorkSettings } from './settings.ts';
import { knownStatusNames, toStatusName } from './status-name.ts';
import { toRevision } from './ticket-body.ts';

/** Fetches a file that came with a chat; throws `DeskFailure`. */
export type FetchFile = (file: Extract<StepPayload, { kind: 'attachment' }>) => Promise<DeskFile>;

export interface StepEffectDeps {
  readonly config: DeskConfig;
  readonly settings: WorkSettings;
  readonly memory: ProcessMemory;
  readonly watches: WatchStore;
  readonly fetchFile: FetchFile;
  readonly now: () => Date;
}

/** Runs what a step asks for through the one procedure that all of them share. */
export type RunEffect<R> = <T>(effect: Effect<T>) => Promise<R>;

/** The create step itself needs no ticket; everything else happens to one. */
export function runCreate<R>(deps: StepEffectDeps, step: Step, run: RunEffect<R>): Promise<R> {
  if (step.payload?.kind !== 'create') throw new TypeError('an unfinished create step holds its draft');
  return run(createTicketEffect({ ...deps, step, payload: step.payload }));
}

export function runChange<R>(deps: StepEffectDeps, step: Step, ticketId: string, run: RunEffect<R>): Promise<R> {
  const { config, settings, watches, fetchFile, now } = deps;
  const common = { ticketId, settings };
  const payload = step.payload;
  switch (payload?.kind) {
    case 'comment':
      return run(addCommentEffect({ ...common, step, payload }));
    case 'status': {
      const status = toStatusName(config, payload.status);
      return run(
        setStatusEffect({
          ...common,
          status,
          known: knownStatusNames(config),
          announce: async () => {
            if (isOwnDoing(step)) await watches.expectStatus(ticketId, status);
          },
          lastSeen: async () => (await watches.get(ticketId))?.status ?? null,
        }),
      );
    }
    case 'priority':
      return run(setPriorityEffect({ ...common, priority: priorityName(config, payload.priority) }));
    case 'proof':
      return run(setProofEffect({ ...common, proof: payload.proof, field: config.custom_fields.verified }));
    case 'revise':
      return run(reviseTicketEffect({ ...common, ...toRevision(payload, config) }));
    case 'tags':
      return run(addTagsEffect({ ...common, tags: payload.tags }));
    case 'call':
      return run(addCallEffect({ ...common, payload, marker: commentMarker(step.id, 0, 1) }));
    case 'attachment':
      return run(attachEffect({ ...common, name: payload.name, fetchFile: () => fetchFile(payload) }));
    case 'verify':
      return run(verifySingleEffect({ ...common, payload, now, referenceField: config.custom_fields.reference }));
    case 'create':
    case undefined:
      throw new TypeError(`step ${step.id} cannot change a ticket`);
  }
}

/** A status that the chat or its ticket asked for is no news to it; one that was set by REST is. */
function isOwnDoing({ id }: Step): boolean {
  return id.startsWith('ticket:') || conversationOfRequest(requestOfStep(id)) !== null;
}

/** Our word for a priority in the portal's; anything else is the portal's word already. */
function priorityName(config: DeskConfig, priority: string): string {
  return (config.priority_names as Readonly<Record<string, string>>)[priority] ?? priority;
}
