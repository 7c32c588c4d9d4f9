import { expect, it } from 'vitest';
import { partMail } from './part-mail.ts';

it('takes styles out and marks where they were', () => {
  const { html, css } = partMail('<style media="x">p{color:red}</style><P STYLE="margin:0">style= stays text</P>');
  expect(css).toEqual(['p{color:red}']);
  expect(html).toBe('<P data-mail-style="margin:0">style= stays text</P>');
});
