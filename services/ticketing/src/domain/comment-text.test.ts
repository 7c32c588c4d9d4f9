import { describe, expect, it } from 'vitest';
import { commentText } from './comment-text.ts';

const html = (content: string) => commentText({ content, contentType: 'html' });

describe("an agent's words", () => {
  it.each([
    [
      '<a href="https://kb.example.com/a?x=1&amp;y=2">this article</a>',
      'this article (https://kb.example.com/a?x=1&y=2)',
    ],
    ['<a href="https://kb.example.com/a">https://kb.example.com/a</a>', 'https://kb.example.com/a'],
    ['<a href="mailto:help@example.com">help@example.com</a>', 'help@example.com'],
    ['It&rsquo;s caf&eacute; &#8217; &#x27; a&nbsp;b &lt;name&gt;', "It’s café ’ ' a b <name>"],
    ['zsu[@user:55616589]zsu hello', 'hello'],
    ['I asked zsu[@user:55616589]zsu about it', 'I asked about it'],
    ['<div>one</div><div>two<br>three</div>', 'one\ntwo\nthree'],
    ['<ul><li>restart</li><li>sign in</li></ul>', '- restart\n- sign in'],
    [
      'see <img src="https://files.example.com/a.png" alt="the menu">',
      'see the menu (https://files.example.com/a.png)',
    ],
    ['see <img src="data:image/png;base64,AAAA" alt="x">above', 'see above'],
    ['<table><tr><td>Server</td><td>mail.example.com</td></tr></table>', 'Server   mail.example.com'],
    ['<style>p { color: red }</style><h2>Steps</h2>', 'Steps'],
  ])('reads %s', (content, text) => {
    expect(html(content)).toBe(text);
  });

  it('are taken by their type, and by what they look like where Desk names none', () => {
    const content = '<b>5</b> &amp; up';
    expect(commentText({ content, contentType: 'plainText' })).toBe(content);
    expect(commentText({ content, contentType: null })).toBe('5 & up');
    expect(commentText({ content: 'net user <name> & go', contentType: null })).toBe('net user <name> & go');
  });

  it('stay readable however deep they are nested', () => {
    expect(html(`${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)} end`)).toContain('end');
  });
});
