// The playground: the reader's own program next to the panel. This file connects the parts, which are in
// their own files: the editor, runs and their outcomes, stored and compared programs, links, the gallery.

import { applySettings, formatAddress, parseAddress, valueText } from '../address.js';
import { byId, element } from '../dom.js';
import { download } from '../download.js';
import { about } from './about.js';
import { createAsked } from './asked.js';
import { button } from './button.js';
import { createComparison, otherOf } from './comparison.js';
import { createConsole } from './console.js';
import { createCover } from './cover.js';
import { createGallery } from './gallery.js';
import { listEditorKeys } from './help-keys.js';
import { linkTo, passOn } from './links.js';
import { createLoading } from './loading.js';
import { createNetwork } from './network.js';
import { createOpenProgram } from './open-program.js';
import { readPrograms, tellOpened } from './opening.js';
import { createOutcomes } from './outcomes.js';
import { asShared, plays, playsOn } from './playing.js';
import { makePlainEditor } from './plain.js';
import { first, freeName, keepProgram, names, onProgramsChanged, textOf } from './programs.js';
import { createQuestions } from './questions.js';
import { createRunner } from './runner.js';
import { compareRun } from './same.js';
import { mostAnswers, settingsOf } from './settings.js';
import { createWayBack } from './way-back.js';
import * as say from '#words/playground.js';

const rest = 500;  // milliseconds after the last key, before a program is stored and checked

