// The page's address: `#tasks?delay_2=5&seed=7&speed=2&t=1.5&view.at=1,2` holds the lesson, the settings that
// differ from its defaults, the changes made while the program ran, what was done to its tasks, the settings of
// a pinned run, the speed, the time and the step within it, and what of it is in sight. Parsing it never fails:
// anything that makes no sense becomes a sentence.

import * as say from '#words/messages.js';

const last = ['seed', 'speed', 'live', 'what-if', 'pin', 't', 'step', 'view.axis', 'view.at'];  // set after the parameters, in this order

/// Settings of an address that aren't the run's: see answer.js.
export const ownSettings = /^(line|ask)$/;

/// Parses a fragment. Returns `{ slug, settings }`; settings are pairs of texts.
export function parseAddress(hash) {
  const [, slug, query = ''] = /^#?([^?]*)\??(.*)$/s.exec(hash);
  const settings = [...new URLSearchParams(query)].filter(([name]) => name !== '');
  return { slug: decoded(slug), settings };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/// Part of the reader's own text, short enough for a sentence.
export function quoted(text) {
  return `‘${text.length > 40 ? `${text.slice(0, 40)}…` : text}’`;
}

/// Applies settings to a freshly opened lesson. Returns sentences about those that couldn't be applied.
export function applySettings(engine, settings) {
  const rank = ([name]) => last.indexOf(name);
  const wrong = settings.filter(([name]) => !ownSettings.test(name)).sort((a, b) => rank(a) - rank(b)).map(([name, text]) => engine.set(name, text));
  const sentences = [...new Set(wrong.filter(Boolean))];
  return sentences.length > 3 ? [...sentences.slice(0, 3), say.addressRest] : sentences;
}

/// A parameter's value as an address writes it.
export function valueText({ type, value, choices }) {
  if (type === 'switch') return String(Boolean(value));
  if (type === 'choice') return typeof value === 'number' ? choices[value] : value;
  return String(Number(value.toFixed(6)));
}

/// The address of a state. `defaults` are the parameters' values when the lesson was opened, `choices` has the
/// settings of what is in sight.
export function formatAddress(state, defaults, choices = {}) {
  const query = new URLSearchParams();
  for (const parameter of state.parameters) {
    const text = valueText({ ...parameter, value: parameter.start });
    if (text !== defaults.get(parameter.name)) query.set(parameter.name, text);
  }
  if (state.seed !== 1) query.set('seed', state.seed);
  if (state.speed !== 1) query.set('speed', Number(state.speed.toFixed(3)));
  if (state.live) query.set('live', state.live);
  if (state.what_if.text) query.set('what-if', state.what_if.text);
  if (state.what_if.pinned) query.set('pin', state.what_if.pin);
  if (!state.playing && !state.at_start) query.set('t', state.t);
  if (!state.playing && state.step !== null) query.set('step', state.step);
  for (const [name, text] of Object.entries(choices)) query.set(name, text);
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%3D', '=').replaceAll('%3B', ';').replaceAll('%40', '@');
  return `#${state.lesson}${text && `?${text}`}`;
}

/// Keeps the address bar up to date without adding to the history, and at most as often as every browser
/// allows. If the reader has meant to go to another address that isn't opened yet, this leaves it alone.
export function createAddressWriter() {
  let timer = 0;
  let pending = '';
  let standing = '';
  let run = null;
  const write = () => {
    timer = 0;
    if (location.hash === standing && pending !== standing) history.replaceState({ ...history.state, at: run }, '', pending);
  };
  return {
    /// `at` is the address of the run to which the history entry leads back, if `hash` doesn't say it.
    set(hash, at = null) {
      pending = hash;
      run = at;
      if (timer) return;
      standing = location.hash;
      timer = setTimeout(write, 400);
    },
    drop() {
      clearTimeout(timer);
      timer = 0;
    },
  };
}
