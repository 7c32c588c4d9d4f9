export { checkWorkflows } from './check/check-workflows.ts';
export { defaultSettings } from './default-settings.ts';
export { bundledWorkflowsFolder, loadWorkflows, readWorkflows } from './definition/load-workflows.ts';
export type { Workflow } from './definition/program.ts';
export { describeProblem, WorkflowFilesError, type WorkflowProblem } from './definition/workflow-problem.ts';
export type { WorkflowDefinition } from './definition/workflow-schema.ts';
export { createEngine } from './engine.ts';
export type * from './engine-types.ts';
export { runOfApproval } from './turn/approval-effect.ts';
