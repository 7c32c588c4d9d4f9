import { setImmediate } from 'node:timers/promises';
import { AppError, type ExportedScript } from '@acebuddy/contracts';
import { createFamiliarWords, type FamiliarWords } from '@acebuddy/detection';
import {
  type Engine,
  type EngineSettings,
  isOpen,
  type KnownPerson,
  outlineOf,
  type Understanding,
  type Workflow,
} from '@acebuddy/workflows';
import { parseScripts, runScript, type TurnOutcome } from '@acebuddy/workflows/testing';
import type { Detector, Directory, Knowledge } from '../../ports.ts';
import type { Conversations } from '../conversations.ts';
import { topicOf } from '../hear.ts';
import type { ConversationRecord, Turn } from '../record.ts';
import { findSession } from '../sessions.ts';
import { castOf } from './cast.ts';
import { createStandIns, type StandIns } from './stand-ins.ts';
import { type Item, itemsOf } from './turns-to-items.ts';
import { isOtherwise, type Setting, writeScript } from './write-script.ts';

export interface ExportScriptDeps {
  readonly conversations: Conversations;
  readonly engine: Engine;
  readonly detector: Detector;
  readonly directory: Directory;
  readonly knowledge: Knowledge;
  readonly settings: EngineSettings;
  readonly workflows: readonly Workflow[];
}

export type ExportScript = (id: string) => Promise<ExportedScript & { readonly conversationId: string }>;

/** A script longer than this is read by nobody. */
const turnsMax = 200;

/**
 * Makes a chat a script of `tests/conversations` about invented people, and plays it before it is given out: what it demands is
 * what came back, and where that is another way than the chat went, the file says so.
 */
export function createExportScript(deps: ExportScriptDeps): ExportScript {
  let words: FamiliarWords | null = null;
  return async (id) => {
    const record = await findSession(deps.conversations, id);
    if (record.lastSeq > turnsMax)
      throw new AppError('UNPROCESSABLE', `The chat has ${record.lastSeq} turns; up to ${turnsMax} make a test.`);
    const turns = await deps.conversations.turns(record, turnsMax);
    words ??= createFamiliarWords(
      deps.workflows.map(({ definition }) => definition),
      deps.workflows.map(textsOf),
    );
    const { standIns, setting } = await standInsOf(deps, words, record, turns);
    const items = itemsOf(turns, standIns.say);
    const played = items.filter(({ play }) => play !== null);
    if (!played.some(({ play }) => play !== null && 'say' in play))
      throw new AppError('UNPROCESSABLE', 'The customer said nothing in this chat that a test could say.');
    const more = played.map((item) => furtherOf(deps, item, turns));
    const name = `${record.workflow ?? 'no topic'}: exported from a chat`;
    const text = { name, items, more };
    const best = await bestOf(deps, text, settingsOf(setting, record, turns));
    const different = best.outcomes.filter((outcome, at) => isOtherwise(played[at] as Item, outcome)).length;
    const left = items.length - played.length;
    return {
      conversationId: record.id,
      name: `${record.workflow ?? 'chat'}-exported.yaml`,
      script: writeScript({ ...text, ...best, head }),
      turns: played.length,
      different,
      left,
    };
  };
}

const head = [
  'Made from a chat: its people, addresses, machines and numbers are invented.',
  'Read it through before you keep it: a name that is an everyday word as well may have stayed.',
  'What is demanded is what came back when this file was written. Change it to what should come back.',
].join('\n');

