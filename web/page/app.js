// Wires the page: the text first, which needs nothing; then the engine, when it
// has come. What each part does stands in its own file.

import { createAddressWriter, formatAddress, parseAddress, quoted } from './address.js';
import { createCanvas } from './canvas.js';
import { createContents } from './contents.js';
import { byId } from './dom.js';
import { loadEngine } from './engine.js';
import { createGlossary } from './glossary.js';
import { createHelp } from './help.js';
import { createInput } from './input.js';
import { createKeys } from './keys.js';
import { createPanes } from './panes.js';
import { createLessons, hideOthersEarly } from './lessons.js';
import { createListings } from './listing.js';
import { createNotice, reasons } from './notice.js';
import { createPredictions } from './prediction.js';
import { createProgress } from './progress.js';
import { createEndWatch, createPaging } from './reading.js';
import { createScheme } from './scheme.js';
import { createSearch } from './search.js';
import { createPlayer } from './player.js';
import { createTextView, tableRows } from './text-view.js';

const scheme = createScheme();
const loading = loadEngine();
loading.catch(() => {});  // said below, when there is a page to say it in
const showAll = hideOthersEarly(parseAddress(location.hash).slug);

function start() {
  const notice = createNotice();
  const address = createAddressWriter();
  const listings = createListings();
  const help = createHelp();
  const lessons = createLessons({ onFound: (id) => go(`#${id}`, { keep: true }) });
  const progress = createProgress(lessons);
  const contents = createContents(lessons, progress, createSearch(lessons));
  const endWatch = createEndWatch(lessons, progress.read);
  const glossary = createGlossary(lessons);
  const keyed = { help: help.toggle, search: contents.search };  // and more, once there is a run
  createKeys(keyed);
  createPaging(lessons, (slug) => { location.hash = `#${slug}`; });
  let player = null;
  let opened = null;  // the lesson that the engine runs
  let stoodAt = null; // the page that the last address led to
  let broken = '';    // why there is no engine, once that is so
  const panes = createPanes({ onChange: () => player?.frames.request() });
  scheme.bindButton();

  /// Opens what an address asks for; what it asks in vain is said in the notice. With `jump`, a page is read
  /// from its top, unless only a lesson's settings are new. With `keep`, a run that stands open is left alone.
  function go(hash, { jump = false, keep = false }) {
    address.drop();
    const { slug, settings } = parseAddress(hash);
    const known = lessons.slugs.includes(slug);
    const page = lessons.pageOf(slug);
    const elsewhere = !page && byId(slug) !== null;  // a place outside the lessons
    if (elsewhere && lessons.shown() && (opened || !player)) return;
    const lesson = lessons.slugs.includes(page) ? page : lessons.current() ?? lessons.slugs[0];
    const wanted = page ?? lesson;
    const sentences = [];
    if (slug && !page && !elsewhere) sentences.push(`There is no lesson called ${quoted(slug)}: this is lesson ${quoted(lesson)}.`);
    const moved = stoodAt !== null && stoodAt !== wanted;
    if (!keep) stoodAt = wanted;
    if (lessons.shown() !== wanted) {
      lessons.show(wanted);
      glossary.update();
      endWatch.again();
    }
    showAll();
    if (jump) arrive(slug, wanted, { moved, stay: slug === wanted && !moved && settings.length > 0 });
    if (player && (opened !== lesson || (known && !keep) || !page)) {
      opened = lesson;
      sentences.push(...player.open(lesson, known ? settings : []));
    }
    notice.show([broken, ...sentences].filter(Boolean).join(' '));
  }

  /// Scrolls to where a link has led, and takes the focus along to another page.
  function arrive(id, page, { moved, stay }) {
    glossary.hide();
    document.querySelector('.arrived')?.classList.remove('arrived');
    if (moved) lessons.article(page).querySelector('h1').focus({ preventScroll: true });
    const place = id === page || id === `${page}--title` ? null : byId(id);
    if (place) {
      listings.reveal(place);
      place.scrollIntoView();
      place.classList.add('arrived');
    } else if (!stay) scrollTo(0, 0);
  }

  const { slug: asked } = parseAddress(location.hash);
  go(location.hash, { jump: Boolean(lessons.pageOf(asked)) && asked !== lessons.pageOf(asked) });  // into a page that was hidden
  window.addEventListener('hashchange', () => go(location.hash, { jump: true }));
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    if ('skip' in link.dataset) {
      event.preventDefault();
      lessons.article(lessons.shown()).querySelector('h1').focus();
    } else if (link.hash === location.hash) {
      go(link.hash, { jump: true });  // no hashchange will come
    }
  });

  loading.then(run, (error) => {
    if (error.reason === undefined) console.error(error);
    broken = reasons[error.reason] ?? reasons.load;
    notice.show(broken);
    document.documentElement.classList.add('no-engine');
  });

  function run(engine) {
    const canvas = byId('canvas');
    const drawn = engine.start('#canvas');
    let defaults = new Map();
    player = createPlayer(engine, { onFailure: (error) => {
      console.error(error);
      notice.stage(reasons.stopped);
    } });
    const preferences = () => player.touch((e) => e.preferences(scheme.dark(), scheme.reducedMotion(), scheme.coarse()));
    const textView = createTextView(player, { onOpen: panes.raiseDock, onWrong: notice.show });
    const predictions = createPredictions(player, { onAnswered: progress.answered, onShow: panes.raiseDock });
    player.on('open', (values) => {
      defaults = values;
    });
    player.on('state', (state) => listings.show(lessons.article(), state));
    player.on('settings', (state) => {
      predictions.update(lessons.article(), state.parameters);
      if (lessons.shown() === lessons.current()) address.set(formatAddress(state, defaults));
    });
    Object.assign(keyed, { command: player.command, textView: () => textView.toggle() });
    scheme.onChange(preferences);
    preferences();
    if (drawn) {
      notice.stage('');
      createCanvas(canvas, player, { onLost: () => notice.stage(reasons.lost), onRestored: () => notice.stage('') });
      createInput(canvas, player);
    } else {
      notice.stage(reasons.webgl);
      canvas.hidden = true;
      document.documentElement.classList.add('no-drawing');
      textView.toggle(true);
    }
    const shown = lessons.current();
    go(parseAddress(location.hash).slug ? location.hash : `#${shown}`, {});

    /// For tests and for the curious.
    window.interleave = {
      rect: player.rect,
      state: player.refresh,
      rows: (table) => tableRows(table, player.refresh()),
      outcome: player.outcome,
      frames: () => player.frames.count(),
    };
  }
}

document.addEventListener('DOMContentLoaded', start);
