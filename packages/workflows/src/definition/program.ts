import type { Condition } from './condition-schema.ts';
import type {
  AskStep,
  BlockStep,
  ConfirmStep,
  EndStep,
  GuideStep,
  OfferStep,
  StepDefinition,
  SwitchStep,
} from './step-schema.ts';
import type { WorkflowDefinition } from './workflow-schema.ts';

/** One leaf of a workflow's steps, with everything that has to hold for it. */
export interface NodeBase {
  /** Stable name for the state: survives edits of other steps. */
  readonly key: string;
  readonly id: string | null;
  readonly guards: readonly Condition[];
  /** Where it stands in the file. */
  readonly path: readonly PropertyKey[];
}
export type AskNode = NodeBase & { readonly kind: 'ask'; readonly step: AskStep };
export type SayNode = NodeBase & { readonly kind: 'say'; readonly text: string };
export type GuideNode = NodeBase & { readonly kind: 'guide'; readonly step: GuideStep };
export type ConfirmNode = NodeBase & { readonly kind: 'confirm'; readonly step: ConfirmStep };
export type VerifyNode = NodeBase & { readonly kind: 'verify' };
export type OfferNode = NodeBase & { readonly kind: 'offer'; readonly step: OfferStep };
export type SwitchNode = NodeBase & { readonly kind: 'switch'; readonly step: SwitchStep };
export type GotoNode = NodeBase & { readonly kind: 'goto'; readonly target: string };
export type EndNode = NodeBase & { readonly kind: 'end'; readonly step: EndStep };
export type ProgramNode =
  | AskNode
  | SayNode
  | GuideNode
  | ConfirmNode
  | VerifyNode
  | OfferNode
  | SwitchNode
  | GotoNode
  | EndNode;

/** A workflow's steps as a flat list: walked from the top, every answered or finished step is passed by. */
export interface Program {
  readonly nodes: readonly ProgramNode[];
  /** Index of the first node of every named step. */
  readonly labels: ReadonlyMap<string, number>;
}

export interface Workflow {
  readonly definition: WorkflowDefinition;
  readonly program: Program;
  /** Where it was read from; null for those that the engine brings itself. */
  readonly file: string | null;
  /** BCP 47 tag of what its texts are in. */
  readonly language: string;
  /** Changes with every change of the file. */
  readonly version: string;
  /** The same in other languages than English, by BCP 47 tag; its steps have the same keys. */
  readonly translations?: ReadonlyMap<string, Workflow>;
  /** Of a translation: the one in English, which the team reads. */
  readonly original?: Workflow;
}

export function toProgram(steps: readonly StepDefinition[]): Program {
  const nodes: ProgramNode[] = [];
  const labels = new Map<string, number>();
  const keys = new Map<string, number>();
  const visit = (step: StepDefinition, outer: readonly Condition[], path: readonly PropertyKey[]): void => {
    if (step.id !== undefined && !labels.has(step.id)) labels.set(step.id, nodes.length);
    const guards = step.when === undefined ? outer : [...outer, step.when];
    if (isBlock(step)) {
      for (const [index, inner] of step.steps.entries()) visit(inner, guards, [...path, 'steps', index]);
      return;
    }
    const node = toNode(step, guards, path);
    const count = keys.get(node.key) ?? 0;
    keys.set(node.key, count + 1);
    nodes.push(count === 0 ? node : { ...node, key: `${node.key}.${count + 1}` });
  };
  for (const [index, step] of steps.entries()) visit(step, [], ['steps', index]);
  return { nodes, labels };
}

function isBlock(step: StepDefinition): step is BlockStep {
  return 'steps' in step;
}

function toNode(
  step: Exclude<StepDefinition, BlockStep>,
  guards: readonly Condition[],
  path: readonly PropertyKey[],
): ProgramNode {
  const base = (name: string) => ({ key: step.id ?? name, id: step.id ?? null, guards, path });
  // Answers are kept by slot, so the key of a question is its slot, whatever its id.
  if ('ask' in step) return { ...base(''), key: `ask:${step.ask}`, kind: 'ask', step };
  if ('guide' in step) return { ...base(`guide:${fingerprint(step.guide)}`), kind: 'guide', step };
  if ('confirm' in step) return { ...base('confirm'), kind: 'confirm', step };
  if ('verify' in step) return { ...base('verify'), kind: 'verify' };
  if ('offer' in step) return { ...base('offer'), kind: 'offer', step };
  if ('switch' in step) return { ...base(`switch:${step.switch}`), kind: 'switch', step };
  if ('goto' in step) return { ...base(`goto:${step.goto}`), kind: 'goto', target: step.goto };
  if ('end' in step) return { ...base(`end:${step.end}`), kind: 'end', step };
  return { ...base(`say:${fingerprint(step.say)}`), kind: 'say', text: step.say };
}

/** FNV-1a, 32 bit: short, stable names for texts; collisions within one file get a suffix. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
