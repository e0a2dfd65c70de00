// Opens the box for sharing, whose code is fetched the first time.

import { byId } from './dom.js';
import { loadPart } from './load.js';

/// `runAddress()` is the address of the lesson's run, or null while something else is shown; `program()` gives a
/// promise of the link to the reader's own program.
export function createShareDoor(player, { lessons, notice, runAddress, program }) {
  const opener = byId('share-open');
  let own = false;
  let loading = null;
  player.on('recording', (_name, isProgram) => { own = isProgram; });

  function shown() {
    if (player.recording()) return own ? { program: program() } : {};
    return { fragment: runAddress(), title: lessons.title(lessons.current()) };
  }

  async function open() {
    loading ??= loadPart('share.js', 'share.css').then(({ createShare }) => createShare({ opener, shown }));
    try {
      (await loading).toggle();
    } catch (error) {
      loading = null;
      console.info(error);
      notice.show('The box for sharing could not be loaded: the network is gone. The address bar has the link, too.');
    }
  }

  opener.addEventListener('click', open);
}
