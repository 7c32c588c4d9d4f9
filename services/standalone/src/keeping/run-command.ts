import { describeStartFailure } from '@acebuddy/service-kit';

const exitCodes = { done: 0, notDone: 1 } as const;

/** The exit code of a command of operators. Whatever goes wrong is said in a sentence, without a stack. */
export async function runCommand(command: () => Promise<boolean>, complain: (text: string) => void): Promise<number> {
  try {
    return (await command()) ? exitCodes.done : exitCodes.notDone;
  } catch (error) {
    const { sentence, exitCode } = describeStartFailure(error);
    complain(sentence);
    return exitCode;
  }
}
