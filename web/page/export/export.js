// The dialog that makes files of the run that the panel shows: its picture, a film, its output, its trace, and the trace
// for Perfetto. Fetched when it's first opened, as is the module that makes the files.

import { byId, element, setText } from '../dom.js';
import { download } from '../download.js';
import { loadExportEngine } from './engine.js';
import { film, framesOf } from './film.js';
import { openInPerfetto } from './perfetto.js';
import { png } from './raster.js';
import { trace } from './trace.js';

const sharp = 2;         // pixels of a PNG for each of the picture
const lines = 8;         // of output, at most, in a picture
const narrowest = 320;   // pixels
const widest = 4000;
const speeds = [0.25, 0.5, 1, 2, 5, 10, 50];

const seconds = (time) => `${time.toFixed(3)} s`;
const short = (time) => String(Number(time.toFixed(3)));
const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

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
  const stretch = choice('Shows', [['shown', 'what the panel shows'], ['whole', 'the whole run']]);
  const scheme = choice('Colours', [['light', 'light'], ['dark', 'dark']]);
  const width = number('Width in pixels', { min: narrowest, max: widest, step: 10 });
  const output = element('input', { type: 'checkbox', checked: true, onchange: show });
  const from = number('From, in seconds', { step: 'any' }, showFilm);
  const to = number('To', { step: 'any' }, showFilm);
  const speed = choice('Speed', speeds.map((value) => [value, `${value}×`]), showFilm);
  const length = element('p', { class: 'export-note' });
  const progress = element('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'The film' });
  const stop = button('Cancel', () => { if (filming) filming.stopped = true; });
  stop.hidden = true;
  const makeFilm = button('Save GIF', saveFilm);
  const extent = element('p');
  const files = element('div', {},
    group('Picture', 'The timeline at the playhead, exact at any size.',
      element('div', { class: 'export-fields' }, stretch.node, scheme.node, width.node,
        element('p', { class: 'export-check' }, element('label', {}, output, ' with the output'))),
      preview,
      element('p', { class: 'actions' }, button('Save SVG', saveSvg), button('Save PNG', savePng))),
    group('Film', 'The same picture, frame by frame on the virtual clock.',
      element('div', { class: 'export-fields' }, from.node, to.node, speed.node), length,
      element('p', { class: 'actions' }, makeFilm, stop, progress)),
    group('Run', extent,
      element('p', { class: 'actions' }, button('Save output as text', saveOutput), button('Save trace as JSON', saveTrace), button('Save trace for Perfetto', savePerfetto))),
    group('Perfetto', 'A viewer of traces, with search and queries. It’s another site, ui.perfetto.dev: this button opens it in a window of its own and hands the trace over. Nothing else in this page reaches another site.',
      element('p', { class: 'actions' }, button('Open in Perfetto', open))));
  const dialog = element('dialog', { class: 'export', id: 'export', 'aria-labelledby': 'export-title' },
    element('div', { class: 'export-head' }, element('h2', { id: 'export-title', tabIndex: -1, textContent: 'Export' }), button('Close', () => dialog.close())),
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

  function group(title, words, ...content) {
    const id = `export-${title.toLowerCase()}`;
    return element('section', { 'aria-labelledby': id }, element('h3', { id, textContent: title }),
      typeof words === 'string' ? element('p', { textContent: words }) : words, ...content);
  }

  async function guarded(act) {
    try {
      await act();
    } catch (error) {
      console.info(error);
      setText(said, `That didn’t work: ${error.message}`);
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
      beside: !beside ? '' : beside.label ? `the same with ${beside.label}: ${beside.text}` : beside.text,
      name: (own ? own.replace(/\.(json|py)$/, '') : state.lesson).replace(/[^\p{L}\p{N}_.-]+/gu, '-') || 'run',
    };
  }

  const fileName = (what, type) => `${run.name}${what && `-${what}`}.${type}`;
  const moment = () => `at-${short(run.picture.time)}s`;

  function fill() {
    const { picture, title, end, isWhole } = run;
    setText(about, `‘${title}’ at ${seconds(picture.time)}. ${isWhole ? `It ends at ${seconds(end)}.` : `It’s laid out up to ${seconds(end)} so far.`}`);
    setText(extent, `All of ${run.beside ? 'the upper run' : 'it'}, as far as it’s laid out.`);
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
    if (!made) return setText(length, 'A film ends after it begins.');
    const lasts = made.delays.reduce((sum, delay) => sum + delay, 0) / 100;
    return setText(length, `${plural(made.times.length, 'frame')}, ${lasts.toFixed(1)} s.`);
  }

  // --- The files ----------------------------------------------------------------------------------

  const save = (content, name, type) => {
    download(content, name, type);
    setText(said, `Saved ‘${name}’.`);
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
    setText(said, 'Making the film.');
    try {
      const bytes = await film(made, pictureAt, { onProgress: (share) => { progress.value = share; }, goesOn: () => !mine.stopped });
      if (!bytes) return void setText(said, 'The film was cancelled.');
      const name = fileName(`${short(made.times[0])}s-to-${short(made.times.at(-1))}s`, 'gif');
      save(new Blob([bytes], { type: 'image/gif' }), name);
      setText(said, `Saved ‘${name}’: ${plural(made.times.length, 'frame')}, ${Math.ceil(bytes.length / 1024)} KB.`);
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
    setText(said, 'Waiting for Perfetto, in its window.');
    setText(said, await opened || 'Perfetto has the trace: see its window.');
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
      setText(about, 'Reading the run…');
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
