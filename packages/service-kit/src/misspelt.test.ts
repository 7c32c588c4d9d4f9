import { expect, test } from 'vitest';
import { misspelt } from './misspelt.ts';

const known = ['PORT', 'SMTP_URL', 'DATA_DIR', 'HOST'];

test('a name with a slip in it is told with the one that may be meant', () => {
  expect(misspelt(['SMPT_URL', 'POTR', 'smtp_url', 'DATA_DIR'], known)).toEqual([
    'SMPT_URL is no setting: SMTP_URL may be meant',
    'POTR is no setting: PORT may be meant',
    'smtp_url is no setting: SMTP_URL may be meant',
  ]);
});

test('what others read is left alone', () => {
  expect(misspelt(['NODE_OPTIONS', 'HTTP_PROXY', 'TZ', 'ACEBUDDY_LOCAL_KEY'], known)).toEqual([]);
});
