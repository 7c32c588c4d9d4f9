import { expect, it } from 'vitest';
import { cutText, htmlToText, stripMentions, toHtml } from './text.ts';

it('cuts between characters as people see them', () => {
  const family = '👨‍👩‍👧‍👦';
  expect(cutText(`ab${family}cd`, 8)).toBe('ab…');
  expect(cutText('é'.normalize('NFD').repeat(4), 6)).toBe(`${'é'.normalize('NFD').repeat(2)}…`);
  expect(cutText('short', 5)).toBe('short');
});

it('never gets longer than asked', () => {
  expect(cutText('x'.repeat(300), 255)).toHaveLength(255);
});

it('takes mentions out, also those that appear when others are taken out', () => {
  expect(stripMentions('hi zsu[@user:123]zsu there')).toBe('hi  there');
  expect(stripMentions('zszsu[@user:1]zsuu[@user:2]zsu!')).toBe('!');
  expect(stripMentions('no mention')).toBe('no mention');
});

it('shows plain text as it was written', () => {
  expect(toHtml('a < b & "c"\r\nnext\rlast')).toBe('a &lt; b &amp; &quot;c&quot;<br>next<br>last');
});

it('repairs half characters that JSON could not carry', () => {
  expect(toHtml('a\uD83Db')).toBe('a\uFFFDb');
});

it('finds the text in what Desk made of it', () => {
  expect(htmlToText('<div style="x">Reference:&nbsp;<b>AB-7K2M9QXD</b></div>')).toBe('Reference: AB-7K2M9QXD');
});
