import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedConversation } from '@acebuddy/salesiq/simulator';
import type { Logger } from '@acebuddy/service-kit';
import { createRecordCipher, type EncryptionKeys, keyIdOf } from '@acebuddy/storage';
import { z } from 'zod';
import { agentsPositions } from './agents-switch.ts';

const line = z.object({
  from: z.enum(['visitor', 'bot', 'operator', 'info']),
  text: z.string(),
  author: z.string().exactOptional(),
  at: z.string(),
});
const operator = z.object({ id: z.string(), name: z.string(), email: z.string() });
/** Input cards are whatever the bot sent and SalesIQ took; the window judges answers to them, not this file. */
const offer = z.object({
  suggestions: z.array(z.string()).readonly().exactOptional(),
  input: z.custom<NonNullable<SimulatedConversation['offer']['input']>>().exactOptional(),
});

const conversation = z.object({
  id: z.string(),
  visitor: z.object({
    uniqueId: z.string(),
    name: z.string().exactOptional(),
    email: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    timeZone: z.string().exactOptional(),
  }),
  channel: z.string(),
  question: z.string(),
  status: z.enum(['open', 'closed', 'missed']),
  attender: operator.nullable(),
  lines: z.array(line),
  notes: z.array(z.string()),
  offer,
  rating: z.object({ rating: z.number(), feedback: z.string() }).nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});

const chat = z.object({
  key: z.string(),
  name: z.string().exactOptional(),
  email: z.string().exactOptional(),
  timeZone: z.string().exactOptional(),
  heard: z.array(z.string()).readonly(),
  window: z.object({
    conversationId: z.string().exactOptional(),
    question: z.string().exactOptional(),
    greeting: z.array(line).readonly(),
    greetingOffer: offer,
  }),
});

const caughtMail = z.object({
  seq: z.number(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()).readonly(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

const keptStateSchema = z.object({
  chats: z.array(chat),
  conversations: z.array(conversation).readonly(),
  mails: z.array(caughtMail).readonly(),
  agents: z.enum(agentsPositions).default('hours'),
});
/** What the simulated SalesIQ and the mail catcher know; a restart goes on with it. */
export type KeptState = z.output<typeof keptStateSchema>;
export type KeptChat = KeptState['chats'][number];

export interface StateFile {
  /** What the last process left behind; nothing when it cannot be read. */
  readonly kept: KeptState;
  /** Sealed, and whole or not at all. */
  write(state: KeptState): void;
}

const nothing: KeptState = { chats: [], conversations: [], mails: [], agents: 'hours' };
const place = 'playground';

/** A file beside the simulated desk's journal. What it has is invented, yet people try things out with real words. */
export function openStateFile(dataDir: string, keys: EncryptionKeys, logger: Logger): StateFile {
  const cipher = createRecordCipher(keys);
  const file = fileIn(dataDir);
  return {
    kept: read(),
    write(state) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeWhole(file, cipher.seal(JSON.stringify(state), place));
    },
  };

  function read(): KeptState {
    try {
      return keptStateSchema.parse(JSON.parse(cipher.open(readFileSync(file, 'utf8'), place)));
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isAbsent) logger.warn({ file }, 'the chats and mails of the playground cannot be read: it begins anew');
      return nothing;
    }
  }
}

/** What became of the file when everything was sealed anew. */
export type StateReseal = 'absent' | 'current' | 'resealed' | 'unreadable';

/** Seals the file with the first key, so that it is read when the others are gone. */
export function resealStateFile(dataDir: string, keys: EncryptionKeys): StateReseal {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return 'absent';
  try {
    const sealed = readFileSync(file, 'utf8');
    if (keyIdOf(sealed) === keys[0].id) return 'current';
    const cipher = createRecordCipher(keys);
    writeWhole(file, cipher.seal(cipher.open(sealed, place), place));
    return 'resealed';
  } catch {
    return 'unreadable';
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'playground.sealed');
}

function writeWhole(file: string, sealed: string): void {
  writeFileSync(`${file}.new`, sealed, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
