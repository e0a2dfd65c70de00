// How the editor indents a new line, and a line that has come to its keyword.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { IndentContext, ensureSyntaxTree, getIndentation, indentUnit } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { python } from '../../web/page/python/tokens.js';

const top = fileURLToPath(new URL('../../', import.meta.url));

function stateOf(doc) {
  const state = EditorState.create({ doc, extensions: [python, indentUnit.of('    ')] });
  ensureSyntaxTree(state, doc.length, 10_000);
  return state.update({}).state;  // which has all of the tree
}

/// The columns by which the line is indented that Enter begins at the end of `before`, with `after` behind the caret.
function onEnter(before, after = '') {
  const context = new IndentContext(stateOf(before + after), { simulateBreak: before.length });
  return getIndentation(context, before.length);
}

/// The columns by which the last line is indented when it has just been typed.
function onTyping(text) {
  return getIndentation(new IndentContext(stateOf(text)), text.lastIndexOf('\n') + 1);
}

for (const [name, before, columns, after] of [
  ['a header opens a block', 'async def f():', 4],
  ['a header within a block opens a block within it', 'def f():\n    for x in y:', 8],
  ['a header with a comment opens a block', 'if a:  # b', 4],
  ['a header of several lines opens a block at its own indentation', 'def f(\n    a,\n):', 4],
  ['a colon in a slice, a dictionary, a string or an annotation opens none', 'x = a[1:', 6],
  ['an annotation opens no block', 'x: int = 3', 0],
  ['a format opens no block', 'x = f"{y:>3}"', 0],
  ['a string with a colon opens no block', 'print("a:")\nx = "b:"', 0],
  ['a statement goes on where it is', 'def f():\n    x = 1', 4],
  ['return ends a block', 'def f():\n    return 1', 0],
  ['break ends a block within a block', 'def f():\n    while x:\n        break', 4],
  ['pass at the top stays there', 'pass', 0],
  ['a comment changes nothing', 'def f():\n    x = 1\n# a comment', 4],
  ['a blank line keeps its own indentation', 'def f():\n    x = 1\n', 0],
  ['spaces on a blank line are kept', 'def f():\n    x = 1\n    ', 4],
  ['an open bracket at the end of a line indents what it holds', 'x = f(', 4],
  ['an open bracket within a line aligns what follows', 'x = f(a,', 6],
  ['a bracket within a block counts from its line', 'def f():\n    x = [', 8],
  ['a closing bracket goes back to its line', 'x = f(\n    a,\n', 0, ')'],
  ['a closed bracket leaves nothing behind', 'x = f(\n    a,\n)', 0],
  ['brackets in strings and comments are not open', 'x = "("  # [', 0],
  ['a backslash indents the rest of its statement', 'x = 1 + \\', 4],
  ['a statement after one with a backslash is indented as that', 'x = 1 + \\\n    2', 0],
  ['a string that is not closed ends with its line', 'x = "(', 0],
]) {
  test(`on Enter, ${name}`, () => {
    assert.equal(onEnter(before, after), columns);
  });
}

test('on Enter in a string of several lines, the line before decides', () => {
  assert.equal(onEnter('def f():\n    """a:\n        b (', ''), null);
});

for (const [name, text, columns] of [
  ['else goes to its if', 'if a:\n    b\n    else:', 0],
  ['else in a nested block goes to the innermost that takes it', 'for a in b:\n    if c:\n        d\n        else:', 4],
  ['else that has been moved out stays with the outer block', 'for a in b:\n    if c:\n        d\nelse:', 0],
  ['else passes blocks that have none', 'if a:\n    with b:\n        c\n        else:', 0],
  ['elif goes to its if', 'if a:\n    b\n    elif c:', 0],
  ['except goes to its try', 'async def f():\n    try:\n        a\n        except E:', 4],
  ['except with a star goes to its try', 'try:\n    a\n    except* E:', 0],
  ['finally goes to its try, after except', 'try:\n    a\nexcept E:\n    b\n    finally:', 0],
  ['case goes into its match', 'match a:\ncase 1:', 4],
  ['a second case goes beside the first', 'match a:\n    case 1:\n        b\n        case 2:', 4],
]) {
  test(`while typing, ${name}`, () => {
    assert.equal(onTyping(text), columns);
  });
}

test('the first case is indented on Enter', () => {
  assert.equal(onEnter('match a:', ''), 4);
});

const programs = [
  ...readdirSync(`${top}lessons`).filter((name) => /^\d/.test(name)).map((name) => `lessons/${name}/lesson.py`),
  ...readdirSync(`${top}gallery`).filter((name) => name.endsWith('.py')).map((name) => `gallery/${name}`),
];

test('every line of the lessons and of the gallery is where the editor puts it, or further left after a block', () => {
  let exact = 0;
  let all = 0;
  for (const path of programs) {
    const lines = readFileSync(top + path, 'utf8').split('\n');
    let isProse = false;
    lines.forEach((line, i) => {
      const wasProse = isProse;
      if ((line.match(/"""/g) ?? []).length % 2) isProse = !isProse;
      if (wasProse || i === 0 || !line.trim() || !lines[i - 1].trim()) return;
      const own = /^ */.exec(line)[0].length;
      const proposed = onEnter(`${lines.slice(0, i).join('\n')}`, line.trim());
      assert.ok(own <= proposed, `${path}, line ${i + 1}: at ${own}, the editor would have it at ${proposed}`);
      all += 1;
      exact += own === proposed ? 1 : 0;
    });
  }
  assert.ok(all > 500 && exact / all > 0.9, `${exact} of ${all} lines`);
});
