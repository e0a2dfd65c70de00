// A recording of a run, from a file: chosen in the contents, dropped anywhere on the page (programs can be
// dropped too), or named in the address. The engine gets it in pieces, during part of each frame, so that the
// page stays responsive. If it can't be read, nothing changes.

import { quoted } from './address.js';
import { byId } from './dom.js';
import * as say from '#words/messages.js';

const pieceSize = 64 * 1024;  // bytes
const readingTime = 8;   // milliseconds per frame
const hiddenTab = 100;   // milliseconds: a hidden tab has no frames
const nextFrame = () => new Promise((come) => {
  requestAnimationFrame(come);
  setTimeout(come, hiddenTab);
});

/// Does nothing if the engine can't read recordings. Calls `onBefore()` before a recording replaces what is
/// shown, `onBack()` when the reader wants the lesson's own run, and `onPrograms(files)` with dropped files
/// if they include Python.
export function createRecordings(player, { notice, onBefore, onBack, onPrograms }) {
  const load = player.touch((engine) => engine.load);
  if (!load) return;
  let reading = null;  // the file

  async function open(file) {
    if (!file) return;
    cancel();
    reading = file;
    const wrong = await read(file, () => reading === file).catch(() => say.fileUnreadable(quoted(file.name)));
    if (reading !== file || wrong === undefined) return;  // cancelled, replaced by another file, or the engine is gone
    if (wrong) {
      cancel();
      notice.show(say.notOpened(quoted(file.name), wrong), player.recording() ? backTo(onBack) : undefined);
      return;
    }
    reading = null;
    player.showRecording(file.name);
    notice.show(say.recordingShown(quoted(file.name)), backTo(onBack));
  }

  /// Returns '' or a sentence about what is wrong.
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
    const percent = Math.floor(share * 10) * 10;  // in steps, because it's also announced
    notice.show(say.opening(quoted(name), percent), { label: say.cancel, act() {
      cancel();
      notice.show(say.notOpened(quoted(name)), player.recording() ? backTo(onBack) : undefined);
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
    field.value = '';  // so that the same file can be chosen again
  });
  receiveDrops((files) => (files.some(isPython) ? onPrograms(files) : open(files[0])));
  fetchNamed().then(open, () => notice.show(say.noSuchRecording));
}

/// The file on this site that the address names as `?trace=/…`; the command line's --open uses this.
async function fetchNamed() {
  const path = new URLSearchParams(location.search).get('trace');
  if (!path) return null;
  const { origin, pathname } = new URL(path, location.href);
  const answer = origin === location.origin && await fetch(pathname);
  if (!answer.ok) throw new Error(path);
  return new File([await answer.blob()], decodeURIComponent(pathname.split('/').pop()));
}

export function backTo(act) {
  return { label: say.backToRun, act };
}

const isPython = ({ name, type }) => /\.pyw?$/i.test(name) || type === 'text/x-python';

/// Calls `open(files)` with files dropped anywhere on the page, which shows that it accepts them.
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
    if (!event.relatedTarget) show(false);  // left the window
  });
  document.addEventListener('drop', (event) => {
    show(false);
    if (!hasFile(event)) return;
    event.preventDefault();
    open([...event.dataTransfer.files]);
  });
}
