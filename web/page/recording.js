// A recording of a run, kept in a file: chosen in the contents, dropped anywhere on the
// page, or named in the address. It is given to the engine in pieces, for a part of each
// frame, so that the page stays alive; one that can't be read leaves everything as it was.

import { quoted } from './address.js';
import { byId } from './dom.js';

const pieceSize = 64 * 1024;  // bytes
const readingTime = 8;   // milliseconds of a frame
const hiddenTab = 100;   // milliseconds: a tab that is not seen has no frames
const nextFrame = () => new Promise((come) => {
  requestAnimationFrame(come);
  setTimeout(come, hiddenTab);
});

/// Does nothing where the engine reads no recordings. `onBefore()` is called when one is about to take the place
/// of what is shown; `onBack()` is the reader's wish for the lesson's own run.
export function createRecordings(player, { notice, onBefore, onBack }) {
  const load = player.touch((engine) => engine.load);
  if (!load) return;
  let reading = null;  // the file

  async function open(file) {
    if (!file) return;
    cancel();
    reading = file;
    const wrong = await read(file, () => reading === file).catch(() => `The file ${quoted(file.name)} could not be read.`);
    if (reading !== file || wrong === undefined) return;  // cancelled, or another was chosen since, or the engine is gone
    if (wrong) {
      cancel();
      notice.show(`${quoted(file.name)} was not opened: ${wrong}`, player.recording() ? backTo(onBack) : undefined);
      return;
    }
    reading = null;
    player.showRecording(file.name);
    notice.show(`This is the recording ${quoted(file.name)}, not the lesson’s own run.`, backTo(onBack));
  }

  /// Gives '' or a sentence on what is wrong.
  async function read(file, goesOn) {
    player.touch(() => load.begin(file.name));
    let drawn = performance.now();
    for (let from = 0; from < file.size; from += pieceSize) {
      tellProgress(file.name, from / file.size);
      const bytes = new Uint8Array(await file.slice(from, from + pieceSize).arrayBuffer());
      if (!goesOn()) return '';
      const wrong = player.touch(() => load.piece(bytes));
      if (wrong !== '') return wrong;
      if (performance.now() - drawn < readingTime) continue;
      await nextFrame();
      if (!goesOn()) return '';
      drawn = performance.now();
    }
    onBefore();
    return player.touch(() => load.end());
  }

  function tellProgress(name, share) {
    const percent = Math.floor(share * 10) * 10;  // in steps, for it is also read out
    notice.show(`Opening ${quoted(name)}: ${percent} %`, { label: 'Cancel', act() {
      cancel();
      notice.show(`${quoted(name)} was not opened.`, player.recording() ? backTo(onBack) : undefined);
    } });
  }

  function cancel() {
    if (reading) player.touch(() => load.cancel());
    reading = null;
  }

  const field = byId('recording-file');
  byId('recording-open').hidden = false;
  field.addEventListener('change', () => {
    const [file] = field.files;
    byId('page-contents').close();
    open(file);
    field.value = '';  // the same file can be chosen again
  });
  receiveDrops(open);
  fetchNamed().then(open, () => notice.show('The recording that the address names isn’t there.'));
}

/// The file of this site that the address names as `?trace=/…`, as the command line's --open does.
async function fetchNamed() {
  const path = new URLSearchParams(location.search).get('trace');
  if (!path) return null;
  const { origin, pathname } = new URL(path, location.href);
  const answer = origin === location.origin && await fetch(pathname);
  if (!answer.ok) throw new Error(path);
  return new File([await answer.blob()], decodeURIComponent(pathname.split('/').pop()));
}

export function backTo(act) {
  return { label: 'Back to the lesson’s own run', act };
}

/// Calls `open(file)` for a file that is dropped anywhere on the page, which shows that it can be.
function receiveDrops(open) {
  const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  const show = (over) => document.documentElement.classList.toggle('drop-here', over);
  const over = (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    show(true);
  };
  document.addEventListener('dragenter', over);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) show(false);  // out of the window
  });
  document.addEventListener('drop', (event) => {
    show(false);
    if (!hasFile(event)) return;
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}
