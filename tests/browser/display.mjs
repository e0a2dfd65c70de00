// A screen that nobody sees, for browsers that draw WebGL only on one.

import { spawn } from 'node:child_process';

/// Starts Xvfb. Returns `{ env, close }`: the environment for a program that draws on it.
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1300x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((started, failed) => {
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    let said = '';
    server.stdio[3].on('data', (text) => {
      said += text;
      if (said.endsWith('\n')) started(said.trim());
    });
  });
  server.stdio[3].unref();
  server.unref();
  return {
    env: { ...process.env, DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: '1' },
    close: () => server.kill(),
  };
}
