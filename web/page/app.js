// Sets the page up: first the text, which needs nothing else, then the engine, once it has loaded. Each part
// is in its own file.

import { createCanvas } from './canvas.js';
import { createChangedDoor } from './changed-door.js';
import { createClassroomDoor } from './classroom-door.js';
import { createContents } from './contents.js';
import { createControls } from './controls.js';
import { byId } from './dom.js';
import { createSurroundings, tellEmbedded } from './surroundings.js';
import { loadEngine } from './engine.js';
import { createExerciseDoor } from './exercise-door.js';
import { createExportDoor } from './export-door.js';
import { createFuture } from './future.js';
import { createGlossary } from './glossary.js';
import { createHelp } from './help.js';
import { createInput } from './input.js';
import { createKeys } from './keys.js';
import { createLessons } from './lessons.js';
import { createListings } from './listing.js';
import { createNotice, reasons } from './notice.js';
import { createOver } from './over.js';
import { createPanes } from './panes.js';
import { createPlaygroundDoor } from './playground-door.js';
import { createPlayer } from './player.js';
import { createPredictions } from './prediction.js';
import { createPrinting } from './printing.js';
import { createProgress } from './progress.js';
import { createPaging, createReadWatch } from './reading.js';
import { createRecordings } from './recording.js';
import { createRouter } from './router.js';
import { createRows } from './rows.js';
import { createSaid } from './said.js';
import { createScheme } from './scheme.js';
import { createSearch } from './search.js';
import { createShareDoor } from './share-door.js';
import { createSwitches } from './switches.js';
import { createTextView, tableRows } from './text-view.js';
import { createWarned } from './warned.js';
import { createWelcome } from './welcome.js';
import { createWhatIfDoor } from './what-if-door.js';
import * as say from '#words/messages.js';

const embedded = tellEmbedded();
const scheme = createScheme();
const loading = loadEngine();
loading.catch(() => {});  // reported below, once there's a page to show it

