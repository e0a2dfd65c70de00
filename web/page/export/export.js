// The dialog that makes files of the run that the panel shows: its picture, a film, its output, its trace, and the trace
// for Perfetto. Fetched when it's first opened, as is the module that makes the files.

import { byId, element, setText } from '../dom.js';
import { download } from '../download.js';
import { loadExportEngine } from './engine.js';
import { film, framesOf } from './film.js';
import { openInPerfetto } from './perfetto.js';
import { png } from './raster.js';
import { trace } from './trace.js';
import * as say from '#words/export.js';

const sharp = 2;         // pixels of a PNG for each of the picture
const lines = 8;         // of output, at most, in a picture
const narrowest = 320;   // pixels
const widest = 4000;
const speeds = [0.25, 0.5, 1, 2, 5, 10, 50];

const seconds = (time) => say.seconds(time.toFixed(3));
const short = (time) => String(Number(time.toFixed(3)));

export function createExport(player) {
  let engine = null;
  let loading = null;
  let run = null;      // what is known of the run that the dialog is about
  let filming = null;  // the film that's being made: `{ stopped }`

  // --- The form -----------------------------------------------------------------------------------

  const about = element('p', { class: 'summary' });
  const said = element('p', { class: 'export-said', role: 'status' });
  const preview = element('img', { class: 'export-preview', alt: '' });
  const choice = (label, options, onchange = show) => field(label, element('select', { onchange },
    ...options.map(([value, textContent]) => element('option', { value, textContent }))));
  const number = (label, more, onchange = show) => field(label, element('input', { type: 'number', inputMode: 'decimal', onchange, ...more }));
  const stretch = choice(say.stretch, Object.entries(say.stretches));
  const scheme = choice(say.colours, Object.entries(say.schemes));
  const width = number(say.width, { min: narrowest, max: widest, step: 10 });
  const output = element('input', { type: 'checkbox', checked: true, onchange: show });
  const from = number(say.from, { step: 'any' }, showFilm);
  const to = number(say.to, { step: 'any' }, showFilm);
  const speed = choice(say.speed, speeds.map((value) => [value, `${value}×`]), showFilm);
  const length = element('p', { class: 'export-note' });
  const progress = element('progress', { max: 1, value: 0, hidden: true, 'aria-label': say.theFilm });
  const stop = button(say.cancel, () => { if (filming) filming.stopped = true; });
  stop.hidden = true;
  const makeFilm = button(say.saveGif, saveFilm);
  const extent = element('p');
  const files = element('div', {},
    group('picture', say.picture, say.pictureIs,
      element('div', { class: 'export-fields' }, stretch.node, scheme.node, width.node,
        element('p', { class: 'export-check' }, element('label', {}, output, ` ${say.withOutput}`))),
      preview,
      element('p', { class: 'actions' }, button(say.saveSvg, saveSvg), button(say.savePng, savePng))),
    group('film', say.film, say.filmIs,
      element('div', { class: 'export-fields' }, from.node, to.node, speed.node), length,
      element('p', { class: 'actions' }, makeFilm, stop, progress)),
    group('run', say.run, extent,
      element('p', { class: 'actions' }, button(say.saveOutput, saveOutput), button(say.saveTrace, saveTrace), button(say.saveForPerfetto, savePerfetto))),
    group('perfetto', 'Perfetto', say.perfettoIs,
      element('p', { class: 'actions' }, button(say.openInPerfetto, open))));
  const dialog = element('dialog', { class: 'export', id: 'export', 'aria-labelledby': 'export-title' },
    element('div', { class: 'export-head' }, element('h2', { id: 'export-title', tabIndex: -1, textContent: say.title }), button(say.close, () => dialog.close())),
    about, said, files);
  dialog.addEventListener('close', () => { if (filming) filming.stopped = true; });
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  document.body.append(dialog);

  function field(label, input) {
    return { input, node: element('p', {}, element('label', {}, element('span', { textContent: label }), input)) };
  }

  function button(words, act) {
    return element('button', { type: 'button', class: 'button', textContent: words, onclick: () => guarded(act) });
  }

  function group(name, title, words, ...content) {
    const id = `export-${name}`;
    return element('section', { 'aria-labelledby': id }, element('h3', { id, textContent: title }),
      typeof words === 'string' ? element('p', { textContent: words }) : words, ...content);
  }

  async function guarded(act) {
    try {
      await act();
    } catch (error) {
      console.info(error);
      setText(said, say.failed(error.message));
    }
  }

  // --- The run ------------------------------------------------------------------------------------

  /// Gives the run to the engine, in pieces.
  async function read() {
    const state = player.head();
    const picture = player.look((e) => e.picture());
    const own = player.recording();
    engine.start();
    for (const which of picture.known.keys()) {
      for await (const piece of trace(player, which)) {
        const wrong = engine.piece(which, piece);
        if (wrong) throw new Error(wrong);
      }
      const wrong = engine.end(which, picture.known[which]);
      if (wrong) throw new Error(wrong);
    }
    if (state.what_if.pinned && picture.known.length > 1) engine.compare(state.end !== null);
    engine.choose(picture);
    const { beside, output: printed } = player.refresh();
    run = {
      picture, title: state.title, end: picture.known[0], isWhole: state.end !== null,
      printedNow: printed.length, printed: engine.output().trimEnd().split('\n').filter(Boolean).length,
      // What made a lesson's run, as the runner writes it: nothing, if that alone doesn't make it again.
      made: own || state.live || state.what_if.text ? null : { lesson: state.lesson, seed: state.seed, parameters: Object.fromEntries(state.parameters.map(({ name, start }) => [name, start])) },
      beside: !beside ? '' : beside.label ? say.same(beside.label, beside.text) : beside.text,
      name: (own ? own.replace(/\.(json|py)$/, '') : state.lesson).replace(/[^\p{L}\p{N}_.-]+/gu, '-') || 'run',
    };
  }

  const fileName = (what, type) => `${run.name}${what && `-${what}`}.${type}`;
  const moment = () => `at-${short(run.picture.time)}s`;

  function fill() {
    const { picture, title, end, isWhole } = run;
    setText(about, (isWhole ? say.endsAt : say.laidOutTo)(title, seconds(picture.time), seconds(end)));
    setText(extent, run.beside ? say.wholeUpper : say.whole);
    const isDrawn = picture.place[2] > 0;
    stretch.input.value = isDrawn ? 'shown' : 'whole';
    stretch.input.disabled = !isDrawn;
    scheme.input.value = isDark() ? 'dark' : 'light';
    // As wide as the panel, which has the names and a margin beside the axis.
    width.input.value = Math.round(Math.max(isDrawn ? picture.place[2] + 144 : 0, 640));
    output.checked = run.printed > 0;
    output.disabled = run.printed === 0;
    const [first, last] = picture.steps || !isDrawn ? [0, end] : [Math.max(picture.from, 0), Math.min(picture.to, end)];
    from.input.value = short(first);
    to.input.value = short(Math.max(last, first));
    const fits = speeds.find((each) => each >= 1 && (last - first) / each <= 12) ?? speeds.at(-1);
    speed.input.value = String(fits);
  }

  const isDark = () => getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (getComputedStyle(document.documentElement).colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);

  /// Says what the next pictures show. A still has room for the lines so far, a film for those to come.
  function view(isStill) {
    const { picture, title, beside, printed, printedNow } = run;
    const whole = stretch.input.value === 'whole';
    const wide = Math.min(Math.max(Number(width.input.value) || 0, narrowest), widest);
    engine.view({
      title, beside, steps: picture.steps, from: whole ? 0 : picture.from, to: whole ? 0 : picture.to, width: wide,
      lines: output.checked ? Math.min(isStill ? printedNow : printed, lines) : 0,
    });
  }

  const pictureAt = (time, position = -1) => engine.svg(time, position, scheme.input.value === 'dark');
  function picture() {
    view(true);
    return pictureAt(run.picture.time, run.picture.position);
  }

  function show() {
    const svg = picture();
    preview.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    preview.alt = /<desc[^>]*>([^<]*)/.exec(svg)?.[1] ?? '';
    showFilm();
  }

  function frames() {
    const [first, last] = [from, to].map(({ input }) => Number(input.value));
    return isInterval(first, last) ? framesOf({ from: first, to: last, speed: Number(speed.input.value) }) : null;
  }

  const isInterval = (first, last) => Number.isFinite(first) && Number.isFinite(last) && first <= last;

  function showFilm() {
    const made = frames();
    makeFilm.disabled = !made;
    if (!made) return setText(length, say.filmEndsFirst);
    const lasts = made.delays.reduce((sum, delay) => sum + delay, 0) / 100;
    return setText(length, say.filmLasts(made.times.length, say.seconds(lasts.toFixed(1))));
  }

  // --- The files ----------------------------------------------------------------------------------

  const save = (content, name, type) => {
    download(content, name, type);
    setText(said, say.saved(name));
  };

  function saveSvg() {
    save(picture(), fileName(moment(), 'svg'), 'image/svg+xml');
  }

  async function savePng() {
    save(await png(picture(), sharp), fileName(moment(), 'png'));
  }

  async function saveFilm() {
    const made = frames();
    if (!made || filming) return;
    const mine = filming = { stopped: false };
    view(false);
    makeFilm.disabled = true;
    stop.hidden = progress.hidden = false;
    progress.value = 0;
    setText(said, say.makingFilm);
    try {
      const bytes = await film(made, pictureAt, { onProgress: (share) => { progress.value = share; }, goesOn: () => !mine.stopped });
      if (!bytes) return void setText(said, say.filmCancelled);
      const name = fileName(`${short(made.times[0])}s-to-${short(made.times.at(-1))}s`, 'gif');
      save(new Blob([bytes], { type: 'image/gif' }), name);
      setText(said, say.savedFilm(name, made.times.length, Math.ceil(bytes.length / 1024)));
    } finally {
      filming = null;
      makeFilm.disabled = false;
      stop.hidden = progress.hidden = true;
    }
  }

  function saveOutput() {
    save(engine.output(), fileName('output', 'txt'), 'text/plain');
  }

  async function saveTrace() {
    const pieces = [];
    for await (const piece of trace(player, 0)) pieces.push(piece);
    if (run.made) pieces[0] = pieces[0].replace('{', `{${JSON.stringify(run.made).slice(1, -1)},`);
    save(new Blob(pieces, { type: 'application/json' }), fileName('trace', 'json'));
  }

  function savePerfetto() {
    save(engine.perfetto(), fileName('perfetto', 'json'), 'application/json');
  }

  async function open() {
    const opened = openInPerfetto(run.name, () => engine.perfetto());
    setText(said, say.perfettoWaits);
    setText(said, await opened || say.perfettoHasIt);
  }

  /// Opens the dialog for the run as the panel shows it now.
  return {
    async show() {
      loading ??= loadExportEngine();
      loading.catch(() => { loading = null; });
      engine = await loading;
      if (dialog.open) return;
      setText(said, '');
      files.hidden = true;
      setText(about, say.reading);
      dialog.showModal();
      byId('export-title').focus();
      await guarded(async () => {
        await read();
        fill();
        files.hidden = false;
        show();
      });
    },
  };
}
