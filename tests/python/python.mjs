// The tracer as a function: runs Python programs in Pyodide, headless, and hands back what their event loop did. Pyodide
// is loaded once (some seconds).

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';

const folder = fileURLToPath(new URL('../../python/interleave/', import.meta.url));
let loaded;

/**
 * `trace(source, options)` gives `{ events, ending, error }`: events as trace files have them; `records(source, options)`
 * the lines of the run's records. Options: `set`, an object of values for the program's constants, `seed`, `until`,
 * `watch: false` for the bare loop; for records `switches` and `lines`.
 */
export function python() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const pyodide = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
  pyodide.FS.mkdirTree('/python/interleave');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.py'))) {
    pyodide.FS.writeFile(`/python/interleave/${name}`, readFileSync(folder + name));
  }
  const [answer, call] = pyodide.runPython(`
import json, sys
sys.path.insert(0, "/python")
from interleave import page, run as runs, tape

def answer(request):
    request = json.loads(request)
    options = request.pop("records")
    watch = request.pop("watch")
    outcome = runs.run(**request, install=lambda: runs.install(watch))
    said = {"ending": outcome.ending, "error": outcome.error}
    if options is None:
        said["events"] = [tape.as_dict(event, outcome.tape.texts) for event in outcome.tape]
    else:
        said["records"] = outcome.records(**options)
    return json.dumps(said)

def call(name, request):
    """What the worker asks for; of a run the answer has its events in hexadecimal, too."""
    if name == "check":
        return page.check(json.loads(request))
    if name == "altered":
        return json.dumps(page.altered())
    if name == "tries":
        left = iter(range(json.loads(request).get("enough", 1000)))
        return page.tries(request, lambda: "time", lambda: next(left, None) is None)
    pieces = []
    done = page.run(request, lambda texts, events: pieces.append(events.hex()), lambda: "time", lambda: None)
    return json.dumps({**json.loads(done), "events": "".join(pieces)})

answer, call
`);
  const ask = (source, { set = {}, watch = true, switches, lines, ...options }, records) => JSON.parse(answer(JSON.stringify({
    source, constants: Object.entries(set), watch, ...options, records: records && { switches: !!switches, lines: !!lines },
  })));
  return {
    /// What the page's worker asks for: `check` a text, `run` a program, `tries` for a search (`enough`: after how many more
    /// than one it has enough), or whether a program has `altered` Python.
    call: (name, request = null) => JSON.parse(call(name, JSON.stringify(request))),
    trace: (source, options = {}) => ask(source, options, null),
    records: (source, options = {}) => ask(source, options, true).records,
  };
}
