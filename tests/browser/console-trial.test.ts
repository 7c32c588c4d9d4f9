import { describe } from 'vitest';
import { describeConsole } from './console/describe-console.ts';
import { leadsMorning } from './console/leads-morning.ts';
import { whilePeopleWrite } from './console/while-people-write.ts';

describeConsole('the console of an installation without keys', { keys: false }, (console) => {
  describe("the lead's morning", () => leadsMorning(console));
  describe('while people write', () => whilePeopleWrite(console));
});
