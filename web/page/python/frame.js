// Runs in a frame with its own origin, whose policy allows no connections: makes workers for the page from
// bytes that the page sends, and ends them. A worker has a port to the page, and the page receives nothing
// else from it.

const workers = new Map();
let files = null;
let code = null;

addEventListener('message', async ({ source, data, ports: [port] }) => {
  if (source !== parent) return;
  const { files: given, make, end } = data;
  if (given) {
    code = URL.createObjectURL(new Blob([given.worker], { type: 'text/javascript' }));
    files = { loader: given.loader, program: given.program, library: given.library, tracer: given.tracer,
      module: WebAssembly.compile(given.binary) };
    return;
  }
  if (end !== undefined) {
    workers.get(end)?.terminate();
    workers.delete(end);
    return;
  }
  try {
    const worker = new Worker(code);  // a module worker would be fetched as cross-origin
    worker.onerror = ({ message }) => parent.postMessage({ broken: make, message: message || 'The worker broke down.' }, '*');
    workers.set(make, worker);
    worker.postMessage({ port, files: { ...files, module: await files.module } }, [port]);
  } catch (error) {
    port.postMessage({ failed: String(error?.message ?? error) });
  }
});

if (self.origin === 'null') parent.postMessage('ready', '*');  // else nothing would keep programs apart from the site
