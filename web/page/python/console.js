// What the program has printed up to the playhead, under the editor at the window's lower end. It's for
// windows in which the panel's own list is out of sight. The program's questions appear here too.

import { byId, element } from '../dom.js';
import * as say from '#words/playground.js';

const reaches = 4;  // pixels from the last line: within them, the list follows new output

/// `form` asks the reader, and `bar` has the Run button.
export function createConsole(player, { form, bar }) {
  const list = element('ol', {});
  const output = element('div', { class: 'bench-output', role: 'group', 'aria-label': say.output, tabIndex: 0, hidden: true },
    element('p', { textContent: say.outputOf }), list);
  const node = element('div', { class: 'bench-console' }, output, form);
  let shown = '';
  let wanted = false;

  const isCrowded = () => node.getBoundingClientRect().top < bar.getBoundingClientRect().bottom;

  new ResizeObserver(() => document.documentElement.style.setProperty('--console-height', `${node.offsetHeight}px`)).observe(node);

  function show({ output: lines, tasks, more }) {
    const colours = new Map(tasks.map(({ name, color }) => [name, color]));
    const now = JSON.stringify([lines, more.output, lines.map(({ task }) => colours.get(task))]);
    if (now === shown) return;
    shown = now;
    const follows = output.scrollHeight - output.scrollTop - output.clientHeight < reaches;
    const earlier = more.output > 0 ? [element('li', { class: 'nothing', textContent: say.earlier(more.output) })] : [];
    const rows = lines.map(({ t, task, text }) => rowOf(t, task, text, colours.get(task)));
    list.replaceChildren(...earlier, ...(rows.length > 0 ? rows : [element('li', { class: 'nothing', textContent: say.nothingPrinted })]));
    if (follows) output.scrollTop = output.scrollHeight;
  }

  return {
    node,
    /// Call this with each state of the program's run, or with null if the panel shows something else.
    update(state) {
      if (!state) output.hidden = true;
      if (!state || state.position === 0) return;  // no part of the run has been drawn yet
      output.hidden &&= player.contentHeight() <= byId('panel-stage').clientHeight;
      if (output.hidden) return;
      show(state.output ? state : player.look((engine) => engine.state()));
      if (wanted && isCrowded()) bar.parentElement.scrollIntoView();
      wanted = false;
    },
    /// How much of the window is covered: by the buttons at the top, by this and a docked panel at the
    /// bottom.
    margins() {
      const panel = byId('page-panel');
      const docked = getComputedStyle(panel).position === 'fixed';
      return { top: byId('page-top').offsetHeight + bar.offsetHeight, bottom: node.offsetHeight + (docked ? panel.offsetHeight : 0) };
    },
    /// Run was pressed, so the output has to become visible.
    want() {
      wanted = true;
    },
  };
}

function rowOf(t, task, text, color = 'transparent') {
  const row = element('li', {}, element('span', { class: 'time', textContent: say.seconds(t.toFixed(3)) }), element('code', { textContent: text }));
  row.style.setProperty('--task', color);
  row.title = task;
  return row;
}
