// The keyboard, and the list of keys for the help. A key is used only if nothing else on the page wants it:
// never in a field or on a button, never with Ctrl, Alt or Meta, and never Tab or the paging keys.

/// What the keys do, in the help's order: `keys` are names from keyboard events, `shown` is the help's text;
/// then a `command` of the engine or an `action` of the page. The paging keys have neither: reading.js
/// handles them.
export const keyList = [
  { keys: [' '], shown: ['Space'], command: 'toggle', words: 'play or pause' },
  { keys: ['ArrowRight'], shown: ['→'], command: 'step', words: 'one step on: the loop takes the next callback, or the one that runs returns' },
  { keys: ['ArrowLeft'], shown: ['←'], command: 'step_back', words: 'one step back' },
  { keys: ['Home', 'r', 'R'], shown: ['Home', 'R'], command: 'restart', words: 'back to the start' },
  { keys: ['End'], shown: ['End'], command: 'end', words: 'to the end of the run' },
  { keys: ['+', '='], shown: ['+'], command: 'speed_up', words: 'play faster' },
  { keys: ['-', '−'], shown: ['−'], command: 'speed_down', words: 'play more slowly' },
  { keys: ['s', 'S'], shown: ['S'], command: 'slow', words: 'slow at instants: while playing, show callbacks one after the other' },
  { keys: ['z', 'Z'], shown: ['Z'], command: 'undo', words: 'take the last change of a setting back' },
  { keys: ['i', 'I'], shown: ['I'], command: 'zoom_in', words: 'zoom in: show less time' },
  { keys: ['o', 'O'], shown: ['O'], command: 'zoom_out', words: 'zoom out: show more time' },
  { keys: ['Shift+ArrowLeft'], shown: ['Shift ←'], command: 'pan_left', words: 'show earlier times' },
  { keys: ['Shift+ArrowRight'], shown: ['Shift →'], command: 'pan_right', words: 'show later times' },
  { keys: ['Shift+ArrowUp'], shown: ['Shift ↑'], command: 'rows_up', words: 'if there are more rows than fit: scroll them up' },
  { keys: ['Shift+ArrowDown'], shown: ['Shift ↓'], command: 'rows_down', words: '… and down' },
  { keys: ['a', 'A'], shown: ['A'], command: 'solo', words: 'show the selected task alone, or all again' },
  { keys: ['f', 'F'], shown: ['F'], command: 'fit', words: 'show the whole run' },
  { keys: ['x', 'X'], shown: ['X'], command: 'axis', words: 'an axis of time, or of steps: a column for each callback' },
  { keys: ['t', 'T'], shown: ['T'], action: 'textView', words: 'open or close the text view: all that the panel shows, as text and tables' },
  { keys: ['w', 'W'], shown: ['W'], action: 'whatIf', words: 'what if: cancel a task here, make its sleep fail or take longer, find what breaks the program' },
  { keys: ['p', 'P'], shown: ['P'], action: 'present', words: 'present to a class: large, with a spotlight; Esc ends it' },
  { keys: ['PageDown'], shown: ['Page Down'], words: 'at the end of a lesson: the next lesson' },
  { keys: ['PageUp'], shown: ['Page Up'], words: 'at the top of a lesson: the previous lesson' },
  { keys: ['/'], shown: ['/'], action: 'search', words: 'search all lessons' },
  { keys: ['?'], shown: ['?'], action: 'help', words: 'this help' },
];

const byKey = new Map(keyList.flatMap((entry) => entry.keys.map((key) => [key, entry])));
const fields = 'input, select, textarea, [contenteditable], [role=separator], dialog';
const pressed = 'button, a[href], summary, [role=tab]';  // use Space themselves
const scrolled = 'pre, [role=tablist], .order';          // use the arrows, Home and End themselves

/// The shortcut of a command, for its button: `{ title, 'aria-keyshortcuts' }`.
export function shortcutOf(command) {
  const { keys: [key], shown: [shown] } = keyList.find((entry) => entry.command === command);
  const names = { ' ': 'Space', '+': 'Plus', i: 'I', o: 'O', s: 'S', z: 'Z', f: 'F', x: 'X' };
  return { title: `Key: ${shown}`, 'aria-keyshortcuts': names[key] ?? key };
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
