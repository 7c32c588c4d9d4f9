/** A string or template of a source text, with `…` for what a template fills in. */
export interface StringLiteral {
  readonly line: number;
  readonly text: string;
  /** The code before it on its line. */
  readonly before: string;
}

/** Comments, regular expressions (where an operand may begin) and strings, in the order of the source. */
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=(?:^|[(,=:[!&|?{};>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`/g;

/** Every string literal of a TypeScript source, those inside the `${…}` of templates included. */
export function stringLiterals(source: string): StringLiteral[] {
  const found: StringLiteral[] = [];
  read(source, 0, false);
  return found;

  /** Reads code from an offset on; inside a template up to the brace that ends its expression. */
  function read(code: string, from: number, inTemplate: boolean): number {
    let at = from;
    let depth = 0;
    while (at < code.length) {
      token.lastIndex = at;
      const next = token.exec(code);
      const end = next?.index ?? code.length;
      if (inTemplate) {
        for (let index = at; index < end; index += 1) {
          if (code[index] === '{') depth += 1;
          if (code[index] === '}') {
            if (depth === 0) return index + 1;
            depth -= 1;
          }
        }
      }
      if (next === null) return code.length;
      at = next.index + next[0].length;
      if (next[0] === '`') at = readTemplate(code, next.index);
      else if (/^['"]/.test(next[0])) add(code, next.index, next[0].slice(1, -1));
    }
    return at;
  }

  function readTemplate(code: string, start: number): number {
    let text = '';
    let at = start + 1;
    while (at < code.length && code[at] !== '`') {
      if (code.startsWith('${', at)) {
        at = read(code, at + 2, true);
        text += '…';
        continue;
      }
      const length = code[at] === '\\' ? 2 : 1;
      text += code.slice(at, at + length);
      at += length;
    }
    add(code, start, text);
    return at + 1;
  }

  function add(code: string, start: number, text: string): void {
    const lines = code.slice(0, start).split('\n');
    found.push({ line: lines.length, text, before: lines.at(-1) ?? '' });
  }
}
