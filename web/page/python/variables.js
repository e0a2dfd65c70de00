// The value of the variable under the mouse, in each task that is suspended in the function containing the
// name.

import { syntaxTree } from '@codemirror/language';
import { hoverTooltip } from '@codemirror/view';
import { element } from '../dom.js';
import * as say from '#words/editor.js';

const mostTasks = 6;
const kinds = new Set(['name', 'subst', 'built_in']);  // tokens that can be a variable's name
const header = /^\s*(async\s+)?def\b/;
const continued = /^\s*([)\]}]|#|$)/;  // doesn't end a function

const indentOf = (text) => text.search(/\S|$/);

/// The line, counted from 1, at which the innermost function around a line begins; 0 outside all functions.
/// Lines inside a string can mislead it.
export function functionAt(doc, number) {
  let { text } = doc.line(number);
  if (header.test(text)) return number;
  let indent = continued.test(text) ? Infinity : indentOf(text);
  for (let above = number - 1; above > 0 && indent > 0; --above) {
    ({ text } = doc.line(above));
    if (continued.test(text) || indentOf(text) >= indent) continue;
    if (header.test(text)) return above;
    indent = indentOf(text);
  }
  return 0;
}

/// The name at a position, as `{ from, to, name }`, or null if there's no variable.
export function nameAt(state, position) {
  const word = state.wordAt(position);
  if (!word || !kinds.has(syntaxTree(state).resolveInner(word.from, 1).name)) return null;
  const isMember = state.sliceDoc(word.from - 1, word.from) === '.';
  return isMember ? null : { from: word.from, to: word.to, name: state.sliceDoc(word.from, word.to) };
}

/// The value of that variable in each of `tasks`, [{ task, color, value }].
export function valuesOf(doc, { from, name }, tasks) {
  const within = functionAt(doc, doc.lineAt(from).number);
  if (within === 0) return [];
  return tasks.filter(({ line, file }) => !file && line >= 1 && line <= doc.lines && functionAt(doc, line) === within)
    .flatMap(({ task, color, values }) => values.filter((each) => each.startsWith(`${name} = `))
      .map((each) => ({ task, color, value: each.slice(name.length + 3) })));
}

/// `tasks()` returns the suspended tasks, [{ task, color, line, file, values }]; a value is 'name = 3'.
export function showingVariables(tasks) {
  return hoverTooltip((view, position) => {
    const found = nameAt(view.state, position);
    const values = found ? valuesOf(view.state.doc, found, tasks()) : [];
    return values.length === 0 ? null : { pos: found.from, end: found.to, create: () => ({ dom: box(found.name, values) }) };
  }, { hideOnChange: true });
}

function box(name, values) {
  const more = values.length - mostTasks;
  return element('div', { class: 'cm-values', role: 'tooltip' },
    ...values.slice(0, mostTasks).map(({ task, color, value }) => {
      const dot = element('i');
      dot.style.background = color;
      return element('p', {}, dot, element('b', { textContent: task }), element('code', { textContent: `${name} = ${value}` }));
    }),
    ...(more > 0 ? [element('p', { textContent: say.moreValues(more) })] : []));
}
