// Builds everything, runs every test and ends with one line: 'N passed, N failed'.
//   node tests/run.mjs                     all suites
//   node tests/run.mjs core browser        the suites of these folders under tests/
//   node tests/run.mjs core:wasm           one of a folder's suites: wasm, native or node
//
// A folder with *_test.cpp is a doctest program, run as WebAssembly in Node and natively under
// AddressSanitizer and UBSan. A folder with *.test.mjs is run by node --test. N counts test cases. A
// suite that crashes, hangs or runs nothing has failed, whatever it said before. INTERLEAVE_FULL=1 (`make test-all`)
// tries more: see tests/full.mjs.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { amount, full } from './full.mjs';
import { filesOf, linesOf, slowest } from './slowest.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(top, 'build/tests');
const timeLimit = amount(40 * 60, 90 * 60);  // seconds for a suite

// --- Suites ---------------------------------------------------------------------------------------

function filesIn(folder, suffix) {
  return readdirSync(join(top, 'tests', folder), { recursive: false })
    .filter((name) => name.endsWith(suffix))
    .map((name) => join('tests', folder, name))
    .sort();
}

const nativeAlone = new Set(['panel', 'threads']);  // as WebAssembly the page runs the one, and there are no threads

function allSuites() {
  const folders = readdirSync(join(top, 'tests'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const suites = folders.flatMap((folder) => {
    const suites = [];
    if (filesIn(folder, '_test.cpp').length > 0) {
      if (!nativeAlone.has(folder)) suites.push(doctestSuite(folder, 'wasm', ['node', 'tests/wasm.mjs', `build/wasm/tests/${folder}.js`]));
      suites.push(doctestSuite(folder, 'native', [`build/native/tests/${folder}`]));
    }
    const scripts = filesIn(folder, '.test.mjs');
    if (scripts.length > 0) suites.push(nodeSuite(folder, scripts));
    return suites;
  });
  // The slow ones first (a browser, CPython in WebAssembly): the quick ones fill up the end.
  const isSlow = (suite) => suite.name.endsWith(':node');
  return [...suites.filter(isSlow), ...suites.filter((suite) => !isSlow(suite))];
}

function doctestSuite(folder, kind, command) {
  return {
    name: `${folder}:${kind}`,
    needs: kind,
    target: `tests_${folder}`,
    command: [...command, '--no-colors=true'],
    count({ output }) {
      const line = /\[doctest\] test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped/;
      const found = output.match(line);
      return found && { passed: Number(found[2]), failed: Number(found[3]), skipped: Number(found[4]) };
    },
  };
}

/// Scripts that load CPython in WebAssembly, which takes seconds, share two processes, and those that use a browser of the
/// usual kind, which takes a second or two to start, share a few; every other has one of its own, as has one that asks
/// others about all programs of its process (`agrees…`).
function inProcesses(folder, scripts) {
  const text = (script) => readFileSync(join(top, script), 'utf8');
  const loading = scripts.filter((script) => /from '[^']*\/(python|oracle|check)\.mjs'/.test(text(script)) && !/\bagrees/.test(text(script)));
  const browsing = scripts.filter((script) => /\buseChromium\(\)|\binEachBrowser\(/.test(text(script)) && !/\b(launch|fetch)\b/.test(text(script)));
  const [together, processes] = browsing.length > 0 ? [browsing, 10] : [loading, 2];
  if (together.length <= processes) return scripts;
  const shared = Array.from({ length: processes }, (_, part) => {
    const file = join('build/tests', `${folder}-${part + 1}.test.mjs`);
    const chosen = together.filter((_script, i) => i % processes === part);
    writeFileSync(join(top, file), chosen.map((script) => `import '${pathToFileURL(join(top, script))}';\n`).join(''));
    return file;
  });
  return [...shared, ...scripts.filter((script) => !together.includes(script))];
}

/// The programs that a folder's scripts run, by build: its own, or aio's examples.
function programsOf(folder) {
  if (folder === 'library') return { native: 'aio_examples' };
  const own = filesIn(folder, '_test.cpp').length === 0 && filesIn(folder, '.cpp').length > 0;
  return own ? { wasm: `tests_${folder}`, native: `tests_${folder}` } : {};
}

function nodeSuite(folder, scripts) {
  const report = join(results, `${folder}.jsonl`);
  const reporters = [
    '--test-reporter=spec', '--test-reporter-destination=stdout',
    '--test-reporter=./tests/reporter.mjs', `--test-reporter-destination=${report}`,
  ];
  return {
    name: `${folder}:node`,
    needs: folder === 'library' ? 'native' : 'wasm',
    programs: programsOf(folder),
    report,
    command: ['node', '--test', '--test-concurrency=2', ...reporters, ...inProcesses(folder, scripts)],  // files at a time: a browser's test waits a lot
    count() {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      for (const { result } of linesOf(report) ?? []) if (result) counts[result] += 1;
      return linesOf(report) && counts;
    },
  };
}

function chosen(suites, words) {
  const isNamed = (suite, word) => suite.name === word || suite.name.startsWith(`${word}:`);
  const unknown = words.filter((word) => !suites.some((suite) => isNamed(suite, word)));
  if (unknown.length > 0) {
    console.error(`There is no suite '${unknown[0]}'; there are: ${suites.map(({ name }) => name).join(', ')}.`);
    process.exit(2);
  }
  return words.length === 0 ? suites : suites.filter((suite) => words.some((word) => isNamed(suite, word)));
}

// --- Running --------------------------------------------------------------------------------------

/// Runs a command to its end. The output is what it wrote to both streams, in order of arrival.
function execute([program, ...args], { show = false, seconds } = {}) {
  return new Promise((done) => {
    const started = Date.now();
    let output = '';
    let late = false;
    const child = spawn(program, args, { cwd: top, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const timer = seconds && setTimeout(() => {
      late = true;
      // The whole group: browsers and workers that it started too.
      try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has just ended */ }
    }, seconds * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    let ended = false;
    const end = (code, signal) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      children.delete(child);
      done({ code, signal, late, output, seconds: (Date.now() - started) / 1000 });
    };
    children.add(child);
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1, null);
    });
    child.on('close', end);
    // Something that it left behind may keep the pipes open: what it wrote itself is here by then.
    child.on('exit', (code, signal) => setTimeout(end, 2000, code, signal).unref());
  });
}

const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const { pid } of children) {
      try { process.kill(-pid, 'SIGKILL'); } catch { /* it has just ended */ }
    }
    process.exit(130);
  });
}

