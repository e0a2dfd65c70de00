// Opens the box for sharing, whose code is fetched the first time.

import { byId } from './dom.js';
import { createPart } from './load.js';
import * as say from '#words/messages.js';

/// `runAddress()` is the address of the lesson's run, or null while something else is shown; `program()` gives a
/// promise of the link to the reader's own program; `onOpen()` is called before the box is shown.
export function createShareDoor(player, { lessons, notice, runAddress, program, onOpen }) {
  const opener = byId('share-open');
  const part = createPart('share.js', 'share.css', ({ createShare }) => createShare({ opener, shown }), { notice, words: say.partShare });
  let own = false;
  player.on('recording', (_name, isProgram) => { own = isProgram; });

  function shown() {
    if (player.recording()) return own ? { program: program() } : {};
    return { fragment: runAddress(), title: lessons.title(lessons.current()) };
  }

  async function open() {
    const box = await part.load(open);
    if (!box) return;
    onOpen();
    box.toggle();
  }

  opener.addEventListener('click', open);
}
