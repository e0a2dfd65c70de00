// Runs bench/fold.cpp as WebAssembly and natively: the cost of following a log and of going to any place in
// it.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const programs = {
  wasm: ['node', 'tests/wasm.mjs', 'build/wasm/bench/fold_bench.js'],
  release: ['build/release/bench/fold_bench'],
};

for (const [tree, [program, ...args]] of Object.entries(programs)) {
  execFileSync('sh', ['cmake/build.sh', tree, 'fold_bench'], { cwd: top, stdio: 'inherit' });
  execFileSync(program, args, { cwd: top, stdio: 'inherit' });
}
