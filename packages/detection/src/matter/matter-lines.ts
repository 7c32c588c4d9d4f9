import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a message may be about outside of the workflows' topics; the first five do not wait for a conversation. */
export const matterKinds = [
  'security_incident',
  'data_loss',
  'office_down',
  'leaver_signed_on',
  'physical_danger',
  'billing',
  'contact',
  'complaint',
] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Kinds that are logged at once: here a wrong reading costs more than a missed one. */
export const urgentMatters: ReadonlySet<MatterKind> = new Set(matterKinds.slice(0, 5));

/** The label of messages that are about none of the kinds. */
export const noMatter = 'none';

/** A line of `data/matter/<language>/*.jsonl`. */
const matterLineSchema = z.object({ text: z.string().min(1), matter: z.enum(matterKinds).nullable() });

export interface MatterLine {
  readonly text: string;
  readonly label: MatterKind | typeof noMatter;
}

/** One folder a language: training lines, development lines, the trained model. */
export const mattersFolder = new URL('../../data/matter/', import.meta.url);

/** Lines of the development set of a language; never a source of training lines. */
const developmentName = 'dev.jsonl';

/** @throws with the name and the number of the line that is not of the form */
export function parseMatterLines(text: string, name: string): MatterLine[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = matterLineSchema.safeParse(parseJson(line));
    if (!parsed.success) throw new Error(`${name} line ${index + 1}: not of the form {"text","matter"}`);
    return [{ text: parsed.data.text, label: parsed.data.matter ?? noMatter }];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Files of training lines in a language's folder, sorted. */
export function matterTrainingFiles(folder: URL): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && name !== developmentName)
    .sort();
}

export function readMatterLines(folder: URL): MatterLine[] {
  return matterTrainingFiles(folder).flatMap((name) => readFile(folder, name));
}

export function readMatterDevelopmentLines(folder: URL): MatterLine[] {
  return existsSync(new URL(developmentName, folder)) ? readFile(folder, developmentName) : [];
}

function readFile(folder: URL, name: string): MatterLine[] {
  return parseMatterLines(readFileSync(new URL(name, folder), 'utf8'), name);
}

/** Languages that have a folder with training lines, sorted. */
export function matterLanguages(folder: URL = mattersFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && matterTrainingFiles(new URL(`${entry.name}/`, folder)).length > 0)
    .map((entry) => entry.name)
    .sort();
}
