// The WebAssembly module as an object of plain functions. Only this file knows about `Module`, pointers and
// the names `il_…`.

import { element } from './dom.js';

// Numbers that both sides use.
export const pointerKinds = { move: 0, down: 1, up: 2, leave: 3, cancel: 4 };
export const pointerTypes = { mouse: 0, touch: 1, pen: 2 };
export const frameBits = { wantsFrame: 1, stateChanged: 2, settingsChanged: 4, layoutChanged: 8 };
export const stateParts = { tables: 1 };
export const constantTypes = { number: 0, integer: 1, choice: 2, switch: 3 };  // in the order of parameter_type
export const cursors = ['default', 'pointer', 'ew-resize', 'grab', 'grabbing'];  // in the order of web/panel/panel.hpp

const fonts = ['fonts/text.otf', 'fonts/text-semibold.otf', 'fonts/mono.ttf'];  // in the order of il_font's argument

/// Fetches the script interleave.js, which uses `Module`, and everything it needs. Rejects with a reason from
/// notice.js: 'wasm' or 'load'.
export function loadEngine() {
  if (typeof WebAssembly !== 'object') {
    return Promise.reject(Object.assign(new Error('no WebAssembly'), { reason: 'wasm' }));
  }
  const code = fetch('interleave.wasm');
  code.catch(() => {});  // handled where it's awaited
  const fontBytes = Promise.all(fonts.map(fetchBytes));
  fontBytes.catch(() => {});
  return new Promise((resolve, reject) => {
    const fail = () => reject(Object.assign(new Error('interleave could not be loaded'), { reason: 'load' }));
    const module = {
      print: (text) => console.log(text),
      printErr: (text) => console.warn(text),
      onAbort: fail,
      // Emscripten's own way hangs when the connection breaks.
      instantiateWasm(imports, done) {
        instantiate(code, imports).then(({ instance, module: compiled }) => done(instance, compiled)).catch(fail);
        return {};
      },
      onRuntimeInitialized: () => fontBytes.then((list) => {
        list.forEach((bytes, which) => giveFont(module, which, bytes));
        resolve(wrap(module));
      }, fail),
    };
    window.Module = module;
    document.head.append(element('script', { src: 'interleave.js', onerror: fail }));
  });
}

/// Compiles the module while it arrives, if the server sends its media type.
async function instantiate(fetched, imports) {
  const response = await fetched;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return (response.headers.get('Content-Type') ?? '').startsWith('application/wasm')
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

async function fetchBytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/// Copies `bytes` into the module's memory.
function give(module, bytes) {
  const block = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, block);
  return block;
}

function giveFont(module, which, bytes) {
  const block = give(module, bytes);
  module.ccall('il_font', null, ['number', 'number', 'number'], [which, block, bytes.length]);
}

