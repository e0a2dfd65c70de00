// The CPythons of this machine that the tracer runs in.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/// The interpreters on PATH and those of pyenv, one a version, the oldest first: `{ version, path }`.
export function interpreters() {
  const folders = [...(process.env.PATH ?? '').split(':'), ...pyenv()];
  const candidates = folders.flatMap((folder) => ['python3', ...[11, 12, 13, 14, 15].map((minor) => `python3.${minor}`)]
    .map((name) => join(folder, name)).filter(existsSync));
  const found = new Map();
  for (const path of candidates) {
    const { status, stdout } = spawnSync(path, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2], sys.executable)'], { encoding: 'utf8' });
    const [, version, executable] = /^(\S+) (.*)\n$/.exec(status === 0 ? stdout : '') ?? [];
    // What is on the path may be a script that looks for the interpreter each time.
    if (/^3\.(1[1-9]|[2-9]\d)$/.test(version) && !found.has(version)) found.set(version, executable);
  }
  return [...found].map(([version, path]) => ({ version, path })).sort((a, b) => a.version.localeCompare(b.version));
}

function pyenv() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  return existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin')) : [];
}
