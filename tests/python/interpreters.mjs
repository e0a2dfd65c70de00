// The CPythons of this machine.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { amount } from '../full.mjs';

/// Those on PATH and of pyenv from 3.11 on, one a version, the oldest first: `{ version, path, said }`. They have to run
/// `script`, which says `said`. The usual run has the newest alone.
export function interpreters(script = '') {
  const onPath = (process.env.PATH ?? '').split(':').filter((folder) => !/pyenv.*shims$/.test(folder));  // scripts that look for one
  const candidates = [...onPath, ...pyenv()].flatMap((folder) => ['python3', ...[11, 12, 13, 14, 15].map((minor) => `python3.${minor}`)]
    .map((name) => join(folder, name)).filter(existsSync));
  const found = new Map();
  for (const path of new Set(candidates.map((each) => realpathSync(each)))) {
    const asked = `import sys\nprint("%d.%d" % sys.version_info[:2])\nprint(sys.executable)\n${script}`;
    const { status, stdout } = spawnSync(path, ['-c', asked], { encoding: 'utf8' });
    const [version, executable, ...said] = status === 0 ? stdout.trim().split('\n') : [''];
    if (!/^3\.(1[1-9]|[2-9]\d)$/.test(version) || found.has(version)) continue;
    // What is on the path may be a script, too.
    found.set(version, { version, path: executable, said: said.join('\n') });
  }
  return [...found.values()].sort((a, b) => a.version.localeCompare(b.version)).slice(-amount(1, found.size));
}

function pyenv() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  return existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin')) : [];
}
