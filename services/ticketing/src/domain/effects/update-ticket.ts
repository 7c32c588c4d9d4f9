import type { IdentityProof } from '@acebuddy/contracts';
import type { DeskTicket, StepProgress, TicketPatch } from '../../ports.ts';
import { DeskFailure } from '../../ports.ts';
import type { Effect, Search } from '../effect.ts';
import type { WorkSettings } from '../settings.ts';

export interface StatusEffectOptions {
  readonly ticketId: string;
  readonly status: string;
  /** Names that could have been meant, for who reads of a refusal. */
  readonly known: string;
  readonly settings: WorkSettings;
  /** Says beforehand that this status is our own doing. */
  readonly announce: () => Promise<void>;
  /** The status that we last saw, null when unknown. */
  readonly lastSeen: () => Promise<string | null>;
}

/** Sets the status. After a lost answer the ticket is read first: a person's later change must not be undone. */
export function setStatusEffect(options: StatusEffectOptions): Effect<null> {
  const { ticketId, status, settings, announce, lastSeen } = options;
  return {
    looks: settings.changeLooks,
    perform: async (desk) => {
      await announce();
      await desk.updateTicket(ticketId, { status }).catch((error: unknown) => {
        throw unknownStatus(error, options);
      });
      return null;
    },
    find: async (desk, search) => {
      const ticket = await mustExist(desk.getTicket(ticketId));
      const isSettled = ticket.status === status || (await changedByOthers(ticket, search, lastSeen));
      return isSettled ? { kind: 'found', value: null } : { kind: 'absent' };
    },
    settle: keepNothing,
  };
}

function unknownStatus(error: unknown, { known }: StatusEffectOptions): unknown {
  if (!(error instanceof DeskFailure) || error.kind !== 'rejected') return error;
  if (!error.fields.some(({ pointer }) => pointer === '/status')) return error;
  const { fields, cause } = error;
  const message = `${error.message} The portal has no status of this name; ${known} are known here, others as the portal spells them.`;
  return new DeskFailure('rejected', message, { fields, cause });
}

/** A third status, set after we sent ours: whoever did that knew more than we do now. */
async function changedByOthers(ticket: DeskTicket, search: Search, lastSeen: () => Promise<string | null>) {
  const before = await lastSeen();
  const modifiedAt = ticket.modifiedTime === null ? 0 : Date.parse(ticket.modifiedTime);
  return before !== null && ticket.status !== before && modifiedAt > search.firstSentAt;
}

export interface PriorityEffectOptions {
  readonly ticketId: string;
  readonly priority: string;
  readonly settings: WorkSettings;
}

export function setPriorityEffect({ ticketId, priority, settings }: PriorityEffectOptions): Effect<null> {
  return {
    looks: settings.changeLooks,
    perform: async (desk) => {
      await desk.updateTicket(ticketId, { priority });
      return null;
    },
    find: async (desk) => {
      const ticket = await mustExist(desk.getTicket(ticketId));
      return ticket.priority === priority ? { kind: 'found', value: null } : { kind: 'absent' };
    },
    settle: keepNothing,
  };
}

export interface ProofEffectOptions {
  readonly ticketId: string;
  readonly proof: IdentityProof;
  /** Desk's name of the custom field; null where the portal has none. */
  readonly field: string | null;
  readonly settings: WorkSettings;
}

/** Sets the custom field that tells what is proven. A portal that refuses the field has the comment beside it. */
export function setProofEffect({ ticketId, proof, field, settings }: ProofEffectOptions): Effect<null> {
  return {
    looks: settings.changeLooks,
    perform: async (desk) => {
      if (field === null) return null;
      try {
        await desk.updateTicket(ticketId, { cf: { [field]: proof } });
      } catch (error) {
        if (!(error instanceof DeskFailure) || error.kind !== 'rejected') throw error;
      }
      return null;
    },
    find: async (desk) => {
      const ticket = await mustExist(desk.getTicket(ticketId));
      const isSet = field === null || ticket.customFields[field] === proof;
      return isSet ? { kind: 'found', value: null } : { kind: 'absent' };
    },
    settle: keepNothing,
  };
}

export interface ReviseEffectOptions {
  readonly ticketId: string;
  /** Custom fields are those that the portal may refuse; the words of the ticket must stand. */
  readonly patch: TicketPatch & { readonly description: string };
  readonly settings: WorkSettings;
}

/** Writes anew what the ticket says. Said twice it reads the same, so a lost answer is simply followed by another call. */
export function reviseTicketEffect({ ticketId, patch, settings }: ReviseEffectOptions): Effect<null> {
  return {
    looks: settings.changeLooks,
    perform: async (desk) => {
      try {
        await desk.updateTicket(ticketId, patch);
      } catch (error) {
        if (!(error instanceof DeskFailure) || error.kind !== 'rejected') throw error;
        await desk.updateTicket(ticketId, { description: patch.description });
      }
      return null;
    },
    find: async (desk) => {
      await mustExist(desk.getTicket(ticketId));
      return { kind: 'absent' };
    },
    settle: keepNothing,
  };
}

async function mustExist(reading: Promise<DeskTicket | null>): Promise<DeskTicket> {
  const ticket = await reading;
  if (ticket === null) throw new DeskFailure('not_found', 'The ticket does not exist any more, or is not visible');
  return ticket;
}

function keepNothing(_: null, progress: StepProgress) {
  return { progress, result: {}, more: false };
}
