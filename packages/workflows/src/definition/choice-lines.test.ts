import { describe, expect, test } from 'vitest';
import { checkWorkflows } from '../check/check-workflows.ts';
import { choiceLinesOf } from './choice-lines.ts';
import { parseWorkflow } from './parse-workflow.ts';

const fileWith = (examples: number) => `id: kettle
name: Kettle
summary: The kettle does something odd.
button: Kettle
priority: Low
team: kitchen
expected: tomorrow
impact: { closure: 0, minutes_saved: 0 }
opening: [I hear you.]
slots:
  fault:
    type: choice
    label: Fault
    ask: What does it do?
    choices:
      - value: leaks
        label: It leaks
        examples: [${Array.from({ length: examples }, (_, at) => `puddle number ${at + 1}`).join(', ')}]
      - value: cold
        label: Stays cold
        examples: [${Array.from({ length: 8 }, (_, at) => `cold cup ${at + 1}`).join(', ')}]
    other_examples: [it is made of steel]
steps:
  - ask: fault
  - end: ticket
ticket: { action: Look after the kettle. }
examples: [the kettle is odd]
`;
const workflowWith = (examples: number) => {
  const { workflow } = parseWorkflow('kettle.yaml', fileWith(examples));
  return workflow === null ? [] : [workflow];
};

describe('examples at a choice', () => {
  test('are lines for the reader of choices, those of none as well', () => {
    const lines = choiceLinesOf(workflowWith(8));
    expect(lines).toHaveLength(17);
    expect(lines[0]).toEqual({ question: 'kettle.fault', option: 'leaks', text: 'puddle number 1' });
    expect(lines.at(-1)).toEqual({ question: 'kettle.fault', option: 'none', text: 'it is made of steel' });
  });

  test('are too few to learn from below eight, and the check says so', () => {
    const problems = (examples: number) => checkWorkflows(workflowWith(examples)).map(({ message }) => message);
    expect(problems(8)).toEqual([]);
    expect(problems(3).join()).toContain('3 examples are too few');
  });
});
