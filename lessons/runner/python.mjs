// Runs programs of one's own for the headless runner, in CPython as Pyodide carries it, on the virtual clock. It's no
// sandbox: run what you trust.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const usage = 'usage: interleave run PROG.py... [--set NAME=VALUE]... [--seed N] [--until SECONDS] [--switches] [--lines] | [--timeline] | [--warnings] | [--summary] | [--json] | [--perfetto] '
  + '[-o DIR]; programs run in CPython, on a virtual clock, and not in a sandbox.';

/// A complaint about the command line.
class Misuse extends Error {}

/// Whether `words`, what follows `run`, are about files and not about a lesson.
export const areFiles = (words) => words.some((word) => word.endsWith('.py')) || words.includes('-o') || words.includes('--help');

function parse(words) {
  const options = { files: [], set: [], how: 'records', switches: false, lines: false };
  const rest = [...words];
  const value = (word) => {
    if (rest.length === 0) throw new Misuse(`${word} wants a value.`);
    return rest.shift();
  };
  const number = (word, whole) => {
    const text = value(word);
    if (!(whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text)) throw new Misuse(`${word} takes a ${whole ? 'whole ' : ''}number from 0, not '${text}'.`);
    return Number(text);
  };
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--set' || word === '--param') options.set.push(assignment(value(word)));
    else if (word === '--seed') options.seed = number(word, true);
    else if (word === '--until') options.until = number(word, false);
    else if (word === '--switches' || word === '--lines') options[word.slice(2)] = true;
    else if (['--timeline', '--warnings', '--summary', '--json', '--perfetto'].includes(word)) options.how = word.slice(2);
    else if (word === '-o') options.folder = value(word);
    else if (word.startsWith('-')) throw new Misuse(word === '--help' ? usage : `run has no option '${word}'. ${usage}`);
    else options.files.push(word);
  }
  if (options.files.length === 0) throw new Misuse(usage);
  if (options.files.length > 1 && options.folder === undefined) throw new Misuse('Several programs want -o DIR, a folder for what each one does.');
  return options;
}

/// NAME=VALUE, as Python's own literals or as a text.
function assignment(text) {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new Misuse(`--set takes NAME=VALUE, not '${text}'.`);
  return [name, value];
}

async function loadPython() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' } });
  python.FS.mkdirTree('/python/interleave');
  for (const name of readdirSync(join(top, 'python/interleave')).filter((file) => file.endsWith('.py'))) {
    python.FS.writeFile(`/python/interleave/${name}`, readFileSync(join(top, 'python/interleave', name)));
  }
  return python.runPython(`
import ast, json, sys
sys.path.insert(0, "/python")
from interleave import run as runs
from interleave.program import UsageError

def literal(text):
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text

def answer(request):
    request = json.loads(request)
    how, switches, lines = (request.pop(name) for name in ("how", "switches", "lines"))
    request["constants"] = [(name, literal(text)) for name, text in request["constants"]]
    try:
        outcome = runs.run(**request)
    except UsageError as error:
        return json.dumps({"wrong": str(error)})
    if how == "records":
        text = "".join(f"{record}\\n" for record in outcome.records(switches=switches, lines=lines))
    else:
        text = outcome.as_json(title=request["filename"])
    return json.dumps({"text": text, "stderr": outcome.stderr})
answer
`);
}

/// Runs what `words` ask for; `show(text, how)` turns a trace into its timeline, its warnings, or Perfetto's format.
/// Returns the exit code.
export async function runPython(words, show) {
  try {
    const { files, set, folder, how, ...rest } = parse(words);
    const sources = files.map((file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        throw new Misuse(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
      }
    });
    const answer = await loadPython();
    for (const [i, file] of files.entries()) {
      const { wrong, text, stderr } = JSON.parse(answer(JSON.stringify({ source: sources[i], filename: basename(file), constants: set, how, ...rest })));
      if (wrong) throw new Misuse(`${file}: ${wrong}.`);
      const made = ['timeline', 'warnings', 'summary', 'perfetto'].includes(how) ? await show(text, how) : text;
      if (folder === undefined) {
        process.stdout.write(made);
        process.stderr.write(stderr);
      } else {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${basename(file, '.py')}.txt`), made);
      }
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    console.error(error.message);
    return 2;
  }
}
