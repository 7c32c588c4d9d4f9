import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node';

/**
 * Begins the files that are named, in their order, and then the others as vitest would: longest first where it has seen them
 * before, largest first where it has not, which says little of files that wait.
 */
export function longFirst(files: readonly string[]): TestSequencerConstructor {
  const rankOf = (spec: TestSpecification): number => {
    const at = files.findIndex((file) => spec.moduleId.endsWith(`/${file}`));
    return at < 0 ? files.length : at;
  };
  return class LongFirst extends BaseSequencer {
    override async sort(specs: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(specs)).toSorted(
        (one, other) =>
          one.project.config.sequence.groupOrder - other.project.config.sequence.groupOrder ||
          rankOf(one) - rankOf(other),
      );
    }
  };
}
