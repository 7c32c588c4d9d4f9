import type { Doubt, Label } from '../api/types.ts';
import { readable, wordOf } from './words.ts';

/** Names of workflows in plain words. */
export type NameOf = (workflow: string | null) => string;

export const nameOfWorkflows =
  (workflows: readonly { readonly id: string; readonly name: string }[]): NameOf =>
  (id) =>
    id === null ? 'None of the topics' : (workflows.find((each) => each.id === id)?.name ?? readable(id));

/** What somebody said that a message means. */
export function labelText(label: Label, nameOf: NameOf): string {
  if (label.kind === 'right') return 'Right as it was';
  return label.kind === 'topic' ? nameOf(label.workflow) : wordOf('acts', label.act);
}

/** What the bot took it for: topic and act, the likeliest first. */
export function chosenText({ why }: Pick<Doubt, 'why'>, nameOf: NameOf): string {
  const topic = why?.topics[0];
  const act = why?.acts[0];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const parts = [
    ...(topic === undefined ? [] : [`${nameOf(topic.workflow)} (${percent(topic.confidence)})`]),
    ...(act === undefined ? [] : [`${wordOf('acts', act.act)} (${percent(act.confidence)})`]),
  ];
  return parts.length === 0 ? 'Nothing is kept of it' : parts.join(', ');
}

/** Topics that one key gives: those that were near, the likeliest first. */
export function nearTopics({ why }: Pick<Doubt, 'why'>): readonly string[] {
  return (why?.topics ?? []).flatMap(({ workflow }) => (workflow === null ? [] : [workflow])).slice(0, 3);
}
