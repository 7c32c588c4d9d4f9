import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import type { VitestReport } from './summarize.ts';

/** Names the file which the report goes to; tests/run.ts sets it. */
const reportFileVariable = 'ACEBUDDY_TEST_REPORT';

/** A reporter for vitest that writes what `summarize` reads and prints nothing. */
export default function createReportWriter(): Reporter {
  return {
    onTestRunEnd: (modules, errors, reason) => {
      const file = process.env[reportFileVariable];
      if (file === undefined) return;
      const report: VitestReport = {
        success: reason === 'passed' && errors.length === 0,
        testResults: modules.map(toFileResult),
      };
      writeFileSync(file, JSON.stringify(report));
    },
  };
}

function toFileResult(module: TestModule): VitestReport['testResults'][number] {
  return {
    name: module.moduleId,
    status: module.state(),
    assertionResults: [...module.children.allTests()].map((test) => ({
      ancestorTitles: ancestorsOf(test),
      fullName: test.fullName,
      status: test.result().state,
      error: errorOf(test),
    })),
  };
}

function errorOf(test: TestCase): string | null {
  const [error] = test.result().errors ?? [];
  return error === undefined ? null : (error.message.split('\n')[0] ?? '').slice(0, 300);
}

function ancestorsOf(test: TestCase): string[] {
  const titles: string[] = [];
  let parent: TestSuite | TestModule = test.parent;
  while (parent.type === 'suite') {
    titles.unshift(parent.name);
    parent = parent.parent;
  }
  return titles;
}
