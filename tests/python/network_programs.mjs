// Programs whose lines don't depend on time: on real sockets and on simulated ones they print the same.

import { dedent } from '../oracle/check.mjs';
import { servers } from './server_programs.mjs';
import { streams } from './stream_programs.mjs';

const before = dedent(`
  import asyncio, socket, struct
  async def serve(handle, **more):
      server = await asyncio.start_server(handle, "127.0.0.1", 0, **more)
      return server, server.sockets[0].getsockname()[1]
  def connect(port, **more):
      return asyncio.open_connection("127.0.0.1", port, **more)
`);

const program = (name, source, more = {}) => (
  { name, source: `${before}${dedent(source)}asyncio.run(main())\n`, ...more });

/// `{ name, source, alone }`, the last for one that depends on the numbers of tasks.
export const programs = [...streams, ...servers].map(([name, source, more]) => program(name, source, more));
