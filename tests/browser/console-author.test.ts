import { authorsAfternoon } from './console/authors-afternoon.ts';
import { describeConsole } from './console/describe-console.ts';

describeConsole("The workflow author's afternoon", { keys: true }, authorsAfternoon);
