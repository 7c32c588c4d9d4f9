import { ConfigError } from '@acebuddy/service-kit';
import {
  bundledWorkflowsFolder,
  describeProblem,
  loadWorkflows,
  type Workflow,
  WorkflowFilesError,
} from '@acebuddy/workflows';

/**
 * The bundled workflows and the operator's own.
 *
 * @param folder `WORKFLOWS_DIR`; null: only the bundled ones
 * @throws ConfigError that names each mistake with file and line: the bundled files are sound
 */
export function loadAllWorkflows(folder: string | null): readonly Workflow[] {
  try {
    return loadWorkflows([bundledWorkflowsFolder, ...(folder === null ? [] : [folder])]);
  } catch (error) {
    if (!(error instanceof WorkflowFilesError)) throw error;
    throw new ConfigError(
      error.problems.map((problem) => `WORKFLOWS_DIR: ${describeProblem(problem)}`),
      'WORKFLOWS_INVALID',
    );
  }
}
