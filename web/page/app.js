// Sets the page up: first the text, which needs nothing else, then the engine, once it has loaded. Each part
// is in its own file.

import { parseAddress } from './address.js';
import { createCanvas } from './canvas.js';
import { createContents } from './contents.js';
import { byId } from './dom.js';
import { loadEngine } from './engine.js';
import { createGlossary } from './glossary.js';
import { createHelp } from './help.js';
import { createInput } from './input.js';
import { createKeys } from './keys.js';
import { createLessons, hideOthersEarly } from './lessons.js';
import { createListings } from './listing.js';
import { createNotice, reasons } from './notice.js';
import { createPanes } from './panes.js';
import { createPlaygroundDoor } from './playground-door.js';
import { createPlayer } from './player.js';
import { createPredictions } from './prediction.js';
import { createProgress } from './progress.js';
import { createEndWatch, createPaging } from './reading.js';
import { createRecordings } from './recording.js';
import { createRouter } from './router.js';
import { createRows } from './rows.js';
import { createScheme } from './scheme.js';
import { createSearch } from './search.js';
import { createTextView, tableRows } from './text-view.js';
import { createWarned } from './warned.js';

const scheme = createScheme();
const loading = loadEngine();
loading.catch(() => {});  // reported below, once there's a page to show it
const showAll = hideOthersEarly(parseAddress(location.hash).slug);

function start() {
  let onShown = () => {};
  const notice = createNotice();
  const listings = createListings();
  const lessons = createLessons({ onFound: (id) => router.found(id), onShow: showAll });
  const progress = createProgress(lessons);
  const endWatch = createEndWatch(lessons, progress.read);
  const glossary = createGlossary(lessons);
  const router = createRouter({
    lessons, notice, reveal: listings.reveal, onLeave: glossary.hide,
    onPage() {
      glossary.update();
      endWatch.again();
      onShown();
    },
  });
  const contents = createContents(lessons, progress, createSearch(lessons));
  const keyed = createKeys({ help: createHelp().toggle, search: contents.search });
  createPaging(lessons, router.go);
  const panes = createPanes();
  scheme.bindButton();
  router.start();

  loading.then((engine) => run(engine), (error) => {
    if (error.reason === undefined) console.error(error);
    notice.keep(reasons[error.reason] ?? reasons.load);
    document.documentElement.classList.add('no-engine');
  });

  function run(engine) {
    const drawn = engine.start('#canvas');
    const player = createPlayer(engine, { onFailure: (error) => {
      console.error(error);
      notice.stage(reasons.stopped);
    } });
    const textView = createTextView(player, { onOpen: panes.raiseDock, onWrong: notice.show });
    const predictions = createPredictions(player, {
      onAnswered: progress.answered, onShow: panes.raiseDock, onBack: router.closeRecording,
    });
    player.on('recording', lessons.setRecording);
    player.on('state', (state) => listings.show(lessons.article(), player.recording() ? [] : state.tasks));
    player.on('settings', (state) => player.recording() || predictions.update(lessons.article(), state.parameters));
    createRows(player);
    createWarned(player, { notice });
    player.on('place', (line) => player.recording() || listings.point(lessons.article(), line));
    const playground = createPlaygroundDoor(player, { lessons, notice, onBack: router.closeRecording, onBefore() {
      router.keepRun();
      panes.raiseDock();
    } });
    playground.look();
    onShown = playground.look;
    createRecordings(player, { notice, onBefore: router.keepRun, onBack: router.closeRecording, onPrograms: playground.openFiles });
    keyed.add({ command: player.command, textView: () => textView.toggle() });
    panes.onChange(() => player.frames.request());
    tellPreferences(player);
    if (drawn) {
      notice.stage('');
      const canvas = byId('canvas');
      createCanvas(canvas, byId('panel-stage'), player, { onLost: () => notice.stage(reasons.lost), onRestored: () => notice.stage('') });
      createInput(canvas, player);
    } else {
      doWithoutCanvas(textView);
    }
    router.attach(player);
    expose(player);
  }

  function doWithoutCanvas(textView) {
    notice.stage(reasons.webgl);
    byId('canvas').hidden = true;
    document.documentElement.classList.add('no-drawing');
    textView.toggle(true);
  }
}

function tellPreferences(player) {
  const tell = () => player.touch((engine) => engine.preferences(scheme.dark(), scheme.reducedMotion(), scheme.coarse()));
  scheme.onChange(tell);
  tell();
}

/// For tests and for curious readers.
function expose(player) {
  window.interleave = {
    rect: player.rect,
    view: player.view,
    state: player.refresh,
    rows: (table) => tableRows(table, player.refresh()),
    outcome: player.outcome,
    frames: () => player.frames.count(),
    set: player.set,
  };
}

document.addEventListener('DOMContentLoaded', start);
