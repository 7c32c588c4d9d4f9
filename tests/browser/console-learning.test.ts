import { describeConsole } from './console/describe-console.ts';
import { learningFromLabels } from './console/learning-from-labels.ts';

describeConsole('The workflow author labels and trains', { keys: true }, learningFromLabels);