/** What a workflow says and hears: words of the trade. */
const textsOf = ({ definition }: Workflow): string =>
  [...JSON.stringify(definition).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('\n');

async function standInsOf(
  { engine, directory, settings, workflows }: ExportScriptDeps,
  words: FamiliarWords,
  record: ConversationRecord,
  turns: readonly Turn[],
): Promise<{ standIns: StandIns; setting: Setting }> {
  const view = engine.view(record.engine);
  const filled = turns.flatMap(({ why }) => why?.filled ?? []);
  const typeOf = slotTypes(workflows);
  const ofTypes = (types: readonly string[]) =>
    filled.filter(({ slot }) => types.includes(typeOf(slot))).flatMap(({ value, text }) => [value, text ?? '']);
  const owners = await Promise.all(view.accounts.map((account) => ownersOrNone(directory, account)));
  const cast = await castOf(directory, {
    visitor: record.visitor,
    addresses: [...record.addresses, ...ofTypes(['email']).filter((value) => /^\S+@\S+$/.test(value))].slice(0, 8),
    owners: owners.flat(),
  });
  const kept = new Set(
    ofTypes(['error_code', 'date', 'datetime', 'percent', 'model']).flatMap((value) => value.match(/\S*\d\S*/g) ?? []),
  );
  const standIns = createStandIns({
    words: cast.words,
    names: ofTypes(['name', 'username', 'machine']).filter((value) => value.length > 1),
    kept,
    isFamiliar: words.isFamiliar,
    language: outlineOf(record.engine)?.language ?? 'en',
  });
  const isStaffed = isOpen(settings.businessHours, turns[0]?.at ?? record.createdAt);
  const setting = {
    ...(cast.customer === 'known' ? {} : { customer: cast.customer }),
    ...(isStaffed ? {} : { at: 'closed' }),
    ...(settings.codesEnabled ? {} : { codes: false }),
    ...(record.channel === 'salesiq' ? { calls_only_when_free: true } : {}),
  };
  return { standIns, setting };
}

/** `machine`: one word that names one; `model`: of a make that is known; else the type of the file. */
function slotTypes(workflows: readonly Workflow[]): (slot: string) => string {
  const types = new Map(
    workflows.flatMap(({ definition }) =>
      Object.entries(definition.slots).map(([name, slot]): [string, string] => [
        name,
        slot.type !== 'text' ? slot.type : slot.one_id ? 'machine' : slot.makes.length > 0 ? 'model' : 'text',
      ]),
    ),
  );
  return (slot) => types.get(slot) ?? slot;
}

async function ownersOrNone(
  directory: Directory,
  account: Parameters<Directory['ownersOf']>[0],
): Promise<readonly KnownPerson[]> {
  try {
    return (await directory.ownersOf(account)) ?? [];
  } catch {
    return [];
  }
}

/** What the message was taken for, for replays without a detector, and the article that the chat was shown. */
function furtherOf(
  { detector, knowledge }: ExportScriptDeps,
  item: Item,
  turns: readonly Turn[],
): Record<string, unknown> {
  const { say } = item.play as { say?: string };
  if (say === undefined || say === '') return {};
  const article = knowledge.search(say);
  const isShown =
    article !== null &&
    turns.some(({ why, lines }) => why === item.why && lines.some(({ text }) => text.includes(article.title)));
  return { ...meant(topicOf(detector, say)), ...(isShown ? { article: article.title } : {}) };
}

function meant({ outcome, workflow, alternatives, others }: Understanding): Record<string, unknown> {
  const [first, second] = alternatives;
  if (outcome === 'unsure' && first && second) return { unsure: [first.workflow, second.workflow] };
  if (outcome !== 'match' || workflow === null) return {};
  return { as: workflow, ...(others.length > 0 ? { also: [...others] } : {}) };
}

/** What stands round about a chat is not all kept with it: the likeliest first, then what else may have been. */
function settingsOf(setting: Setting, { runs }: ConversationRecord, turns: readonly Turn[]): Setting[] {
  const isLate = runs.some(({ ticket }) => ticket === null);
  const likely = isLate ? { ...setting, desk: 'pending' } : setting;
  const sentCode = turns.some(({ why }) => why?.effects.includes('sendCode') === true);
  return [
    likely,
    { ...likely, at: 'at' in likely ? 'open' : 'closed' },
    ...(sentCode
      ? [
          { ...likely, mail: 'failed' },
          { ...likely, mail: 'limited' },
        ]
      : []),
    ...(runs.length > 0 ? [{ ...likely, desk: isLate ? 'failed' : 'pending' }] : []),
    { ...likely, cards: false },
  ];
}

type Text = Omit<Parameters<typeof writeScript>[0], 'setting' | 'outcomes' | 'head'>;

/** The setting under which the script goes most like the chat; the first one where several do. */
async function bestOf(
  { engine, detector }: ExportScriptDeps,
  text: Text,
  settings: readonly Setting[],
): Promise<{ setting: Setting; outcomes: readonly TurnOutcome[] }> {
  const played = text.items.filter(({ play }) => play !== null);
  let best: { setting: Setting; outcomes: readonly TurnOutcome[]; different: number } | null = null;
  for (const setting of settings) {
    const [script] = parseScripts(writeScript({ ...text, setting })).scripts;
    if (script === undefined) continue;
    const { outcomes } = runScript(script, { engine, understand: (said) => topicOf(detector, said) });
    const different = outcomes.filter((outcome, at) => isOtherwise(played[at] as Item, outcome)).length;
    if (best === null || different < best.different) best = { setting, outcomes, different };
    if (different === 0) break;
    // Between two plays messages of customers have their turn.
    await setImmediate();
  }
  if (best === null) throw new AppError('INTERNAL', 'No script came of this chat.');
  return best;
}
