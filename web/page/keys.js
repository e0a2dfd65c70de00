// The keyboard, and the list of keys for the help. A key is used only if nothing else on the page wants it:
// never in a field or on a button, never with Ctrl, Alt or Meta, and never Tab or the paging keys.

import * as say from '#words/keys.js';

const { space, home, end, shift, pageDown, pageUp } = say.keyNames;

/// What the keys do, in the help's order: `keys` are names from keyboard events, `shown` is the help's text;
/// then a `command` of the engine or an `action` of the page. The paging keys have neither: reading.js
/// handles them.
export const keyList = [
  { keys: [' '], shown: [space], command: 'toggle', words: say.does.toggle },
  { keys: ['ArrowRight'], shown: ['→'], command: 'step', words: say.does.step },
  { keys: ['ArrowLeft'], shown: ['←'], command: 'step_back', words: say.does.stepBack },
  { keys: ['Home', 'r', 'R'], shown: [home, 'R'], command: 'restart', words: say.does.restart },
  { keys: ['End'], shown: [end], command: 'end', words: say.does.end },
  { keys: ['+', '='], shown: ['+'], command: 'speed_up', words: say.does.speedUp },
  { keys: ['-', '−'], shown: ['−'], command: 'speed_down', words: say.does.speedDown },
  { keys: ['s', 'S'], shown: ['S'], command: 'slow', words: say.does.slow },
  { keys: ['z', 'Z'], shown: ['Z'], command: 'undo', words: say.does.undo },
  { keys: ['i', 'I'], shown: ['I'], command: 'zoom_in', words: say.does.zoomIn },
  { keys: ['o', 'O'], shown: ['O'], command: 'zoom_out', words: say.does.zoomOut },
  { keys: ['Shift+ArrowLeft'], shown: [`${shift} ←`], command: 'pan_left', words: say.does.panLeft },
  { keys: ['Shift+ArrowRight'], shown: [`${shift} →`], command: 'pan_right', words: say.does.panRight },
  { keys: ['Shift+ArrowUp'], shown: [`${shift} ↑`], command: 'rows_up', words: say.does.rowsUp },
  { keys: ['Shift+ArrowDown'], shown: [`${shift} ↓`], command: 'rows_down', words: say.does.rowsDown },
  { keys: ['a', 'A'], shown: ['A'], command: 'solo', words: say.does.solo },
  { keys: ['f', 'F'], shown: ['F'], command: 'fit', words: say.does.fit },
  { keys: ['x', 'X'], shown: ['X'], command: 'axis', words: say.does.axis },
  { keys: ['t', 'T'], shown: ['T'], action: 'textView', words: say.does.textView },
  { keys: ['w', 'W'], shown: ['W'], action: 'whatIf', words: say.does.whatIf },
  { keys: ['p', 'P'], shown: ['P'], action: 'present', words: say.does.present },
  { keys: ['PageDown'], shown: [pageDown], words: say.does.pageDown },
  { keys: ['PageUp'], shown: [pageUp], words: say.does.pageUp },
  { keys: ['/'], shown: ['/'], action: 'search', words: say.does.search },
  { keys: ['?'], shown: ['?'], action: 'help', words: say.does.help },
];

const byKey = new Map(keyList.flatMap((entry) => entry.keys.map((key) => [key, entry])));
const fields = 'input, select, textarea, [contenteditable], [role=separator], dialog';
const pressed = 'button, a[href], summary, [role=tab]';  // use Space themselves
const scrolled = 'pre, [role=tablist], .order';          // use the arrows, Home and End themselves

/// The shortcut of a command, for its button: `{ title, 'aria-keyshortcuts' }`.
export function shortcutOf(command) {
  const { keys: [key], shown: [shown] } = keyList.find((entry) => entry.command === command);
  const names = { ' ': 'Space', '+': 'Plus', i: 'I', o: 'O', s: 'S', z: 'Z', f: 'F', x: 'X' };
  return { title: say.keyOf(shown), 'aria-keyshortcuts': names[key] ?? key };
}

/// `actions` may have `help()`, `search()`, `textView()` and `command(name)`, and you can add more later. If
/// a key has no action yet, the browser handles it.
export function createKeys(actions) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const { key, target, shiftKey } = event;
    if (target.closest(fields)) return;
    if (key === ' ' && (shiftKey || target.closest(pressed))) return;
    const moves = /^(Arrow|Home|End)/.test(key);
    if (moves && target.closest(scrolled)) return;
    if (moves && shiftKey && !getSelection().isCollapsed) return;  // the key extends the selection
    const { action, command } = byKey.get(moves && shiftKey ? `Shift+${key}` : key) ?? {};
    if (actions[action]) actions[action]();
    else if (command && actions.command) {
      if (!(event.repeat && command === 'toggle')) actions.command(command);
    } else return;
    event.preventDefault();
  });
  return { add: (more) => Object.assign(actions, more) };
}
