import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretLintRuleCreator } from '@secretlint/types';
import type { Detector, Secret } from '../secret.ts';

/**
 * Not asked: rules on files (gcp, asynchronous), comments that switch rules off (customers must not), addresses with a
 * password, of which these rules take the whole while ours take the password alone (connection-strings.ts), and aws,
 * whose place of a secret key begins with its name and ends too early.
 */
const leftOut = /rule-(?:aws|gcp|filter-comments|basicauth|database-connection-string)$/;
const asked = rules.filter(({ meta }) => !leftOut.test(meta.id));

/** Keys in the forms that their issuers publish, as secretlint's recommended rules know them. */
export const findPublishedKeys: Detector = (text) => asked.flatMap((rule) => reports(rule, text));

function reports(rule: SecretLintRuleCreator, text: string): Secret[] {
  const found: Secret[] = [];
  const message = { message: '', messageId: rule.meta.id, data: undefined };
  const handler = rule.create(
    {
      sharedOptions: {},
      createTranslator: () => () => message,
      report: ({ range: [start, end] }) => found.push({ kind: 'secret', start, end }),
      ignore: () => undefined,
    },
    {},
  );
  const origin = { line: 1, column: 0 };
  void handler.file?.({
    hasBOM: false,
    content: text,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: '',
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: origin, end: origin }),
    positionToIndex: () => 0,
    indexToPosition: () => origin,
  });
  return found;
}