let chromium;

function environment() {
  const leaks = process.platform === 'linux' ? 'detect_leaks=1:detect_stack_use_after_return=1:' : '';
  return {
    ...process.env,
    ...(chromium ? { CHROMIUM: chromium } : {}),
    ASAN_OPTIONS: `${leaks}check_initialization_order=1:strict_init_order=1:color=never`,
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
    // A test run inside a test run would otherwise report to the outer one.
    NODE_TEST_CONTEXT: undefined,
  };
}

/// Builds what the suites need; returns the kinds of build that failed.
async function build(suites) {
  const failed = new Set();
  for (const tree of ['wasm', 'native']) {
    const needing = suites.filter(({ needs, programs }) => needs === tree || programs?.[tree]);
    if (needing.length === 0) continue;
    const targets = needing.flatMap(({ target, programs }) => target ?? programs[tree] ?? []);
    const { code, seconds } = await execute(['sh', 'cmake/build.sh', tree, ...targets], { show: true });
    if (code === 0) console.log(`  built in ${seconds.toFixed(1)} s`);
    else failed.add(tree);
  }
  return failed;
}

/// What a suite's end amounts to: its counts, and a sentence when something else went wrong.
function judge(suite, run) {
  const counted = suite.count(run);
  const counts = counted ?? { passed: 0, failed: 0, skipped: 0 };
  let wrong = '';
  if (run.late) wrong = `did not end within ${timeLimit} s`;
  else if (run.signal) wrong = `was ended by ${run.signal}`;
  else if (!counted) wrong = `ended with code ${run.code} and without a summary`;
  else if (counts.passed + counts.failed === 0) wrong = 'ran nothing';
  else if (run.code !== 0 && counts.failed === 0) wrong = `ended with code ${run.code} though no test case failed`;
  if (wrong !== '') counts.failed += 1;
  return { ...counts, wrong };
}

async function runSuite(suite) {
  if (suite.report) rmSync(suite.report, { force: true });
  const run = await execute(suite.command, { seconds: timeLimit });
  const { passed, failed, skipped, wrong } = judge(suite, run);
  if (failed > 0) {
    console.log(`\n--- ${suite.name}: ${suite.command.join(' ')}\n${run.output.trimEnd()}`);
    if (wrong !== '') console.log(`${suite.name} ${wrong}`);
    console.log('---');
  }
  const notes = `${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  console.log(`  ${suite.name.padEnd(16)} ${String(passed).padStart(5)} passed${notes}  (${run.seconds.toFixed(1)} s)`);
  const files = suite.report ? filesOf(linesOf(suite.report) ?? []) : [{ file: suite.name, seconds: run.seconds, cases: passed + failed }];
  return { passed, failed, files };
}

/// Runs the suites, as many at a time as there are processors but two at the most, since the
/// browser's and node --test's own processes run beside them.
async function runAll(suites) {
  const queue = [...suites];
  const sum = { passed: 0, failed: 0, files: [] };
  const width = Math.min(2, availableParallelism?.() ?? cpus().length);
  const worker = async () => {
    while (queue.length > 0) {
      const { passed, failed, files } = await runSuite(queue.shift());
      sum.passed += passed;
      sum.failed += failed;
      sum.files.push(...files);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return sum;
}

mkdirSync(results, { recursive: true });
const suites = chosen(allSuites(), process.argv.slice(2));
if ((await execute(['sh', 'cmake/setup.sh', full ? 'full' : 'test'], { show: true })).code !== 0) process.exit(1);
const browser = await execute(['sh', 'cmake/chromium.sh']);
chromium = browser.code === 0 ? browser.output.trim() : undefined;

const unbuilt = await build(suites);
const able = suites.filter(({ needs }) => !unbuilt.has(needs));
const { passed, failed, files } = await runAll(able);
for (const { name } of suites.filter((suite) => !able.includes(suite))) {
  console.log(`  ${name.padEnd(16)} not run, for its build failed`);
}
console.log(`The slowest of ${files.length} files:\n${slowest(files).join('\n')}`);
const all = failed + suites.length - able.length;
console.log(`${passed} passed, ${all} failed`);
process.exitCode = all === 0 && passed > 0 ? 0 : 1;
