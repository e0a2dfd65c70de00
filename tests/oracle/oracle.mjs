// CPython 3.14 as a function: runs Python programs in Pyodide, headless, under a virtual
// clock, and hands back the records of what happened. Pyodide is loaded once (some seconds);
// every program after that starts as if it were the first.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';

const top = fileURLToPath(new URL('../../', import.meta.url));
let loaded;

/**
 * The oracle: `run(source, options)` gives `{records, stderr, ending}`, where `records` is an
 * array of lines and `ending` is one of finished, until, deadlock, endless.
 *
 * Options: `until` (seconds), `seed`, `switches`, `lines`, and `set`, an object of values for
 * the program's module-level constants. Throws an Error if the program has no such constant.
 *
 * @returns {Promise<{run: Function, parse: Function, version: string}>}
 */
export function oracle() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
  for (const folder of ['tests/oracle/', 'python/interleave/']) {
    python.FS.mkdirTree(`/${folder}`);
    for (const name of readdirSync(top + folder).filter((file) => file.endsWith('.py'))) {
      python.FS.writeFile(`/${folder}${name}`, readFileSync(top + folder + name));
    }
  }
  python.runPython('import sys; sys.path.insert(0, "/tests/oracle")');
  const answer = python.pyimport('oracle').answer;

  function ask(method, request) {
    const result = JSON.parse(answer(method, JSON.stringify(request)));
    if (result.wrong) throw new Error(result.wrong);
    return result;
  }

  return {
    version: python.runPython('import platform; platform.python_version()'),
    run(source, { set = {}, ...options } = {}) {
      const constants = Array.isArray(set) ? set : Object.entries(set);
      return ask('run', { source, constants, ...options });
    },
    /** What a command line asks for: `{file, options}`, or `{exit}` if it was wrong. */
    parse(argv) {
      return ask('arguments', argv);
    },
  };
}
