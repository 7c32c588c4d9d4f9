import type { Run } from '../state/state-schema.ts';
import { answerOf, type Turn, workflowOf } from './turn.ts';

export const placeholder = /\{\{\s*([a-z][a-zA-Z0-9_.]*)\s*\}\}/g;

/** Fills `{{slot}}`, `{{customer.…}}`, `{{settings.…}}`, `{{workflow.…}}` and `{{list.…}}`. */
export function fill(text: string, run: Run, turn: Pick<Turn, 'state' | 'context' | 'library'>): string {
  return text.replace(placeholder, (_, name: string) => placeholderValue(name, run, turn));
}

/** Names with a dot that texts may use; slots are checked against the file. */
export const templateNames = [
  'customer.name',
  'customer.first_name',
  'customer.email',
  'settings.companyName',
  'settings.supportEmail',
  'settings.supportPhone',
  'workflow.name',
  'workflow.expected',
] as const;

function placeholderValue(name: string, run: Run, turn: Pick<Turn, 'state' | 'context' | 'library'>): string {
  const { state, context } = turn;
  const { definition } = workflowOf(turn, run.workflow);
  switch (name) {
    case 'customer.name':
      return customerName(turn);
    case 'customer.first_name':
      return state.profile.name?.split(/\s+/)[0] ?? '';
    case 'customer.email':
      return state.profile.email ?? 'your e-mail address';
    case 'settings.companyName':
      return context.settings.companyName;
    case 'settings.supportEmail':
      return context.settings.supportEmail;
    case 'settings.supportPhone':
      return context.settings.supportPhone ?? context.settings.supportEmail;
    case 'workflow.name':
      return definition.name;
    case 'workflow.expected':
      return context.settings.workflows[definition.id]?.expectedResolution ?? definition.expected;
  }
  if (name.startsWith('list.'))
    return (context.settings.lists[name.slice(5)] ?? []).map((item) => `• ${item.label}`).join('\n');
  return answerOf(state, run, name)?.t ?? 'not given';
}

/** The name on the ticket: the customer's own word, else the address, else a plain word. */
export function customerName({ state }: Pick<Turn, 'state'>): string {
  return state.profile.name ?? state.profile.email ?? 'Chat visitor';
}
