import { describe, expect, it } from 'vitest';
import { checkWorkflows } from '../check/check-workflows.ts';
import { parseWorkflow } from './parse-workflow.ts';
import { describeProblem } from './workflow-problem.ts';

const good = `id: coffee
name: Coffee
summary: The machine needs help.
button: Coffee
priority: Low
team: kitchen
expected: one hour
impact: { closure: 0.5, minutes_saved: 5 }
opening: [No coffee is serious.]
slots:
  floor:
    type: choice
    label: Floor
    ask: Which floor?
    choices:
      - { value: first, label: First }
      - { value: second, label: Second }
  noise:
    type: yes_no
    label: Noise
    ask: Does it make a noise?
steps:
  - ask: floor
  - ask: noise
    when: { floor: second }
  - end: ticket
ticket: { action: Look after the machine on the {{floor}} floor. }
examples: [the coffee machine is broken]
`.replace(
  '{ action: Look after the machine on the {{floor}} floor. }',
  '{ action: "Look after the machine on the {{floor}} floor." }',
);

function problems(change: (text: string) => string): string[] {
  const parsed = parseWorkflow('coffee.yaml', change(good));
  const found =
    parsed.workflow === null
      ? parsed.problems
      : [...parsed.problems, ...checkWorkflows([parsed.workflow], (_id, path) => parsed.lineOf(path))];
  return found.map(describeProblem);
}

describe('a workflow file', () => {
  it('without mistakes has no problems', () => {
    expect(problems((text) => text)).toEqual([]);
  });

  it.each([
    ['names broken YAML', 'priority: Low', 'priority: [Low', /coffee\.yaml:\d+: this is not valid YAML/],
    [
      'names an unknown key and its line',
      'team: kitchen',
      'team: kitchen\ncolour: red',
      /coffee\.yaml:7: colour: nothing is called "colour" here/,
    ],
    ['names a missing part', 'button: Coffee\n', '', /coffee\.yaml:1: button: is missing/],
    [
      'names a wrong value and what is allowed',
      'priority: Low',
      'priority: Urgent',
      /:5: priority: .*use one of: Low, Medium, High/,
    ],
    [
      'names a button that is too long',
      'label: First',
      'label: The very first floor of all',
      /:16: .*at most 20 characters/,
    ],
    ['names what is wrong in a step', '- end: ticket', '- end: tickets', /:26: steps\[2\]\.end: .*use one of: ticket/],
    [
      'names a step that is none',
      '- end: ticket',
      '- finish: ticket',
      /:26: steps\[2\]: this is none of the forms.*a step has one of/,
    ],
    ['names an id that is not the file name', 'id: coffee', 'id: tea', /:1: id: the id "tea" is not the file's name/],
    [
      'names a slot that does not exist',
      '- ask: floor',
      '- ask: flor',
      /:23: steps\[0\]\.ask: there is no slot "flor"/,
    ],
    [
      'names a value that is no choice',
      '{ floor: second }',
      '{ floor: third }',
      /:25: .*"third" is no choice of "floor".*first, second/,
    ],
    ['names a placeholder that stands for nothing', '{{floor}}', '{{flour}}', /"\{\{flour\}\}" stands for nothing/],
    [
      'names a step that nothing leads to',
      '- end: ticket',
      '- end: ticket\n  - say: Bye',
      /:27: steps\[3\]: no answers lead to this step/,
    ],
    ['names a way without an end', '- end: ticket', '- end: ticket\n    when: { floor: first }', /runs out of steps/],
    [
      'names a word with two meanings',
      'label: Second }',
      'label: Second, synonyms: [first] }',
      /"first" means both "first" and "second"/,
    ],
    ['names a slot that nobody asks', '  - ask: noise\n    when: { floor: second }\n', '', /nothing asks for "noise"/],
    [
      'names a jump to nowhere',
      '- end: ticket',
      '- goto: nowhere\n  - end: ticket',
      /there is no step with the id "nowhere"/,
    ],
    ['names a circle', '  - ask: floor', '  - ask: floor\n    id: top', /^$/],
    ['names an unknown workflow', '- end: ticket', '- switch: tea', /there is no workflow "tea"/],
    ['names an unknown fact', '{ floor: second }', '{ customer.rich: true }', /there is no fact "customer.rich"/],
    [
      'names an approval that says nothing',
      '- end: ticket',
      '- end: awaiting_approval',
      /must say what is to be approved/,
    ],
    ['names a yes or no in quotes', '{ floor: second }', '{ noise: "yes" }', /answered with yes or no/],
  ])('%s', (name, from, to, expected) => {
    const found = problems((text) => text.replace(from, to));
    if (name === 'names a circle') {
      const circle = problems((text) =>
        text
          .replace('  - ask: floor', '  - ask: floor\n    id: top')
          .replace('  - end: ticket', '  - goto: top\n  - end: ticket'),
      );
      expect(circle.join('\n')).toMatch(/stands before this step/);
      return;
    }
    expect(found.join('\n')).toMatch(expected);
  });
});
