// The program that is open: its name, its text and what goes with it, as they're kept in this browser. A tab never
// overwrites what another tab has changed.

import { dropProgram, freeName, keepProgram, lastProgram, nameToKeep, textOf } from './programs.js';
import { dropSettings, keepSettings, settingsOf } from './settings.js';

/// `tell` is told a sentence, as `{ text, wrong }`, and `onKept` that something was kept, maybe by another name.
export function createOpenProgram({ tell, onKept }) {
  let { name, text } = lastProgram();
  let settings = settingsOf(name);
  let origin;    // the text that Reset goes back to
  let kept = true;          // what is there is kept under its name
  let base = textOf(name);  // what was kept there when this tab last looked

  function save() {
    if (kept) return;
    const wanted = name;
    name = nameToKeep(name, text, base);
    if (keepProgram(name, text)) base = text;
    else tell({ text: 'This browser has no room for your program: press Download to keep it.', wrong: true });
    keepSettings(name, settings);
    kept = true;
    onKept();
    if (name !== wanted) tell({ text: `‘${wanted}’ was changed in another tab, so yours is kept as ‘${name}’.` });
  }

  /// Unless what is kept there is another tab's now.
  function drop() {
    if (textOf(name) !== base) return;
    dropProgram(name);
    dropSettings(name);
  }

  return {
    name: () => name,
    text: () => text,
    settings: () => settings,
    origin: () => origin,
    save,
    edit(now) {
      text = now;
      kept = false;
    },
    set(changed) {
      settings = { ...settings, ...changed };
      kept = false;
      save();
    },
    /// Keeps one that was only looked at until now, too.
    keep() {
      kept = kept && textOf(name) === text;
      save();
    },
    /// Another one takes its place; `mine` if it's the reader's own, and not only looked at.
    open(called, program, mine, its) {
      save();
      name = called;
      text = origin = program;
      base = textOf(name);
      settings = its;
      kept = !mine;
      save();
    },
    rename(wanted) {
      if (wanted === name) return;
      const free = freeName(wanted, text);
      drop();
      name = free;
      base = textOf(name);
      kept = false;
      save();
    },
    remove() {
      drop();
      kept = true;
    },
    /// Follows what another tab has kept, if nothing was changed here, and says whether there was anything.
    follow() {
      const theirs = textOf(name);
      if (!kept || text !== base || theirs === undefined || theirs === text) return false;
      text = base = theirs;
      return true;
    },
  };
}
