import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeskConfig } from '@acebuddy/contracts';
import { createDetector } from '@acebuddy/detection';
import type { Logger } from '@acebuddy/service-kit';
import { bundledWorkflowsFolder, createEngine, loadWorkflows } from '@acebuddy/workflows';
import { cacheDirectory } from './adapters/cached-directory.ts';
import { createDeskDirectory } from './adapters/directory-desk.ts';
import { createFileDirectory } from './adapters/directory-file.ts';
import { createHttpDirectory } from './adapters/directory-http.ts';
import { withConfiguredPocs } from './adapters/directory-pocs.ts';
import type { LlmSettings } from './adapters/llm/llm-settings.ts';
import { createMinisearchKnowledge } from './adapters/minisearch-knowledge.ts';
import type { Advisor, Directory, Ticketing } from './ports.ts';
import type { ConversationServerDeps } from './server.ts';
import { toEngineSettings } from './settings.ts';

export interface BrainOptions {
  readonly desk: DeskConfig;
  readonly supportEmail: string;
  readonly supportPhone: string | null;
  readonly dataDir: string;
  /** Folder with the customer's own workflows, beside the bundled ones. */
  readonly workflowsDir: string | null;
  /** Folder of help articles in place of the bundled ones. */
  readonly knowledgeDir: string | null;
  readonly directory: { readonly file: string | null; readonly url: string | null; readonly token: string | null };
  /** Language model that may settle what the detector is unsure of; null: none. */
  readonly llm: LlmSettings | null;
  readonly ticketing: Pick<Ticketing, 'findContact'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

export type Brain = Pick<
  ConversationServerDeps,
  'engine' | 'detector' | 'advisor' | 'knowledge' | 'directory' | 'settings'
>;

const bundledKnowledgeFolder = fileURLToPath(new URL('../../../knowledge/', import.meta.url));
const directoryKeepMs = 5 * 60_000;
const directoryFailureKeepMs = 20_000;
const directoryWaitMs = 1_000;
const directoryTimeoutMs = 6_000;

/** What the service knows: workflows, the detector trained on them, help articles, customers and the operator's settings. */
export async function loadBrain(options: BrainOptions): Promise<Brain> {
  const folders = [bundledWorkflowsFolder, ...(options.workflowsDir === null ? [] : [options.workflowsDir])];
  const workflows = loadWorkflows(folders);
  const detector = createDetector({
    workflows: workflows.map(({ definition: { id, name, examples } }) => ({ id, name, examples })),
    cacheFolder: join(options.dataDir, 'models'),
    onProgress: (message) => options.logger.info(message),
  });
  const names = new Map(workflows.map(({ definition: { id, name } }) => [id, name]));
  const [knowledge, directory, advisor] = await Promise.all([
    createMinisearchKnowledge(options.knowledgeDir ?? bundledKnowledgeFolder),
    openDirectory(options),
    options.llm === null ? null : openAdvisor(options.llm, names, options.logger),
  ]);
  const settings = toEngineSettings(options.desk, options);
  return { engine: createEngine(workflows), detector, advisor, knowledge, directory, settings };
}

/** Imported only when it is used: the SDK costs half a second of start and 30 MB of memory. */
async function openAdvisor(
  settings: LlmSettings,
  names: ReadonlyMap<string, string>,
  logger: Logger,
): Promise<Advisor> {
  const { createLlmAdvisor } = await import('./adapters/llm/llm-advisor.ts');
  const nameOf = (workflow: string) => names.get(workflow) ?? workflow;
  return createLlmAdvisor({ settings, nameOf, logger, fetch, now: () => performance.now() });
}

async function openDirectory(options: BrainOptions): Promise<Directory> {
  const { file, url, token } = options.directory;
  if (file !== null) return withConfiguredPocs(await createFileDirectory(file), options.desk.pocs);
  const remote =
    url === null
      ? createDeskDirectory(options.ticketing)
      : createHttpDirectory({ url, fetch, timeoutMs: directoryTimeoutMs, ...(token === null ? {} : { token }) });
  const cached = cacheDirectory(remote, {
    now: options.now,
    keepMs: directoryKeepMs,
    failureKeepMs: directoryFailureKeepMs,
    waitMs: directoryWaitMs,
    entriesMax: 5_000,
  });
  return withConfiguredPocs(cached, options.desk.pocs);
}
