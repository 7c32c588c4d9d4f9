import { readEnvironment } from '@acebuddy/service-kit';
import { readCommandLine, runCommand } from '@acebuddy/service-kit/command-line';
import { replay } from './chat/replay.ts';
import { talk } from './chat/talk.ts';

const usage = `pnpm chat: talks to the bot in the terminal, with a simulated Zoho, in a folder that is removed at the end.

  --why           says under each answer why: what was read, which row decided, what was noted and done
  --script FILE   replays the conversations of a file (format of tests/conversations) and ends with 1 on a difference

The workflows of WORKFLOWS_DIR, the articles of KNOWLEDGE_DIR and ZOHO_DESK_CONFIG count (.env included); where Zoho,
mail server and stores are does not.`;
const { values } = readCommandLine({
  usage,
  options: { script: { type: 'string' }, why: { type: 'boolean', default: false } },
});

async function chat(): Promise<boolean> {
  const { env } = readEnvironment(process.env);
  if (values.script !== undefined) return replay(values.script, (line) => process.stdout.write(`${line}\n`), env);
  await talk({ input: process.stdin, output: process.stdout }, env, { why: values.why });
  return true;
}

process.exitCode = await runCommand(chat, (text) => console.error(text));
