import type { Run } from '../state/state-schema.ts';
import { answerOf, type Turn, workflowOf } from './turn.ts';

export const placeholder = /\{\{\s*([a-z][a-zA-Z0-9_.]*)\s*\}\}/g;

/** What a text of a workflow file may be filled from. */
type Filling = Pick<Turn, 'state' | 'context' | 'library' | 'words'>;

/** Fills `{{slot}}`, `{{customer.…}}`, `{{settings.…}}`, `{{workflow.…}}` and `{{list.…}}`. */
export function fill(text: string, run: Run, turn: Filling): string {
  return withKnownParts(text, run, turn).replace(placeholder, (_, name: string) => placeholderValue(name, run, turn));
}

/** A part of a text that depends on what is known: `[[, error {{error_code}}]]`, or `[[!device , from which device]]`. */
export const conditionalPart = /\[\[(?:!([a-z][a-z0-9_]*)(?=[ ,.?]))?([^[\]]*)\]\]/g;

/** A part with placeholders stays when all of them are known; one with `!slot` stays while that slot is not. */
function withKnownParts(text: string, run: Run, turn: Filling): string {
  return text.replace(conditionalPart, (_, unknown: string | undefined, part: string) => {
    if (unknown !== undefined) return isKnown(unknown, run, turn) ? '' : part.replace(/^ (?=[,.?])/, '');
    return [...part.matchAll(placeholder)].every(([, name = '']) => isKnown(name, run, turn)) ? part : '';
  });
}

/** Answered, and not with "I don't know" or "there is no error". */
function isKnown(name: string, run: Run, turn: Filling): boolean {
  if (name.includes('.')) return placeholderValue(name, run, turn) !== '';
  const value = answerOf(turn, run, name)?.v ?? null;
  return value !== null && value !== 'none' && value !== 'unknown' && value !== 'unsure';
}

/** Whether a text is filled with words of the customer's: all but those of the operator's configuration and files. */
export function hasCustomerWords(text: string): boolean {
  return [...text.matchAll(placeholder)].some(([, name = '']) => !/^(?:settings|workflow|list)\./.test(name));
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

function placeholderValue(name: string, run: Run, turn: Filling): string {
  const { state, context, words } = turn;
  const { definition } = workflowOf(turn, run.workflow);
  switch (name) {
    case 'customer.name':
      return customerName(turn);
    case 'customer.first_name':
      return state.profile.name?.split(/\s+/)[0] ?? '';
    case 'customer.email':
      return state.profile.email ?? words('customer.your_address');
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
  return answerOf(turn, run, name)?.t ?? words('answer.not_given');
}

/** The name on the ticket: the customer's own word, else the address, else a plain word. */
export function customerName({ state, words }: Pick<Turn, 'state' | 'words'>): string {
  return state.profile.name ?? state.profile.email ?? words('customer.unnamed');
}
