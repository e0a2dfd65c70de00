// The playground: the reader's own program beside the panel. What it has to do with each part is in that part's file:
// the editor, the runs, the programs that are kept, links, the gallery.

import { parseAddress } from '../address.js';
import { byId, element, setText } from '../dom.js';
import { createGallery } from './gallery.js';
import { decode, encode, mostBytes } from './links.js';
import { makePlainEditor } from './plain.js';
import { dropProgram, first, freeName, keepProgram, lastProgram, names, textOf } from './programs.js';
import { createRunner } from './runner.js';
import { compareRun } from './same.js';

const rest = 500;  // milliseconds after the last key: then a program is kept, and checked

export function createPlayground(player, { notice, lessonText, onBefore, onBack }) {
  let { name, text } = lastProgram();
  let origin = null;    // the text that Reset goes back to
  let kept = true;      // what is there is kept under its name
  let resting = 0;
  let followed = '';    // the address that was followed last

  const button = (words, onclick, more = {}) => element('button', { type: 'button', class: 'button', textContent: words, onclick, ...more });
  const run = button('Run', start, { title: 'Ctrl+Enter' });
  const stop = button('Stop', () => runner.stop(), { disabled: true });
  const reset = button('Reset', () => change(origin ?? first));
  const title = element('input', { class: 'name', value: name, maxLength: 60, 'aria-label': 'Name of the program', spellcheck: false });
  const own = element('select', { class: 'own', 'aria-label': 'Your programs' });
  const file = element('input', { type: 'file', accept: '.py,text/x-python,text/plain', hidden: true });
  const progress = element('progress', { hidden: true, 'aria-label': 'Loading Python' });
  const cancel = button('Cancel', () => runner.cancel(), { hidden: true });
  const loading = element('span', { class: 'bench-words', role: 'status' });
  const says = element('p', { class: 'bench-says', role: 'status' });
  const place = element('div', { class: 'bench-text' });
  byId('playground-bench').append(
    element('div', { class: 'bench-bar' }, run, stop, title, own),
    element('div', { class: 'bench-loading' }, progress, loading, cancel), place, says,
    element('div', { class: 'bench-bar under' },
      button('New', () => open(freeName('My program'), first)), reset, button('Open a file', () => file.click()), file,
      button('Download', download), button('Copy link', copyLink), button('Delete', remove)));

  const runner = createRunner(player, {
    onProgress(done, all) {
      const comes = done < all;
      progress.hidden = cancel.hidden = !comes;
      progress.max = all;
      progress.value = done;
      setText(loading, comes ? `Python: ${megabytes(done)} of ${megabytes(all)} MB` : 'Python starts…');
    },
    onBusy: (busy) => { stop.disabled = !busy; },
    onEnd(end, error) {
      setText(loading, '');
      progress.hidden = cancel.hidden = true;
      tell(end);
      editor.setMarks(marksOf(end, error));
    },
  });
  const options = () => ({ text, label: 'Program', onChange: edited, onRun: start, onRefused: (sentence) => tell({ text: sentence, wrong: true }),
    variables: () => (runner.shown() === text ? player.touch((engine) => engine.variables()) ?? [] : []) });
  let editor = makePlainEditor(place, options());
  import(new URL('editor.js', document.baseURI).href).then(({ makeEditor }) => {
    const plain = editor;
    const hadFocus = place.contains(document.activeElement);
    editor = makeEditor(place, options());
    plain.destroy();
    if (hadFocus) editor.focus();
    player.refresh();
  }, () => {});  // the plain one stays
  const openFromGallery = createGallery(byId('playground-gallery'), (chosen, program) => open(freeName(chosen), program, false));

  title.addEventListener('change', rename);
  own.addEventListener('change', () => own.value && open(own.value, textOf(own.value)));
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    file.value = '';
    if (!chosen) return;
    if (chosen.size > mostBytes) return tell({ text: `‘${chosen.name}’ is longer than 256 KB, which is too long for a program here.`, wrong: true });
    open(freeName(chosen.name.replace(/\.py$/, '')), await chosen.text());
  });
  player.on('state', ({ tasks }) => editor.setCurrent(runner.shown() === text ? linesOf(tasks) : []));
  listPrograms();

  function tell({ text: sentence, wrong = false }) {
    setText(says, sentence);
    says.classList.toggle('wrong', wrong);
  }

  function listPrograms() {
    const options = names().map((each) => element('option', { value: each, textContent: each, selected: each === name }));
    own.replaceChildren(element('option', { value: '', textContent: 'Your programs', selected: !names().includes(name) }), ...options);
    own.hidden = options.length < 2;
  }

  function save() {
    if (kept) return;
    keepProgram(name, text);
    kept = true;
    listPrograms();
  }

  function edited(now) {
    text = now;
    kept = false;
    clearTimeout(resting);
    resting = setTimeout(() => {
      save();
      if (runner.isReady()) runner.check(text).then((constants) => constants && editor.clearMarks());
    }, rest);
  }

  function change(now) {
    editor.setText(now);
    edited(now);
  }

  /// Shows another program; `mine` if it's the reader's own, and not only looked at.
  function open(called, program, mine = true) {
    save();
    name = called;
    text = origin = program;
    kept = !mine;
    title.value = name;
    editor.setText(text);
    editor.clearMarks();
    tell({ text: '' });
    if (mine) save();
    listPrograms();
    return undefined;
  }

  function rename() {
    const wanted = title.value.trim() || 'My program';
    if (wanted !== name) {
      const before = name;
      name = freeName(wanted);
      kept = false;
      save();
      dropProgram(before);
      listPrograms();
    }
    title.value = name;
  }

  function remove() {
    dropProgram(name);
    kept = true;
    const [next] = names();
    open(next ?? 'My program', next === undefined ? first : textOf(next), false);
  }

  async function start() {
    kept = kept && textOf(name) === text;
    save();
    const constants = await runner.check(text);
    setText(loading, '');
    if (!constants) return;
    editor.clearMarks();
    tell({ text: '' });
    onBefore();
    runner.show(name, text, constants);
    notice.show(`The panel shows your program ‘${name}’.`, { label: 'Back to the lesson’s own run', act: onBack });
  }

  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/x-python' }));
    element('a', { href: address, download: `${name.replace(/[^\w-]+/g, '-') || 'program'}.py` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  async function copyLink() {
    const link = new URL(`#playground?name=${encodeURIComponent(name)}&code=${await encode(text)}`, document.baseURI).href;
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
        open(freeName(asked.get('name')?.slice(0, 60) || 'From a link'), program, false);
        tell({ text: 'This program came with the link. It runs when you press Run.' });
      } catch (error) {
        tell({ text: error.message, wrong: true });
      }
    } else if (asked.has('gallery')) {
      if (!(await openFromGallery(asked.get('gallery')))) tell({ text: `There is no ‘${asked.get('gallery')}’ in the gallery.`, wrong: true });
    } else if (asked.has('lesson')) {
      const lesson = lessonText(asked.get('lesson'));
      if (lesson) open(freeName(lesson.title), lesson.text, false);
    }
    return undefined;
  }

  return {
    /// Holds the lesson's run against CPython's; `lesson` is `{ text, markOf, twinMarkOf }`. Gives a sentence.
    compare: (lesson) => compareRun(player, runner.trace, lesson),
    /// The playground is in view.
    show() {
      follow();
      runner.prepare().then(() => setText(loading, ''));
    },
  };
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

/// The lines at which tasks wait, as the editor shows them.
function linesOf(tasks) {
  return tasks.filter(({ line, state }) => line > 0 && !['done', 'cancelled', 'failed'].includes(state))
    .map(({ line, name, state, color }) => ({ line, color, label: `${name} is ${state} at this line.` }));
}

/// The marks for what came of a program: where its text is wrong, or the line that an exception left.
function marksOf({ text, wrong, lines }, error) {
  if (!wrong || lines.length === 0) return [];
  const [line] = lines;
  const { column = 0, end_line: endLine = line, end_column: endColumn = 0 } = error ?? {};
  return [{ line, column, endLine, endColumn, message: text, severity: 'error' }];
}
