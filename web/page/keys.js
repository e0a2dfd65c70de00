// The keyboard. A key is taken only when nothing else on the page wants it: never
// in a field or on a button, never with Ctrl, Alt or Meta, and never Tab or the
// paging keys.

const commands = {
  ' ': 'toggle', ArrowRight: 'step', ArrowLeft: 'step_back', Home: 'restart', r: 'restart', R: 'restart',
  End: 'end', '+': 'speed_up', '=': 'speed_up', '-': 'speed_down', '−': 'speed_down',
};
const others = { '?': 'help', '/': 'search', t: 'textView', T: 'textView' };
const fields = 'input, select, textarea, [contenteditable], [role=separator], dialog';
const pressed = 'button, a[href], summary, [role=tab]';  // want Space for themselves
const scrolled = 'pre, [role=tablist], .order';          // want the arrows, Home and End for themselves

/// `actions` may have `help()`, `search()`, `textView()` and `command(name)`; a key whose action is not there
/// yet is left to the browser.
export function createKeys(actions) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const { key, target, shiftKey } = event;
    if (target.closest(fields)) return;
    if (key === ' ' && (shiftKey || target.closest(pressed))) return;
    if (/^(Arrow|Home|End)/.test(key) && (shiftKey || target.closest(scrolled))) return;
    const action = actions[others[key]];
    if (action) action();
    else if (actions.command && Object.hasOwn(commands, key)) {
      if (!(event.repeat && commands[key] === 'toggle')) actions.command(commands[key]);
    } else return;
    event.preventDefault();
  });
}
