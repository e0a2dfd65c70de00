// The command line of the package, as tests run it.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { interleave } from '../runner.mjs';
import { interpreters } from './interpreters.mjs';

export const top = fileURLToPath(new URL('../../', import.meta.url));
export const versions = interpreters();
export const python = versions[0].path;

/// The package is compiled once, and leaves no folder in the repository.
const compiled = join(top, 'build/tests/compiled');

const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/// A new folder with these files, by name; `{ 'main.py': '…' }`.
export function folderWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/// A new file main.py with this program.
export const fileOf = (program) => join(folderWith({ 'main.py': program }), 'main.py');

function settings({ by = python, cwd, env = {} }) {
  const { PYTHONHASHSEED: _, PYTHONDONTWRITEBYTECODE: __, ...inherited } = process.env;
  return [by, { cwd, env: { ...inherited, PYTHONPATH: join(top, 'python'), PYTHONPYCACHEPREFIX: compiled, ...env } }];
}

/// `{ status, signal, stdout, stderr }` of a command; options: `by`, the interpreter, `cwd`, `env` and `input`.
export function run(words, options = {}) {
  const [program, rest] = settings(options);
  return spawnSync(program, words, { ...rest, input: options.input ?? '', encoding: 'utf8', maxBuffer: 2 ** 28 });
}

/// The same of `interleave …`.
export const command = (words, options) => run(['-m', 'interleave', ...words], options);

/// The same of `interleave …`, of which `poke(child, stdout)` sees the process and all that it has printed, each time that it
/// prints something to stdout or stderr.
export function pokedCommand(words, poke, options = {}) {
  const [program, rest] = settings(options);
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-m', 'interleave', ...words], { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        said[name] += text;
        poke(child, said);
      });
    }
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, ...said }));
  });
}

/// What `interleave show` of the runner prints for a trace; it throws if there's something wrong with it.
export const shown = (trace, ...words) => interleave(['show', 'trace.json', ...words], { 'trace.json': trace });