function start() {
  let onShown = () => {};
  const notice = createNotice();
  let runToLine = () => {};
  const readable = !embedded || document.documentElement.classList.contains('embed-listing');
  const lessons = createLessons({ onFound: (id) => router.found(id), readable });
  const search = createSearch(lessons);
  const listings = createListings(lessons.texts, { onLine: (line) => runToLine(line) });
  const progress = createProgress(lessons);
  const readWatch = createReadWatch(lessons, progress);
  const glossary = createGlossary(lessons);
  const panes = createPanes();
  const welcome = createWelcome(lessons, { onPlay: panes.raiseDock });
  const router = createRouter({
    lessons, notice, reveal: listings.reveal, onLeave: glossary.hide, onSettings: panes.raiseDock,
    onPage() {
      glossary.update();
      welcome.update();
      readWatch.again();
      onShown();
    },
  });
  const contents = createContents(lessons, progress, search);
  const keyed = createKeys({ help: createHelp().toggle, search: contents.search });
  createPaging(lessons, router.go);
  scheme.bindButton();
  router.start();

  loading.then((engine) => run(engine), (error) => {
    if (error.reason === undefined) console.error(error);
    notice.keep(reasons[error.reason] ?? reasons.load);
    document.documentElement.classList.add('no-engine');
  }).catch((error) => {
    console.error(error);
    notice.stage(reasons.stopped);
  });

  function run(engine) {
    // Emscripten asks a canvas only if there's such an interface.
    const drawn = 'WebGL2RenderingContext' in window && engine.start('#canvas');
    const player = createPlayer(engine, { onFailure: (error) => {
      console.error(error);
      notice.stage(reasons.stopped);
    } });
    const controls = createControls(player, { onWrong: notice.show, onNamed: panes.raiseDock, onBack: router.closeRecording });
    const over = drawn && createOver(byId('panel-stage'), player, controls);
    const textView = createTextView(player, { controls, onOpen: panes.raiseDock, onClose: () => over && over.take() });
    createSaid(player);
    const predictions = createPredictions(player, {
      onAnswered: progress.answered, onShow: panes.raiseDock, onBack: router.closeRecording,
    });
    player.on('recording', lessons.setRecording);
    player.on('state', (state) => listings.show(lessons.article(), player.recording() ? [] : state.tasks, player.recording() ? [] : state.parameters));
    const future = createFuture(player, { lessons, progress, embedded });
    player.on('settings', (state) => {
      if (player.recording()) return;
      listings.fold(lessons.article(), state.parameters);
      predictions.update(lessons.article(), state.parameters);
      future.update(state.parameters);
    });
    lessons.texts.onText((article) => {
      const state = article === lessons.article() && !player.recording() && player.head();
      if (!state) return;
      listings.fold(article, state.parameters);
      listings.show(article, state.tasks, state.parameters);
      predictions.update(article, state.parameters);
      future.update(state.parameters);
    });
    runToLine = (line) => {
      if (!player.recording() && !player.touch((engine) => engine.runToLine(line))) {
        notice.show(say.noPauseAtLine);
      }
    };
    createRows(player);
    createExportDoor(player, notice);
    createSwitches(player);
    createWarned(player, { notice });
    player.on('place', (line) => player.recording() || listings.point(lessons.article(), line));
    const playground = createPlaygroundDoor(player, { lessons, notice, onBack: router.closeRecording, onBefore() {
      router.keepRun();
      panes.raiseDock();
    } });
    createExerciseDoor(player, { notice, python: playground.python, onBefore: router.keepRun, onBack: router.closeRecording, onShow: panes.raiseDock, isSolved: progress.isSolved, onSolved: progress.solved });
    createShareDoor(player, { lessons, notice, runAddress: router.runAddress, program: playground.link, onOpen: () => whatIf.close() });
    playground.look();
    const classroom = createClassroomDoor(player, notice, { lessons, progress, runProgram: playground.run });
    onShown = () => {
      playground.look();
      if (!embedded) lessons.prepareNext();
    };
    createRecordings(player, { notice, onBefore: router.keepRun, onBack: router.closeRecording, onPrograms: playground.openFiles });
    const whatIf = createWhatIfDoor(player, { notice, onOpen: panes.raiseDock });
    keyed.add({ command: player.command, textView: () => textView.toggle(), whatIf: () => whatIf.open(), present: classroom.present });
    panes.onChange(() => player.frames.request());
    const tell = tellPreferences(player);
    if (drawn) {
      createPrinting(player, { tell, place: () => (lessons.shown() === 'glossary' ? null : lessons.article()?.querySelector('.summary')) });
      notice.stage('');
      const canvas = byId('canvas');
      createCanvas(canvas, byId('panel-stage'), player, { onLost: () => notice.stage(reasons.lost), onRestored: () => notice.stage('') });
      createInput(canvas, player);
    } else {
      doWithoutCanvas(textView);
    }
    router.attach(player);
    if (!embedded) createChangedDoor(player, { lessons, notice, reveal: listings.reveal, onShow: panes.raiseDock });
    createSurroundings(player, { embedded, runAddress: router.runAddress });
    welcome.attach(player);
    if (!embedded) lessons.prepareNext();
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
  const tell = () => player.touch((engine) => engine.preferences(scheme.dark(), scheme.reducedMotion(), scheme.coarse(), scheme.contrast()));
  scheme.onChange(tell);
  tell();
  return tell;
}

/// For tests and for curious readers.
function expose(player) {
  window.interleave = {
    rect: player.rect,
    buttons: player.buttons,
    view: player.view,
    choices: player.choices,
    state: player.refresh,
    rows: (table) => tableRows(table, player.refresh()),
    outcome: player.outcome,
    frames: () => player.frames.count(),
    set: player.set,
  };
}

document.addEventListener('DOMContentLoaded', start);
