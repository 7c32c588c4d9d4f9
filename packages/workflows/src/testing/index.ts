export { allRowNames } from './all-row-names.ts';
export { answersFor } from './answers-for.ts';
export {
  closedHour,
  createFakeChat,
  type FakeChat,
  type FakeChatOptions,
  type Happened,
  rightCode,
  workingHour,
} from './fake-chat.ts';
export { createIdentityWatch } from './identity-watch.ts';
export { findKnown, findOwners, type Person, type PersonName, people } from './people.ts';
export { parseScripts, runScript, type ScriptOptions, type ScriptResult, type TurnOutcome } from './run-script.ts';
export type { Script, ScriptFile, ScriptTurn } from './script-schema.ts';
export { createTestEngine, testParts } from './test-engine.ts';
export { type Whereabouts, whereIs } from './where-is.ts';
