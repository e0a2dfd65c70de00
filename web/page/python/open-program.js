// The open program: its name, its text and its settings, as stored in this browser. A tab never overwrites
// what another tab has changed.

import { dropProgram, freeName, keepProgram, lastProgram, nameToKeep, textOf } from './programs.js';
import { dropSettings, keepSettings, settingsOf } from './settings.js';
import * as say from '#words/playground.js';

/// Calls `tell` with a sentence, `{ text, wrong }`, and `onKept` after storing something, maybe under a
/// different name.
export function createOpenProgram({ tell, onKept }) {
  let { name, text } = lastProgram();
  let settings = settingsOf(name);
  let origin;    // Reset goes back to this text
  let kept = true;          // the current text is stored under its name
  let base = textOf(name);  // what was stored there when this tab last looked

  function save() {
    if (kept) return;
    const wanted = name;
    name = nameToKeep(name, text, base);
    if (keepProgram(name, text)) base = text;
    else tell({ text: say.noRoom, wrong: true });
    keepSettings(name, settings);
    kept = true;
    onKept();
    if (name !== wanted) tell({ text: say.keptAs(wanted, name) });
  }

  /// Deletes the stored program, unless another tab has changed it.
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
    /// Stores the program even if the reader has only looked at it so far.
    keep() {
      kept = kept && textOf(name) === text;
      save();
    },
    /// Opens another program; `mine` says that it's the reader's own, not just one they're looking at.
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
    /// Takes over what another tab has stored, if nothing was changed here. Returns whether there was
    /// anything.
    follow() {
      const theirs = textOf(name);
      if (!kept || text !== base || theirs === undefined || theirs === text) return false;
      text = base = theirs;
      return true;
    },
  };
}
