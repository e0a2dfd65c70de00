// A plain editor, until the real one has come, or where it can't.

import { element } from '../dom.js';

/// The same as makeEditor of editor.js, as far as a text area goes.
export function makePlainEditor(parent, { text, label, onChange, onRun }) {
  const field = element('textarea', { value: text, spellcheck: false, 'aria-label': label });
  field.addEventListener('input', () => onChange(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onRun();
  });
  parent.append(field);
  return {
    text: () => field.value,
    setText: (now) => { field.value = now; },
    setMarks() {},
    clearMarks() {},
    setCurrent() {},
    reveal() {},
    focus: () => field.focus(),
    destroy: () => field.remove(),
  };
}
