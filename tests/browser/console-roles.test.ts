import { describe } from 'vitest';
import { describeConsole } from './console/describe-console.ts';
import { engineersAlert } from './console/engineers-alert.ts';
import { everyPage } from './console/every-page.ts';
import { rolesAndSessions } from './console/roles-and-sessions.ts';

// One product for all of them: starting it is most of what each would cost.
describeConsole('the console of an installation with keys', { keys: true }, (console) => {
  describe('every page', () => everyPage(console));
  describe("the engineer's alert", () => engineersAlert(console));
  describe('roles and sessions', () => rolesAndSessions(console));
});
