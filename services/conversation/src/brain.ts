import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeskConfig } from '@acebuddy/contracts';
import { createChoiceReader, createMatterReader } from '@acebuddy/detection';
import { createLearner, createReadings } from '@acebuddy/detection/learn';
import type { Logger } from '@acebuddy/service-kit';
import { choiceLinesOf, createEngine } from '@acebuddy/workflows';
import { cacheDirectory } from './adapters/cached-directory.ts';
import { createDeskDirectory } from './adapters/directory-desk.ts';
import { createFileDirectory } from './adapters/directory-file.ts';
import { createHttpDirectory } from './adapters/directory-http.ts';
import { withConfiguredPocs } from './adapters/directory-pocs.ts';
import type { LlmSettings } from './adapters/llm/llm-settings.ts';
import { loadAllWorkflows } from './adapters/load-all-workflows.ts';
import { logDirectory } from './adapters/logged-directory.ts';
import { createMinisearchKnowledge } from './adapters/minisearch-knowledge.ts';
import type { Advisor, Directory, Ticketing } from './ports.ts';
import type { ConversationServerDeps } from './server.ts';
import { toEngineSettings, toImpactInputs } from './settings.ts';

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
  /** When this product was first started, for `known_contacts` of the operator's file. ISO instant. */
  readonly firstStartAt: () => Promise<string>;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface Brain
  extends Pick<
    ConversationServerDeps,
    'engine' | 'detector' | 'learns' | 'advisor' | 'knowledge' | 'directory' | 'settings' | 'impact' | 'workflows'
  > {
  /** What an operator should know at a start, one sentence each without the last dot. */
  readonly notices: readonly string[];
}

const bundledKnowledgeFolder = fileURLToPath(new URL('../../../knowledge/', import.meta.url));
const directoryKeepMs = 5 * 60_000;
const directoryFailureKeepMs = 20_000;
const directoryWaitMs = 1_000;
const directoryTimeoutMs = 6_000;

/** What the service knows: workflows, the detector trained on them, help articles, customers and the operator's settings. */
export async function loadBrain(options: BrainOptions): Promise<Brain> {
  const workflows = loadAllWorkflows(options.workflowsDir);
  const cacheFolder = join(options.dataDir, 'models');
  const detectable = workflows.map(({ definition: { id, name, examples } }) => ({ id, name, examples }));
  const readings = createReadings({
    workflows: detectable,
    cacheFolder,
    onProgress: (message) => options.logger.info(message),
  });
  const names = new Map(workflows.map(({ definition: { id, name } }) => [id, name]));
  const { directory, notices } = openDirectory(options);
  const [knowledge, advisor] = await Promise.all([
    createMinisearchKnowledge(options.knowledgeDir ?? bundledKnowledgeFolder),
    options.llm === null ? null : openAdvisor(options.llm, names, options.logger),
  ]);
  const settings = toEngineSettings(options.desk, options);
  const matters = createMatterReader({ cacheFolder });
  const choices = createChoiceReader({
    own: choiceLinesOf(workflows),
    cacheFolder,
    onProgress: (message) => options.logger.info(message),
  });
  return {
    engine: createEngine(workflows, {
      reader: readings.readActs,
      matters: matters.read,
      choices: choices.read,
      topics: (text) => readings.detector.detect(text),
    }),
    detector: readings.detector,
    learns: { readings, learner: createLearner(), workflows: detectable, cacheFolder },
    advisor,
    knowledge,
    directory,
    settings,
    impact: toImpactInputs(options.desk, workflows),
    workflows,
    notices,
  };
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

function openDirectory(options: BrainOptions): { directory: Directory; notices: readonly string[] } {
  const { logger } = options;
  const { file } = options.directory;
  const read = file === null ? null : createFileDirectory(file, logger);
  const configured =
    read === null ? remoteDirectory(options) : logDirectory(read, { logger, source: 'DIRECTORY_FILE' });
  return { directory: withConfiguredPocs(configured, options.desk.pocs), notices: read?.notices ?? [] };
}

function remoteDirectory(options: BrainOptions): Directory {
  const { logger } = options;
  const { url, token } = options.directory;
  const access = token === null ? {} : { token };
  const remote =
    url === null
      ? createDeskDirectory({ ...options, trusted: options.desk.known_contacts })
      : logDirectory(createHttpDirectory({ url, fetch, timeoutMs: directoryTimeoutMs, logger, ...access }), {
          logger,
          source: 'DIRECTORY_URL',
        });
  return cacheDirectory(remote, {
    now: options.now,
    keepMs: directoryKeepMs,
    failureKeepMs: directoryFailureKeepMs,
    waitMs: directoryWaitMs,
    entriesMax: 5_000,
  });
}
