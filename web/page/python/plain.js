// A plain editor, used until the real one has loaded, or if it can't be.

import { element } from '../dom.js';

/// The same interface as makeEditor in editor.js, as far as a text area supports it.
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
    select(line) {
      const lines = field.value.split('\n');
      const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    },
    focus: () => field.focus(),
    destroy: () => field.remove(),
  };
}
