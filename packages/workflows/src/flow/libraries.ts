import type { Workflow } from '../definition/program.ts';
import type { Library } from './turn.ts';

/** All workflows as a language has them; what is not written in it is in English. */
export function createLibraries(workflows: readonly Workflow[]): (language: string) => Library {
  const made = new Map<string, Library>();
  return (language) => {
    let library = made.get(language);
    if (library === undefined) {
      const own = workflows.map((workflow) => workflow.translations?.get(language) ?? workflow);
      library = new Map(own.map((workflow) => [workflow.definition.id, workflow]));
      made.set(language, library);
    }
    return library;
  };
}
