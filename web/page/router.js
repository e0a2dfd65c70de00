// Where the reader is: the page and run that the address asks for, and the place in the text. Each entry of
// the browser's history stores how far the text was scrolled (`y`), which run was open (`run`), and once the
// reader has followed a link, the run's settings (`at`, an address). Back restores all of it.

import { createAddressWriter, formatAddress, parseAddress, quoted } from './address.js';
import { byId } from './dom.js';
import { recallHere, rememberHere } from './storage.js';
import * as say from '#words/messages.js';

const scrollRest = 250;  // milliseconds: the place is stored once scrolling has stopped
const frameRest = 300;   // milliseconds: the view is in the address once the panel has come to rest
const isNewVisit = () => performance.getEntriesByType('navigation')[0]?.type === 'navigate';

/// Calls `onPage()` when another page is shown, `onLeave()` when the reader goes to another place, and `onSettings()` for
/// settings from a link in the lesson's own text.
/// `reveal(node)` has to make a part of the text visible. Call `start()` at the beginning, and
/// `attach(player)` once there is a player.
export function createRouter({ lessons, notice, reveal, onPage, onLeave, onSettings }) {
  const address = createAddressWriter();
  const loaded = Date.now();
  let player = null;
  let defaults = new Map();
  let opened = null;    // the lesson that the engine runs, or ran before a recording
  let runs = 0;
  let run = '';         // a name for what was opened last, also across a reload
  let asOpened = '';    // the address of that run when it was opened
  let recording = false;
  let beforeRecording = '';
  let touched = false;  // by the reader, since the page loaded
  let ledTo = null;     // the page of the last address
  let coming = null;    // { page, y, work }: a place in a text that isn't there yet

  const note = (more) => history.replaceState({ ...history.state, ...more }, '');
  const place = () => (coming ? coming.y : scrollY);  // undefined: still on the way to the place in the address
  const named = () => `${loaded}.${++runs}`;

  /// The address of the run, including its time even while it plays; null if it has none.
  function runAddress() {
    if (recording) return beforeRecording || null;  // the reader can come back to this
    const state = player && opened ? player.head() : null;
    return state && formatAddress({ ...state, playing: false }, defaults, player.choices());
  }

  function keepPlace() {
    if (history.state) note({ y: place(), run, at: runAddress() });
  }

  /// Opens what an address asks for, and shows in the notice what it can't open. With `jump`, scrolls to the
  /// page's top, unless only settings of the lesson changed. With `keep`, leaves an open run alone. `at` is
  /// the address of the run when the reader left it; `back` is an entry of the history.
  function go(hash, { jump = false, keep = false, back = null, at = back?.at } = {}) {
    address.drop();
    const { slug: given, settings } = parseAddress(hash);
    const slug = given && lessons.present(given);
    const known = lessons.slugs.includes(slug);
    const page = lessons.pageOf(slug);
    const elsewhere = !page && byId(slug) !== null;  // a place outside the lessons
    if (elsewhere && lessons.shown() && (opened || !player)) return;
    const lesson = lessons.slugs.includes(page) ? page : lessons.current() ?? lessons.slugs[0];
    const wanted = page ?? lesson;
    const sentences = [];
    if (slug && !page && !elsewhere) sentences.push(say.noSuchLesson(quoted(slug), quoted(lesson)));
    const moved = ledTo !== null && ledTo !== wanted;
    if (!keep) ledTo = wanted;
    if (lessons.shown() !== wanted) {
      lessons.show(wanted);
      onPage();
    }
    if (jump || back) leave();
    if (jump || (back && back.y === undefined)) arrive(slug, wanted, { moved, stay: slug === wanted && !moved && settings.length > 0 });
    else if (back) scrollBack(wanted, back.y);
    const same = back?.run === run && opened === lesson;
    const asked = known && !keep && !same;
    if (player && (opened !== lesson || asked || !page || (back && !same && page === lesson))) {
      open(lesson, at ? parseAddress(at).settings : known ? settings : []).forEach((sentence) => sentences.push(sentence));
    } else if (back && known) tellAddress();
    if (!recording || sentences.length > 0) notice.show(sentences.join(' '));  // the notice of a recording has the way back
    if (history.state || !keep) note({ y: place(), run, ...(back ? {} : { at: null }) });  // else hashchange will follow
  }

  function open(lesson, settings) {
    opened = lesson;
    run = named();
    const sentences = player.open(lesson, settings);
    asOpened = runAddress();
    if (atPlace()) address.drop();  // keep the address of a place until a setting changes
    return sentences;
  }

  const atPlace = () => {
    const { slug } = parseAddress(location.hash);
    return slug !== opened && lessons.pageOf(slug) === opened;
  };

  /// Does `work()`, which leads to a place in a page, once the page's text is there, unless the reader has gone
  /// elsewhere by then.
  function onceHere(page, work, y) {
    coming = lessons.isHere(page) ? null : { page, y, work };
    if (!coming) work();
  }

  lessons.texts.onText(({ id }) => {
    if (coming?.page !== id) return;
    const { work } = coming;
    coming = null;
    work();
  });

  /// Some browsers scroll again after the event, to the element in the address.
  function scrollBack(page, y) {
    onceHere(page, () => {
      scrollTo(0, y);
      requestAnimationFrame(() => scrollTo(0, y));
    }, y);
  }

  function leave() {
    coming = null;
    onLeave();
    document.querySelector('.arrived')?.classList.remove('arrived');
  }

  /// Scrolls to a link's target; on another page, moves the focus too.
  function arrive(id, page, { moved, stay }) {
    if (moved) lessons.article(page).querySelector('h1').focus({ preventScroll: true });
    const target = id === page || id === `${page}--title` ? null : byId(id);
    if (target) {
      reveal(target);
      target.scrollIntoView();
      target.classList.add('arrived');
      return;
    }
    if (!stay) scrollTo(0, 0);
    if (id === page || lessons.isHere(page) || lessons.pageOf(id) !== page) return;
    onceHere(page, () => {
      if (byId(id)) arrive(id, page, { moved: false, stay });
      else notice.show(page === 'glossary' ? say.noSuchTerm(quoted(id)) : say.noSuchPlace(quoted(id)));
    });
  }

  /// Updates the address bar with the current settings.
  function tellAddress(state = player?.head()) {
    if (!state || lessons.shown() !== lessons.current()) return;
    const text = recording ? `#${opened}` : formatAddress(state, defaults, player.choices());
    if (text !== asOpened || !atPlace()) address.set(text, recording ? runAddress() : null);
  }

  /// Tells the address when another stretch or other rows are in sight: settings of the panel, not of the run.
  function watchPicture() {
    let resting = 0;
    let told = '{}';
    player.on('frame', () => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        const choices = JSON.stringify(player.choices());
        if (choices !== told) tellAddress();
        told = choices;
      }, frameRest);
    });
  }

  /// Applies settings from a link in a lesson's text. Several in a row share one history entry, so that Back
  /// undoes them all and the next Back leaves.
  function take(hash) {
    if (history.state?.preset) history.replaceState(history.state, '', hash);
    else history.pushState({ preset: true, y: scrollY }, '', hash);
    go(hash, { jump: true });
    onSettings();
  }

  function follow(event) {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if ('skip' in link.dataset) {
      event.preventDefault();
      lessons.article(lessons.shown()).querySelector('h1').focus();
      return;
    }
    keepPlace();
    const { slug, settings } = parseAddress(link.hash);
    if (slug === lessons.shown() && slug === ledTo && settings.length > 0) {
      event.preventDefault();
      take(link.hash);
    } else if (link.hash === location.hash) go(link.hash, { jump: true });  // hashchange won't fire
  }

  /// For a reload, or for coming back from another site.
  function rememberRun() {
    rememberHere('left', JSON.stringify({ hash: location.hash, at: runAddress(), y: place() }));
  }

  function recallRun() {
    if (isNewVisit()) return null;
    try {
      const left = JSON.parse(recallHere('left'));
      return left?.hash === location.hash ? left : null;
    } catch {
      return null;
    }
  }

  function listen() {
    let resting = 0;
    addEventListener('scroll', () => {
      clearTimeout(resting);
      resting = setTimeout(() => history.state && note({ y: place() }), scrollRest);
    }, { passive: true });
    addEventListener('popstate', ({ state }) => {
      clearTimeout(resting);
      if (state) go(location.hash, { back: state });  // else it's a new entry, and hashchange will follow
    });
    addEventListener('hashchange', () => {
      clearTimeout(resting);
      if (!history.state) go(location.hash, { jump: true });
    });
    document.addEventListener('click', follow);
    for (const kind of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      addEventListener(kind, () => { touched = true; }, { passive: true, once: true });
    }
    addEventListener('pagehide', rememberRun);
    document.addEventListener('visibilitychange', () => document.hidden && rememberRun());
  }

  return {
    start() {
      const { slug } = parseAddress(location.hash);
      const hidden = Boolean(lessons.pageOf(slug)) && slug !== lessons.pageOf(slug);  // a place in a page that was hidden
      const before = history.state;
      go(location.hash, { jump: hidden && before?.y === undefined });
      if (before?.y && !lessons.isHere(lessons.shown())) scrollBack(lessons.shown(), before.y);  // the browser can't yet
      listen();
    },
    /// The engine is ready: opens what the address asks for.
    attach(given) {
      player = given;
      player.on('open', (values) => {
        defaults = values;
      });
      player.on('settings', tellAddress);
      watchPicture();
      player.on('recording', (name) => {
        recording = name !== '';
        if (!recording) return;
        run = named();
        note({ run, at: runAddress() });
      });
      const left = recallRun();
      go(parseAddress(location.hash).slug ? location.hash : `#${lessons.current()}`, { at: left?.at });
      if (left?.y && !touched) scrollBack(lessons.shown(), left.y);  // the text has grown by parts that need the engine
    },
    /// Goes to a page or a place as a link would.
    go(id) {
      keepPlace();
      location.hash = `#${id}`;
    },
    /// The address of the lesson's run as it is now; null while something else is shown.
    runAddress: () => (recording ? null : runAddress()),
    /// Call this before a recording replaces the lesson's run.
    keepRun() {
      beforeRecording = runAddress() ?? beforeRecording;
    },
    /// Opens the lesson's own run again, as it was before the recording.
    closeRecording() {
      notice.show(open(opened, parseAddress(beforeRecording).settings).join(' '));
      note({ run });
    },
    /// Shows a page that the browser went to by itself, without changing the run.
    found: (id) => go(`#${id}`, { keep: true }),
  };
}
