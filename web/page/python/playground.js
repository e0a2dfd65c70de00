// The playground: the reader's own program beside the panel. What it has to do with each part is in that part's file:
// the editor, the runs, the programs that are kept, links, the gallery.

import { parseAddress } from '../address.js';
import { byId, element, setText } from '../dom.js';
import { download } from '../download.js';
import { marksOf } from './faults.js';
import { createGallery } from './gallery.js';
import { listEditorKeys } from './help-keys.js';
import { decode, encode } from './links.js';
import { createNetwork } from './network.js';
import { readPrograms, tellOpened } from './opening.js';
import { makePlainEditor } from './plain.js';
import {
  dropProgram, first, freeName, keepProgram, lastProgram, nameToKeep, names, onProgramsChanged, textOf,
} from './programs.js';
import { createQuestions } from './questions.js';
import { createRunner } from './runner.js';
import { compareRun } from './same.js';
import { dropSettings, keepSettings, mostAnswers, settingsFromLink, settingsInLink, settingsOf } from './settings.js';
import { createTrouble } from './trouble.js';

const rest = 500;  // milliseconds after the last key: then a program is kept, and checked

export function createPlayground(player, { notice, lessonText, onBefore, onBack }) {
  let { name, text } = lastProgram();
  let settings = settingsOf(name);
  let origin = null;    // the text that Reset goes back to
  let kept = true;      // what is there is kept under its name
  let base = textOf(name);  // what was kept there when this tab last looked
  let resting = 0;
  let ofText = false;   // what's said to be wrong is of the text, and not of a run
  let followed = '';    // the address that was followed last
  let isShown = false;  // the panel shows this program, maybe as it was before it was edited
  let ranFrom = null;   // what had the focus when Run was pressed

  const button = (words, onclick, more = {}) => element('button', { type: 'button', class: 'button', textContent: words, onclick, ...more });
  const run = button('Run', start, { title: 'Ctrl+Enter' });
  const stop = button('Stop', () => runner.stop(), { disabled: true });
  const reset = button('Reset', () => change(origin ?? first));
  const title = element('input', { class: 'name', value: name, maxLength: 60, 'aria-label': 'Name of the program', spellcheck: false });
  const own = element('select', { class: 'own', 'aria-label': 'Your programs' });
  const file = element('input', { type: 'file', accept: '.py,text/x-python,text/plain', multiple: true, hidden: true });
  const progress = element('progress', { hidden: true, 'aria-label': 'Loading Python' });
  const cancel = button('Cancel', () => runner.cancel(), { hidden: true });
  const again = button('Try again', tryAgain, { class: 'button again', hidden: true });
  const loading = element('span', { class: 'bench-words', role: 'status' });
  const says = element('p', { class: 'bench-says', role: 'status' });
  const place = element('div', { class: 'bench-text' });
  const trouble = createTrouble(lead);
  const questions = createQuestions({ onAnswer: answer, onAnswers: (answers) => set({ answers }) });
  const network = createNetwork({ onChange: set });
  byId('playground-bench').append(
    element('div', { class: 'bench-bar' }, run, stop, title, own),
    element('div', { class: 'bench-loading' }, progress, loading, cancel), place, says, again,
    questions.form, trouble.node, questions.node, network.node,
    element('div', { class: 'bench-bar under' },
      button('New', () => open(freeName('My program', first), first)), reset, button('Open a file', () => file.click()), file,
      button('Download', () => download(text, `${name.replace(/[^\w-]+/g, '-') || 'program'}.py`)), button('Copy link', copyLink), button('Delete', remove)));

  const runner = createRunner(player, {
    onProgress(done, all) {
      const comes = done === 0 || done < all;
      again.hidden = true;
      progress.hidden = cancel.hidden = !comes;
      if (done > 0) Object.assign(progress, { max: all, value: done });
      else progress.removeAttribute('value');
      setText(loading, done === 0 ? 'Python is being fetched…' : comes ? `Python: ${megabytes(done)} of ${megabytes(all)} MB` : 'Python starts…');
    },
    onBusy: (busy) => { stop.disabled = !busy; },
    onEnd(end, done = null) {
      setText(loading, '');
      progress.hidden = cancel.hidden = true;
      again.hidden = !end.again;
      tell(end);
      ofText = trouble.show(done).ofText;
      editor.setMarks(ofText || runner.shown() === text ? marksOf(text, end, done ?? {}) : []);
    },
    onQuestion(question) {
      const wasThere = questions.ask(question, document.activeElement === ranFrom);
      if (question) ranFrom = null;
      if (wasThere) run.focus();
    },
  });
  const options = () => ({
    text, label: 'Program', onChange: edited, onRun: start, onRefused: (sentence) => tell({ text: sentence, wrong: true }), margins,
    variables: () => (runner.shown() === text ? player.look((engine) => engine.variables()) ?? [] : []),
  });
  let editor = makePlainEditor(place, options());
  const plain = editor;
  fetchEditor();
  listEditorKeys();
  const openFromGallery = createGallery(byId('playground-gallery'), (chosen, program) => open(freeName(chosen, program), program, false));

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
  player.on('state', ({ tasks, position }) => {
    editor.setCurrent(runner.shown() === text ? linesOf(tasks) : []);
    trouble.moveTo(position);
  });
  listPrograms();
  showSettings();

  function showSettings() {
    questions.show(settings.answers);
    network.show(settings);
    network.showFor(text);
  }

  /// The reader sets something: the program runs again, if the panel shows it.
  function set(changed) {
    keepSet(changed);
    if (isShown && runner.shown() !== null) runner.again(settings);
  }

  function answer(given) {
    if (settings.answers.length === mostAnswers) return tell({ text: `A program takes ${mostAnswers} answers here, and no more.`, wrong: true });
    keepSet({ answers: [...settings.answers, given] });
    return runner.answer(settings);
  }

  function keepSet(changed) {
    settings = { ...settings, ...changed };
    kept = false;
    save();
    showSettings();
  }

  function tell({ text: sentence, wrong = false }) {
    setText(says, sentence);
    says.classList.toggle('wrong', wrong);
  }

  /// Shows a line of the program, and the moment of the run at which a task was there.
  function lead({ line, task, before }) {
    if (before !== null && runner.shown() !== null) player.touch((engine) => engine.showLine(task, line, before));
    if (line > 0 && (before === null || runner.shown() === text)) editor.select(line);
  }

  /// What covers the editor: the buttons, which stay at the window's top, and the panel if it's a dock.
  function margins() {
    const panel = byId('page-panel');
    const docked = getComputedStyle(panel).position === 'fixed';
    return { top: byId('page-top').offsetHeight + run.parentElement.offsetHeight, bottom: docked ? panel.offsetHeight : 0 };
  }

  function listPrograms() {
    const options = names().map((each) => element('option', { value: each, textContent: each, selected: each === name }));
    own.replaceChildren(element('option', { value: '', textContent: 'Your programs', selected: !names().includes(name) }), ...options);
    own.hidden = options.length < 2;
  }

  /// The real editor takes the plain one's place, unless it can't be fetched.
  async function fetchEditor() {
    const { makeEditor } = await import(new URL('editor.js', document.baseURI).href).catch(() => ({}));
    if (!makeEditor || editor !== plain) return;
    const hadFocus = place.contains(document.activeElement);
    editor = makeEditor(place, options());
    plain.destroy();
    if (hadFocus) editor.focus();
    player.refresh();
  }

  /// Python could not be loaded before.
  function tryAgain() {
    again.hidden = true;
    tell({ text: '' });
    fetchEditor();
    prepare();
  }

  function prepare() {
    runner.prepare().then(() => setText(loading, ''));
  }

  function save() {
    if (kept) return;
    const wanted = name;
    name = nameToKeep(name, text, base);
    if (keepProgram(name, text)) base = text;
    else tell({ text: 'This browser has no room for your program: press Download to keep it.', wrong: true });
    keepSettings(name, settings);
    kept = true;
    listPrograms();
    if (name === wanted) return;
    title.value = name;
    tell({ text: `‘${wanted}’ was changed in another tab, so yours is kept as ‘${name}’.` });
  }

  /// Another tab has changed the programs: what is kept here is followed, and nothing else.
  function follows() {
    const theirs = textOf(name);
    if (kept && text === base && theirs !== undefined && theirs !== text) {
      text = base = theirs;
      editor.setText(text);
      tell({ text: `‘${name}’ was changed in another tab, and this is its text now.` });
    }
    listPrograms();
  }

  function edited(now) {
    text = now;
    kept = false;
    ranFrom = null;
    network.showFor(text);
    if (location.hash.startsWith('#playground?')) {  // what the address asks for is no longer what is here
      history.replaceState(history.state, '', followed = '#playground');
    }
    clearTimeout(resting);
    resting = setTimeout(() => {
      save();
      if (runner.isReady()) runner.check(text).then((constants) => constants && mended());
    }, rest);
  }

  /// Nothing is wrong with the text.
  function mended() {
    if (ofText || runner.shown() !== text) editor.clearMarks();
    if (!ofText) return;
    ofText = trouble.show(null).ofText;
    tell({ text: '' });
  }

  function change(now) {
    editor.setText(now);
    edited(now);
  }

  /// Shows another program; `mine` if it's the reader's own, and not only looked at.
  function open(called, program, mine = true, its = settingsOf(called)) {
    tell({ text: '' });
    save();
    name = called;
    text = origin = program;
    base = textOf(name);
    settings = its;
    isShown = false;
    questions.ask(null);
    showSettings();
    kept = !mine;
    title.value = name;
    editor.setText(text);
    editor.clearMarks();
    trouble.show(null);
    if (mine) save();
    listPrograms();
    return undefined;
  }

  function rename() {
    const wanted = title.value.trim() || 'My program';
    if (wanted !== name) {
      const before = name;
      name = freeName(wanted, text);
      if (textOf(before) === base) {  // else it's another tab's, too
        dropProgram(before);
        dropSettings(before);
      }
      base = textOf(name);
      kept = false;
      save();
    }
    title.value = name;
  }

  function remove() {
    const gone = name;
    if (textOf(name) === base) {  // else it's another tab's now
      dropProgram(name);
      dropSettings(name);
    }
    kept = true;
    const [next] = names();
    open(next ?? 'My program', next === undefined ? first : textOf(next), false);
    tell({ text: `‘${gone}’ is deleted.` });
  }

  async function start() {
    tell({ text: '' });
    kept = kept && textOf(name) === text;
    save();
    ranFrom = document.activeElement;
    const constants = await runner.check(text);
    setText(loading, '');
    if (!constants) return;
    editor.clearMarks();
    trouble.show(null);
    questions.ask(null);
    onBefore();
    runner.show(name, text, constants, settings);
    isShown = true;
    notice.show(`The panel shows your program ‘${name}’.`, { label: 'Back to the lesson’s own run', act: onBack });
  }

  /// Opens files: the first is shown, all are among the reader's programs.
  async function openFiles(files) {
    const read = await readPrograms(files);
    const [shown, ...others] = read.programs;
    for (const each of others) keepProgram(freeName(each.name, each.text), each.text);
    if (shown) open(freeName(shown.name, shown.text), shown.text);
    tell(tellOpened(read, name));
  }

  async function copyLink() {
    const link = new URL(`#playground?name=${encodeURIComponent(name)}&code=${await encode(text)}${settingsInLink(settings)}`, document.baseURI).href;
    try {
      await navigator.clipboard.writeText(link);
      tell({ text: 'The link is copied: the program is in it.' });
    } catch {
      history.replaceState(history.state, '', link);
      tell({ text: 'The link is in the address bar: the program is in it.' });
    }
  }

  /// Opens what the address asks for: a program in the link, one of the gallery's, or a lesson's.
  async function follow() {
    const { slug, settings } = parseAddress(location.hash);
    if (slug !== 'playground' || location.hash === followed) return;
    followed = location.hash;
    const asked = new Map(settings);
    if (asked.has('code')) {
      try {
        const program = await decode(asked.get('code'));
        if (location.hash !== followed) return undefined;  // a newer link was quicker
        open(freeName(asked.get('name')?.slice(0, 60) || 'From a link', program), program, false, settingsFromLink(asked));
        tell({ text: 'This program came with the link. It runs when you press Run.' });
      } catch (error) {
        tell({ text: error.message, wrong: true });
      }
    } else if (asked.has('gallery')) {
      if (!(await openFromGallery(asked.get('gallery')))) tell({ text: `There is no ‘${asked.get('gallery')}’ in the gallery.`, wrong: true });
    } else if (asked.has('lesson')) {
      const lesson = lessonText(asked.get('lesson'));
      if (lesson) open(freeName(lesson.title, lesson.text), lesson.text, false);
    }
    return undefined;
  }

  return {
    /// Holds the lesson's run against CPython's; `lesson` is `{ text, markOf, twinMarkOf }`. Gives a sentence.
    compare: (lesson) => compareRun(player, runner.trace, lesson),
    /// The playground is in view.
    show() {
      follow();
      if (again.hidden) prepare();
    },
    openFiles,
  };
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

/// The lines at which tasks wait, as the editor shows them.
function linesOf(tasks) {
  return tasks.filter(({ line, state }) => line > 0 && !['done', 'cancelled', 'failed'].includes(state))
    .map(({ line, name, state, color }) => ({ line, color, label: name, state }));
}
