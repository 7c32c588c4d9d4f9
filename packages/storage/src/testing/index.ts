export { describeWithMongo, type MongoSuite } from './mongo-suite.ts';
export { leaveOut, type ProvidedMongo, providedMongo } from './provided-mongo.ts';
export { describeStores, type OpenAgain, type OpenDatabase } from './store-suite.ts';