function wrap(module) {
  const call = (name, result, ...values) => {
    const types = values.map((value) => (typeof value === 'string' ? 'string' : 'number'));
    return module.ccall(`il_${name}`, result, types, values.map((v) => (typeof v === 'boolean' ? Number(v) : v)));
  };
  const json = (name, ...values) => {
    const text = call(name, 'string', ...values);
    return text ? JSON.parse(text) : null;
  };
  /// Loads a recording piece by piece. Each call returns '' or a sentence about what is wrong.
  const load = {
    begin: (name) => call('load_begin', null, name),
    piece(bytes) {
      const block = give(module, bytes);
      const wrong = call('load_piece', 'string', block, bytes.length);
      module._free(block);
      return wrong;
    },
    end: () => call('load_end', 'string'),
    cancel: () => call('load_cancel', null),
  };
  /// The learner's own program, whose runs are made elsewhere: `take()` lists the runs it needs, `give`
  /// delivers them.
  const program = {
    open(title, constants, compares) {
      for (const { name, help, type, min, max, step, fallback, unit, choices } of constants) {
        call('program_constant', null, name, help, constantTypes[type], min, max, step, fallback, unit, choices.join('\n'));
      }
      call('program_open', null, title, compares);
    },
    take: () => json('errands'),
    give(run, texts, events) {
      const blocks = [texts, events].map((bytes) => give(module, bytes));
      const wrong = call('errand_piece', 'string', run, blocks[0], texts.length, blocks[1], events.length);
      blocks.forEach((block) => module._free(block));
      return wrong;
    },
    reached: (run, time, ended, code) => call('errand_reached', null, run, time, ended, code),
    waits: (run, time) => call('errand_waits', null, run, time),
  };
  return {
    load: module._il_load_begin ? load : null,
    program,
    start: (selector) => call('start', 'number', selector) === 1,
    contextLost: () => call('context_lost', null),
    contextRestored: () => call('context_restored', null),
    resize: (width, height, ratio) => call('resize', null, width, height, ratio),
    preferences: (dark, reducedMotion, coarse, contrast) => call('preferences', null, dark, reducedMotion, coarse, contrast),
    open: (slug) => call('open', 'number', slug) === 1,
    /// Moves to the next moment at which a task is suspended at a line. Returns whether there is one.
    runToLine: (line) => call('run_to_line', 'number', line) === 1,
    /// Goes to the last moment, up to the position `before`, at which a task is at a line of the program.
    showLine: (task, line, before) => call('show_line', null, task, line, before),
    set: (name, text) => call('set', 'string', name, text),
    /// Hides what comes after the playhead and says so in these words; '' shows it. `next`: see il_hide_future.
    hideFuture: (words, next = -1) => call('hide_future', null, words, next),
    command: (name) => call('command', null, name),
    scroll: (y) => call('scroll', null, y),
    pointer: (kind, x, y, button, type) => call('pointer', null, kind, x, y, button, type),
    wheel: (dx, dy, ctrl) => call('wheel', 'number', dx, dy, ctrl) === 1,
    wheelTarget: (x, y) => call('wheel_target', 'number', x, y) === 1,
    pinch: (scale, x, y) => call('pinch', null, scale, x, y),
    frame: (seconds) => call('frame', 'number', seconds),
    /// The state at the playhead. Without `tables`: only the settings, the time and the unfinished tasks.
    state({ tables = true } = {}) {
      const state = json('state', tables ? stateParts.tables : 0);
      return state && tables ? { ...state, warnings: json('warnings'), more: { ...state.more, warnings: call('warned_more', 'number') } } : state;
    },
    /// The task whose row is at a point of the canvas, or 0.
    taskAt: (x, y) => call('task_at', 'number', x, y),
    /// A run that isn't shown: begins it, and runs it until it has told something. If it has to be made elsewhere, `begin`
    /// returns the errand.
    trial: {
      begin: (number, values, seed, whatIf) => json('trial', number, values, seed, whatIf),
      goOn: (number, until, sleeps) => json('trial_on', number, until, sleeps),
    },
    /// The variables of suspended tasks, at the playhead.
    variables: () => json('variables')?.variables ?? [],
    /// How many warnings there are up to the playhead, and what they say.
    warned: () => call('warned', 'number'),
    warnings: () => json('warnings') ?? [],
    moreWarnings: () => call('warned_more', 'number'),
    outcome: () => json('outcome'),
    /// The same run as exercises are judged by: see core/trace/summary.hpp.
    summary: () => json('summary'),
    /// The trace of the run up to `until` seconds, in the file format.
    trace: (until) => json('trace', until),
    /// The same as text, piece by piece: `count` events from event `from` on, or '' after the last. `beside` is for the
    /// run beside.
    tracePiece: (beside, from, count) => call('trace_piece', 'string', beside, from, count),
    /// What the timeline shows, for pictures of it.
    picture: () => json('picture'),
    rect: (name) => json('rect', name),
    /// The canvas's buttons, each `[name, label]`, and how to press one.
    buttons: () => json('buttons') ?? [],
    press: (name) => call('press', null, name),
    /// The axis: where its view begins and ends, and its left end and width on the canvas.
    view: () => json('view'),
    /// What the reader has chosen to see, as settings: `{ name: text }`.
    choices: () => json('choices') ?? {},
    /// Whether the panel plays slowly at instants, whether its legend is open, and whether ‘more’ is.
    switches() {
      const bits = call('switches', 'number');
      return { slow: Boolean(bits & 1), legend: Boolean(bits & 2), more: Boolean(bits & 4) };
    },
    cursor: () => call('cursor', 'number'),
    contentHeight: () => call('content_height', 'number'),
  };
}
