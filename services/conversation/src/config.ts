import { drainingShape, type NamedPath, tracingShape } from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage';
import { z } from 'zod';
import { llmEnvironmentShape } from './adapters/llm/llm-settings.ts';

/** Environment of the conversation service when it runs alone. */
export const conversationConfigSchema = z.object({
  ...tracingShape,
  ...drainingShape,
  CONVERSATION_HOST: z.string().default('127.0.0.1'),
  CONVERSATION_PORT: z.coerce.number().int().min(0).max(65_535).default(8001),
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema,
  INTERNAL_TOKEN: z.string().min(24, 'must have at least 24 characters'),
  TICKETING_URL: z.url({ protocol: /^https?$/ }),
  NOTIFICATIONS_URL: z.url({ protocol: /^https?$/ }),
  SUPPORT_EMAIL: z.email(),
  SUPPORT_PHONE: z.string().optional(),
  SALESIQ_SCREEN_NAME: z.string().optional(),
  ZOHO_DESK_CONFIG: z.string().optional(),
  WORKFLOWS_DIR: z.string().optional(),
  KNOWLEDGE_DIR: z.string().optional(),
  DIRECTORY_FILE: z.string().optional(),
  DIRECTORY_URL: z.url({ protocol: /^https?$/ }).optional(),
  DIRECTORY_TOKEN: z.string().optional(),
  ...llmEnvironmentShape,
  VISITOR_TICKETS_PER_HOUR: z.coerce.number().int().min(1).default(30),
  VISITOR_SESSIONS_PER_HOUR: z.coerce.number().int().min(1).default(60),
  RETENTION_TRANSCRIPT_DAYS: z.coerce.number().int().min(1).max(36_500).default(365),
  LOG_LEVEL: z.string().default('info'),
});

interface Paths {
  readonly WORKFLOWS_DIR?: string | undefined;
  readonly KNOWLEDGE_DIR?: string | undefined;
  readonly DIRECTORY_FILE?: string | undefined;
}

/** What must be there where it is named, wherever the service runs. */
export function namedPaths({ WORKFLOWS_DIR, KNOWLEDGE_DIR, DIRECTORY_FILE }: Paths): readonly NamedPath[] {
  return [
    { variable: 'WORKFLOWS_DIR', path: WORKFLOWS_DIR, kind: 'folder' },
    { variable: 'KNOWLEDGE_DIR', path: KNOWLEDGE_DIR, kind: 'folder' },
    { variable: 'DIRECTORY_FILE', path: DIRECTORY_FILE, kind: 'file' },
  ];
}
