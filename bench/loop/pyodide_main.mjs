// Does one job on Pyodide's asyncio: node pyodide_main.mjs JOB N

import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const [job, count] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.FS.writeFile('asyncio_jobs.py', readFileSync(new URL('asyncio_jobs.py', import.meta.url)));
const call = job === 'memory' ? `memory(${Number(count)})` : `measure(${JSON.stringify(job)}, ${Number(count)})`;
console.log(pyodide.runPython(`
import sys
sys.path.insert(0, "")
import asyncio.events
asyncio.events._set_running_loop(None)
from asyncio_jobs import measure, memory
${call}
`));
