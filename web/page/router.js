// Where the reader is: the page and the run that the address asks for, and the place
// in the text. Each entry of the browser's history keeps how far the text was scrolled
// (`y`), which run was open (`run`), and once the reader has followed a link, how that
// run was set (`at`, an address): Back returns to all of it.

import { createAddressWriter, formatAddress, parseAddress, quoted } from './address.js';
import { byId } from './dom.js';
import { recallHere, rememberHere } from './storage.js';

const scrollRest = 250;  // milliseconds: a place is kept once the text has come to rest
const isNewVisit = () => performance.getEntriesByType('navigation')[0]?.type === 'navigate';

/// `onPage()` is called when another page is shown, `onLeave()` when the reader goes to another place, and
/// `reveal(node)` has to make a part of the text visible. `attach(player)` is to be called once there is a
/// player, `start()` at the beginning.
export function createRouter({ lessons, notice, reveal, onPage, onLeave }) {
  const address = createAddressWriter();
  const loaded = Date.now();
  let player = null;
  let defaults = new Map();
  let opened = null;    // the lesson that the engine runs, or ran before a recording
  let runs = 0;
  let run = '';         // names what was opened last, also after the page was loaded again
  let asOpened = '';    // the address of that run at first
  let recording = false;
  let beforeRecording = '';
  let touched = false;  // by the reader, since the page was loaded
  let ledTo = null;     // the page that the last address led to

  const note = (more) => history.replaceState({ ...history.state, ...more }, '');
  const named = () => `${loaded}.${++runs}`;

  /// The address of the run, with its time even while it plays; null where it has none.
  function runAddress() {
    if (recording) return beforeRecording || null;  // to which the reader comes back
    const state = player && opened ? player.head() : null;
    return state && formatAddress({ ...state, playing: false }, defaults);
  }

  function keepPlace() {
    if (history.state) note({ y: scrollY, run, at: runAddress() });
  }

  /// Opens what an address asks for; what it asks in vain is said in the notice. With `jump`, a page is read
  /// from its top, unless only a lesson's settings are new. With `keep`, a run that is open is left alone.
  /// `at` is the address of the run as it was left; `back` is an entry of the history.
  function go(hash, { jump = false, keep = false, back = null, at = back?.at } = {}) {
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
    const moved = ledTo !== null && ledTo !== wanted;
    if (!keep) ledTo = wanted;
    if (lessons.shown() !== wanted) {
      lessons.show(wanted);
      onPage();
    }
    if (jump || back) leave();
    if (jump) arrive(slug, wanted, { moved, stay: slug === wanted && !moved && settings.length > 0 });
    else if (back) scrollBack(back.y);
    const same = back?.run === run && opened === lesson;
    const asked = known && !keep && !same;
    if (player && (opened !== lesson || asked || !page || (back && !same && page === lesson))) {
      open(lesson, at ? parseAddress(at).settings : known ? settings : []).forEach((sentence) => sentences.push(sentence));
    } else if (back && known) tellAddress();
    if (!recording || sentences.length > 0) notice.show(sentences.join(' '));  // a recording's notice leads back from it
    if (history.state || !keep) note({ y: scrollY, run, ...(back ? {} : { at: null }) });  // else hashchange is yet to come
  }

  function open(lesson, settings) {
    opened = lesson;
    run = named();
    const sentences = player.open(lesson, settings);
    asOpened = runAddress();
    if (atPlace()) address.drop();  // the address of a place stays, until something is set
    return sentences;
  }

  const atPlace = () => {
    const { slug } = parseAddress(location.hash);
    return slug !== opened && lessons.pageOf(slug) === opened;
  };

  /// Some browsers scroll once more after they have told of the entry: to the element that its address names.
  function scrollBack(y) {
    scrollTo(0, y);
    requestAnimationFrame(() => scrollTo(0, y));
  }

  function leave() {
    onLeave();
    document.querySelector('.arrived')?.classList.remove('arrived');
  }

  /// Scrolls to where a link has led, and takes the focus along to another page.
  function arrive(id, page, { moved, stay }) {
    if (moved) lessons.article(page).querySelector('h1').focus({ preventScroll: true });
    const place = id === page || id === `${page}--title` ? null : byId(id);
    if (place) {
      reveal(place);
      place.scrollIntoView();
      place.classList.add('arrived');
    } else if (!stay) scrollTo(0, 0);
  }

  /// Brings the address bar up to what is set.
  function tellAddress(state = player?.head()) {
    if (!state || lessons.shown() !== lessons.current()) return;
    const text = recording ? `#${opened}` : formatAddress(state, defaults);
    if (text !== asOpened || !atPlace()) address.set(text, recording ? runAddress() : null);
  }

  /// Settings that a lesson's own text offers. One after the other, they share one entry of the history, so
  /// that Back undoes them all and the next Back leaves.
  function take(hash) {
    if (history.state?.preset) history.replaceState(history.state, '', hash);
    else history.pushState({ preset: true, y: scrollY }, '', hash);
    go(hash, { jump: true });
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
    } else if (link.hash === location.hash) go(link.hash, { jump: true });  // no hashchange will come
  }

  /// For a page that is loaded again, or come back to from another site.
  function rememberRun() {
    rememberHere('left', JSON.stringify({ hash: location.hash, at: runAddress(), y: scrollY }));
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
      resting = setTimeout(() => history.state && note({ y: scrollY }), scrollRest);
    }, { passive: true });
    addEventListener('popstate', ({ state }) => {
      clearTimeout(resting);
      if (state) go(location.hash, { back: state });  // else it is a new entry, of which hashchange tells
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
      const hidden = Boolean(lessons.pageOf(slug)) && slug !== lessons.pageOf(slug);  // a place in a page that was not shown
      go(location.hash, { jump: hidden && !history.state });
      listen();
    },
    /// The engine has come: what the address asks for is opened.
    attach(given) {
      player = given;
      player.on('open', (values) => {
        defaults = values;
      });
      player.on('settings', tellAddress);
      player.on('recording', (name) => {
        recording = name !== '';
        if (!recording) return;
        run = named();
        note({ run, at: runAddress() });
      });
      const left = recallRun();
      go(parseAddress(location.hash).slug ? location.hash : `#${lessons.current()}`, { at: left?.at });
      if (left && !touched) scrollBack(left.y);  // the text has grown by what needs the engine
    },
    /// Goes to a page or a place as a link would.
    go(id) {
      keepPlace();
      location.hash = `#${id}`;
    },
    /// A recording is about to take the place of the lesson's run.
    keepRun() {
      beforeRecording = runAddress() ?? beforeRecording;
    },
    /// Opens the lesson's own run again, as it was before the recording.
    closeRecording() {
      notice.show(open(opened, parseAddress(beforeRecording).settings).join(' '));
      note({ run });
    },
    /// Shows a page that the browser has led to by itself, and leaves the run alone.
    found: (id) => go(`#${id}`, { keep: true }),
  };
}
