// The export module (web/export.cpp) as an object of plain functions. Only this file knows its pointers and the names
// `ix_…`.

import { addressOf } from '../load.js';

const encoder = new TextEncoder();

/// Fetches the module.
export async function loadExportEngine() {
  const { default: makeModule } = await import(addressOf('export/engine.js'));
  const module = await makeModule({ locateFile: () => addressOf('export/engine.wasm') });
  const call = (name, result, ...values) => module.ccall(`ix_${name}`, result,
    values.map((value) => (typeof value === 'string' ? 'string' : 'number')), values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
  return {
    start: () => call('start', null),
    /// Takes a piece of a trace, of the run beside if `which` is 1. Returns '' or a sentence about what is wrong.
    piece(which, text) {
      const bytes = encoder.encode(text);
      const block = module._malloc(bytes.length);
      module.HEAPU8.set(bytes, block);
      const wrong = call('piece', 'string', which, block, bytes.length);
      module._free(block);
      return wrong;
    },
    end: (which, horizon) => call('end', 'string', which, horizon),
    /// Once both have come: marks where they part.
    compare: (complete) => call('compare', null, complete),
    choose: ({ filter, states, order, fold, open }) => {
      call('choose', null, filter, states | 0, order, fold);
      for (const name of open) call('open', null, name);
    },
    view: ({ title, beside, steps, from, to, width, lines }) => call('view', null, title, beside, steps, from, to, width, lines),
    svg: (time, position, dark) => call('svg', 'string', time, position, dark),
    perfetto: () => call('perfetto', 'string'),
    output: () => call('output', 'string'),
  };
}