export function createPlayground(player, { notice, lessonText, onBefore, onBack }) {
  let resting = 0;
  let isShown = false;  // the panel shows this program, maybe from before an edit
  let ranFrom = null;   // the focused element when Run was pressed
  let isHere = false;   // the playground is visible
  let hasAnswered = false;  // the reader has just answered the program's question
  let sent = '';        // the run's settings from a link
  let other = null;     // takes the end of a run of another program, an exercise's
  let otherIsShown = false;
  let others = Promise.resolve();  // such runs, one after the other
  let tellOther = () => {};        // takes what is said while Python loads
  let defaults = new Map();  // the default parameters of the run that is shown
  let ranWith = null;        // its program's settings

  const program = createOpenProgram({ tell: (end) => outcomes.tell(end), onKept: listPrograms });
  const { name, text, settings, save } = program;

  const run = button(say.run, start, { title: say.keyToRun });
  const stop = button(say.stop, () => runner.stop(), { disabled: true });
  const reset = button(say.reset, putBack);
  const title = element('input', { class: 'name', value: name(), maxLength: 60, 'aria-label': say.nameField, spellcheck: false });
  const own = element('select', { class: 'own', 'aria-label': say.yourPrograms });
  const file = element('input', { type: 'file', accept: '.py,text/x-python,text/plain', multiple: true, hidden: true });
  const loading = createLoading({ onCancel: () => runner.cancel(), onAgain: tryAgain, onWords: (words) => tellOther(words) });
  const place = element('div', { class: 'bench-text' });
  const questions = createQuestions({ onAnswer: answer, onAnswers: (answers) => set({ answers }) });
  const bar = element('div', { class: 'bench-bar' });
  const printed = createConsole(player, { form: questions.form, bar });
  const network = createNetwork({ onChange: set });
  const cover = createCover();
  const wayBack = createWayBack();
  const comparison = createComparison({
    program: () => ({ name: name(), text: text() }), gallery: () => gallery.programs(), onChoose: compare,
  });

  const runner = createRunner(player, {
    onProgress: loading.progress,
    onBusy: (busy) => { stop.disabled = !busy; },
    onEnd(end, done, which) {
      loading.over(end.again);
      if (other) return void other(end);
      outcomes.ended(end, done, which);
      if (hasAnswered) playsOn(player);
      hasAnswered = false;
    },
    onQuestion(question) {
      const wasThere = questions.ask(question, document.activeElement === ranFrom);
      if (question) ranFrom = null;
      if (wasThere) run.focus();
    },
  });
  const outcomes = createOutcomes(player, runner, {
    editor: () => editor, text, names: () => (settings().compared ? sides().map((each) => each.name) : []),
  });
  const { tell } = outcomes;
  const options = () => ({
    text: text(), label: say.program, onChange: edited, onRun: start, onRefused: (sentence) => tell({ text: sentence, wrong: true }), margins: printed.margins,
    variables: () => (runner.shown() === text() ? player.look((engine) => engine.variables()) ?? [] : []),
  });
  bar.append(run, stop, title, own, outcomes.says, outcomes.action, loading.again);
  byId('playground-bench').append(
    bar,
    loading.node, place, printed.node,
    outcomes.trouble, comparison.node, questions.node, network.node,
    element('div', { class: 'bench-bar under' },
      button(say.newProgram, () => open(freeName(say.firstName, first), first)), reset, button(say.openFile, () => file.click()), file,
      button(say.download, () => download(text(), `${name().replace(/[^\w-]+/g, '-') || 'program'}.py`)), button(say.copyLink, copyLink),
      comparison.opener, button(say.remove, remove)), comparison.choices);
  let editor = makePlainEditor(place, options());
  const plain = editor;
  const whole = fetchEditor();
  listEditorKeys();
  byId('playground-bench').before(wayBack.node);
  byId('playground-bench').after(about());
  const gallery = createGallery(byId('playground-gallery'), (chosen, program, itsRun) => {
    open(freeName(chosen, program), program, false, undefined, itsRun);
    byId('playground--title').scrollIntoView();
  });

  const asked = createAsked({ open, tell, gallery, lessonText, run: runTo });

  title.addEventListener('change', rename);
  own.addEventListener('change', () => own.value && open(own.value, textOf(own.value)));
  file.addEventListener('change', () => {
    const chosen = [...file.files];
    file.value = '';
    openFiles(chosen);
  });
  onProgramsChanged(follows);
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => document.hidden && save());
  player.on('recording', () => {
    if (otherIsShown && !runner.sides()) other(null);  // and no end comes
    tellRun();
  });
  player.on('state', (state) => isHere && printed.update(isShown && runner.sides() ? state : null));
  listPrograms();
  showSettings();

  function showSettings() {
    questions.show(settings().answers);
    network.show(settings());
    network.showFor(text());
    comparison.show(settings().compared, name());
    wayBack.show(settings().lesson);
  }

  /// The reader has changed a setting: runs the program again, if the panel shows it.
  function set(changed) {
    keepSet(changed);
    if (isShown && runner.sides()) runner.again(ranWith = settings());
  }

  /// Updates Run and the cover, depending on whether the panel shows the editor's program, an older text, or
  /// something else.
  function tellRun() {
    const shows = runner.sides() && isShown;
    run.classList.toggle('primary', !shows || runner.sides()[0].source !== text());
    cover(isHere && !shows && !(player.recording() && !runner.sides()));
  }

  /// The programs to run: the reader's own, and the one it's compared with.
  function sides() {
    const { compared } = settings();
    return [{ name: name(), source: text() }, ...(compared ? [otherOf(compared, name())] : [])];
  }

  /// Runs both programs, or only the reader's own again.
  function compare(compared) {
    keepSet({ compared });
    if (compared) return start();
    outcomes.clear();
    return isShown && runner.sides() ? show(runner.sides().slice(0, 1)) : undefined;
  }

  function answer(given) {
    if (settings().answers.length === mostAnswers) return tell({ text: say.tooManyAnswers(mostAnswers), wrong: true });
    keepSet({ answers: [...settings().answers, given] });
    hasAnswered = true;
    return runner.answer(ranWith = settings());
  }

  function keepSet(changed) {
    program.set(changed);
    showSettings();
  }

  function listPrograms() {
    const options = names().map((each) => element('option', { value: each, textContent: each, selected: each === name() }));
    own.replaceChildren(element('option', { value: '', textContent: say.yourPrograms, selected: !names().includes(name()) }), ...options);
    own.hidden = options.length < 2;
    if (title !== document.activeElement) title.value = name();
  }

  /// Replaces the plain editor with the real one, unless that can't be fetched.
  async function fetchEditor() {
    const { makeEditor } = await import(new URL('editor.js', document.baseURI).href).catch(() => ({}));
    if (!makeEditor || editor !== plain) return;
    const hadFocus = place.contains(document.activeElement);
    editor = makeEditor(place, options());
    plain.destroy();
    if (hadFocus) editor.focus();
    player.refresh();
  }

  /// After Python failed to load.
  function tryAgain() {
    loading.triesAgain();
    tell({ text: '' });
    fetchEditor();
    prepare();
  }

  const prepare = () => runner.prepare().then(loading.ready);

  /// Another tab has changed the programs: takes over its version of this one, and nothing else.
  function follows() {
    if (program.follow()) {
      editor.setText(text());
      tell({ text: say.othersText(name()) });
    }
    listPrograms();
  }

  function edited(now) {
    program.edit(now);
    ranFrom = null;
    network.showFor(now);
    outcomes.action.hidden = true;  // the text that Reset removed is older than this one
    tellRun();
    asked.leave();
    clearTimeout(resting);
    resting = setTimeout(() => {
      save();
      if (runner.isReady()) runner.check(sides().slice(0, 1)).then((fine) => fine && outcomes.mended());
    }, rest);
  }

  function putBack() {
    const before = text();
    change(program.origin() ?? first);
    if (text() !== before) tell({ text: say.putBack(name()), next: { label: say.undo, act: () => change(before) } });
  }

  function change(now) {
    editor.setText(now);
    edited(now);
  }

  /// Shows another program; `mine` says that it's the reader's own, not just one they're looking at.
  function open(called, its, mine = true, itsSettings = settingsOf(called), itsRun = '') {
    asked.leave();
    outcomes.clear();
    sent = itsRun;
    program.open(called, its, mine, itsSettings);
    isShown = false;
    questions.ask(null);
    showSettings();
    title.value = name();
    editor.setText(text());
    listPrograms();
    tellRun();
    dispatchEvent(new Event('programopened'));
    return undefined;
  }

  function rename() {
    program.rename(title.value.trim() || say.firstName);
    title.value = name();
    showSettings();
  }

  function remove() {
    const gone = [name(), text(), true, settings()];
    program.remove();
    const [next] = names();
    open(next ?? say.firstName, next === undefined ? first : textOf(next), false);
    tell({ text: say.deleted(gone[0]), next: { label: say.undo, act: () => open(...gone) } });
  }

  /// Runs the program to the moment of its link, which is about this line.
  async function runTo(line) {
    await start();
    await whole;
    if (line) editor.select(line);
  }

  async function start() {
    tell({ text: '' });
    program.keep();
    ranFrom = document.activeElement;
    const checked = await runner.check(sides());
    loading.ready();
    if (!checked) return;
    outcomes.clear();
    printed.want();
    plays(player, show(checked));
  }

  /// Makes the panel show the checked programs. Returns the settings that came with a link.
  function show(checked) {
    questions.ask(null);
    onBefore();
    runner.show(checked.map((each) => each.name).reduce(say.both), checked, ranWith = settings());
    isShown = true;
    defaults = new Map(player.head().parameters.map((each) => [each.name, valueText(each)]));
    const asked = parseAddress(`?${sent}`).settings;
    const wrong = applySettings(player, asked);
    sent = '';
    if (wrong.length > 0) tell({ text: wrong.join(' ') });
    tellRun();
    return asked;
  }

  /// Opens files: shows the first and adds all to the reader's programs.
  async function openFiles(files) {
    const read = await readPrograms(files);
    const [shown, ...others] = read.programs;
    for (const each of others) keepProgram(freeName(each.name, each.text), each.text);
    if (shown) open(freeName(shown.name, shown.text), shown.text);
    tell(tellOpened(read, name()));
  }

  async function runOne(asked, isWanted) {
    save();
    const ended = new Promise((resolve) => { other = resolve; });
    try {
      const checked = await runner.check([asked]);
      if (checked && !isWanted()) return null;
      if (checked) {
        isShown = false;
        onBefore();
        runner.show(asked.name, checked, {});
        otherIsShown = true;
      }
      const end = await ended;
      return end && { ran: Boolean(checked), wrong: end.wrong ? end.text : '' };
    } finally {
      other = null;
      otherIsShown = false;
    }
  }

  const runOf = () => formatAddress(asShared(player.head()), defaults, player.choices()).split('?')[1];

  /// To what the panel shows, which the editor's text may no longer be.
  async function linkToShown() {
    const shown = runner.sides();
    return shown && linkTo(shown, ranWith, runOf());
  }

  async function copyLink() {
    const set = runner.sides()?.[0].source === text() ? runOf() : sent;
    tell({ text: await passOn(await linkTo(sides(), settings(), set)) });
  }

  return {
    /// Compares the lesson's run with CPython's; `lesson` is `{ text, markOf, twinMarkOf }`. Returns a
    /// sentence.
    compare: (lesson) => compareRun(player, runner.trace, lesson),
    /// Call this when the playground becomes visible.
    show() {
      if (!isHere) notice.show('');
      isHere = true;
      tellRun();
      asked.follow();
      if (!loading.hasFailed()) prepare();
    },
    /// Call this when another page becomes visible; the panel next to it still shows the program.
    leave() {
      if (isHere && runner.sides()) notice.show(say.panelShows(player.recording()), { label: say.backToRun, act: onBack });
      isHere = false;
      tellRun();
    },
    openFiles,
    /// Loads Python for another program than the reader's own. Calls `onWords` with how far that is, and with '' at its end.
    prepareOther(onWords) {
      tellOther = onWords;
      if (!runner.isReady()) prepare();
    },
    /// Runs another program in the panel, `{ name, source }`. Returns `{ ran, wrong }`: whether the panel shows its run, and
    /// a sentence if it can't run or was cut off; or null if the reader left, `isWanted()` said so, before the run's end.
    runOther: (asked, isWanted) => (others = others.then(() => runOne(asked, isWanted))),
    /// The link to the program that the panel shows, and its run.
    link: linkToShown,
    /// Runs the program in the editor. Returns a function that says whether Python gave that run up.
    run: async () => {
      await start();
      return outcomes.gaveUp;
    },
  };
}
