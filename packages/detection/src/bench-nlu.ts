import { readCommandLine } from '@acebuddy/service-kit/command-line';
import { goals } from './bench/goals.ts';
import { publicSetFolder, readPublicSet } from './bench/public-set.ts';
import { runSet } from './bench/run-set.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { percent } from './render-evaluation.ts';

readCommandLine({
  usage:
    'pnpm bench:nlu: trains the detector on public sets of messages and measures it. Takes some minutes, changes nothing.',
});
const vectors = loadWordVectors();
console.log('| set | accuracy | goal | AUROC | goal | train | p50 | p99 | model |');
console.log('|---|---|---|---|---|---|---|---|---|');
let met = 0;
let counted = 0;
for (const goal of goals) {
  const set = readPublicSet(goal.set);
  if (!set) {
    console.log(`| ${goal.title} | left out: not found in ${publicSetFolder.pathname} |`);
    continue;
  }
  const result = runSet(set, vectors);
  const isMet = result.accuracy >= goal.accuracy && (goal.auroc === null || (result.auroc ?? 0) >= goal.auroc);
  counted += 1;
  met += isMet ? 1 : 0;
  const cells = [
    goal.title,
    `${(100 * result.accuracy).toFixed(2)}%${isMet ? '' : ' (below goal)'}`,
    percent(goal.accuracy),
    result.auroc === null ? '' : (100 * result.auroc).toFixed(2),
    goal.auroc === null ? '' : (100 * goal.auroc).toFixed(0),
    `${(result.trainMs / 1000).toFixed(1)} s`,
    `${result.p50Ms.toFixed(3)} ms`,
    `${result.p99Ms.toFixed(3)} ms`,
    `${(result.modelBytes / 1e6).toFixed(1)} MB`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(
  `\n${met} of ${counted} sets reach their goals. One engine, one setting, trained on the training parts only.`,
);
