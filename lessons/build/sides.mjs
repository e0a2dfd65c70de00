// The two sides of a program that a switch repairs. A listing shows the program as it is, broken or repaired: what chooses
// between them, a constant and lines such as `if repaired:` and `else:`, isn't in it, for it would tell where to look.

const patterns = {
  python: (name) => ({ constant: new RegExp(`^${name} = `), head: new RegExp(`^( *)if ${name}:$`), other: /^( *)else:$/ }),
  cpp: (name) => ({ constant: null, head: new RegExp(`^( *)if \\(p\\.${name}\\) \\{$`), other: /^( *)\} else \{$/, end: /^( *)\}$/ }),
};
const deeper = 4;  // spaces

/// For each line, whether it's on one side alone: 'on', 'off', 'neither', or '' if it's in both.
export function sidesOf(lines, language, name) {
  const { constant, head, other, end } = patterns[language](name);
  const indentOf = (line) => line.search(/\S|$/);
  let inside = null;  // the indentation of the `if`, and the side
  const sides = lines.map((line) => {
    if (!line.trim()) return '';
    if (inside && indentOf(line) <= inside.indent) {
      const [switches, closes] = [other, end].map((pattern) => pattern?.exec(line)?.[1].length === inside.indent);
      if (switches && inside.side === 'on') {
        inside.side = 'off';
        return 'neither';
      }
      inside = null;
      if (closes) return 'neither';
    }
    if (inside) return inside.side;
    const found = head.exec(line);
    if (found) inside = { indent: found[1].length, side: 'on' };
    return found || constant?.test(line) ? 'neither' : '';
  });
  const isEmpty = (i) => lines[i]?.trim() === '';
  sides.forEach((side, i) => {
    if (side === 'neither' && isEmpty(i - 1) && isEmpty(i + 1)) sides[i - 1] = 'neither';  // between two gaps there was a line
  });
  return sides;
}

/// The program without what's on the other side, as a programmer would have written it.
export function oneSide(lines, language, name, side) {
  const sides = sidesOf(lines, language, name);
  return lines.flatMap((line, i) => (sides[i] === '' ? [line] : sides[i] === side ? [line.slice(deeper)] : [])).join('\n');
}

/// Marks the spaces by which a line on one side is deeper in the file than in the program.
export const withoutDepth = (html) => html.replace(new RegExp(`^ {${deeper}}`), `<span class="deeper">${' '.repeat(deeper)}</span>`);

/// The lines of the broken program, counted from 1, that the repair changes; where it only adds some, the line before them.
export function repairedLines(lines, language, name) {
  const sides = sidesOf(lines, language, name);
  const found = [];
  let number = 0;
  sides.forEach((side, i) => {
    if (side === '' || side === 'off') ++number;
    if (side === 'off') found.push(number);
    const replaces = sides.slice(i).find((other) => other !== 'on' && other !== 'neither') === 'off';
    if (side === 'on' && sides[i - 1] === 'neither' && !replaces) found.push(number);
  });
  return found;
}
