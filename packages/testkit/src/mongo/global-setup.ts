import type { ProvidedMongo } from '@acebuddy/storage/testing';
import type { TestProject } from 'vitest/node';
import { isCi } from '../ci.ts';
import { startMongoServer } from './mongo-server.ts';
import { findTestServer } from './test-server.ts';

/**
 * Runs once before all tests: one MongoDB server for the run, TEST_MONGODB_URI or one of our own, which ends with the run. Never
 * MONGODB_URI: a shell that points at production must not get its databases dropped.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_MONGODB_URI || null;
  const binary = findTestServer(process.env);
  const server = given === null && binary !== null ? await startMongoServer({ binary, testCommands: true }) : null;
  const uri = given ?? server?.uri ?? null;
  const missing =
    uri === null ? 'no MongoDB server; `pnpm mongo:install` builds one, TEST_MONGODB_URI names one' : null;
  project.provide('mongodb', { uri, binary, missing, required: isCi } satisfies ProvidedMongo);
  return async () => {
    await server?.close();
  };
}
