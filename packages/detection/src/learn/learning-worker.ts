import { isMainThread, type MessagePort } from 'node:worker_threads';
import { stepBack } from '@acebuddy/redaction/step-back';
import { type Learned, type LearnRequest, learn } from './learn.ts';

if (!isMainThread) stepBack();

/** What the thread of `createLearner` does; progress goes to the port. */
export default function learnInThread({ request, port }: { request: LearnRequest; port: MessagePort }): Learned {
  try {
    return learn(request, (progress) => port.postMessage(progress));
  } finally {
    port.close();
  }
}
