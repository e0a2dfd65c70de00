// Exits with 0 if node_modules has the packages in package-lock.json, with 1 if `npm ci` has to run.
import { existsSync, readFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
const installedList = 'node_modules/.package-lock.json';

function isCurrent() {
  if (!existsSync(installedList)) return false;
  const wanted = read('package-lock.json');
  const installed = read(installedList);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there ? there.integrity !== entry.integrity : !entry.optional) return false;
    if (there && !existsSync(path)) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

process.exitCode = isCurrent() ? 0 : 1;
