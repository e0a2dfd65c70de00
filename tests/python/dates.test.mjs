// Dates count from the epoch, in UTC, wherever the machine is.

import assert from 'node:assert/strict';
import test from 'node:test';
import { command, fileOf, versions } from './command.mjs';

const program = `
import datetime, logging, time
from datetime import date, timezone

logging.basicConfig(format="%(asctime)s", datefmt="%H:%M")
logging.warning("now")
print(datetime.datetime.now(), datetime.datetime.today(), date.today(), datetime.datetime.now(timezone.utc))
print(datetime.datetime.fromtimestamp(3600), date.fromtimestamp(3600), datetime.datetime(1970, 1, 2).timestamp())
print(datetime.datetime(1970, 1, 1).astimezone(), datetime.datetime(1970, 1, 1).astimezone(timezone.utc))
print(time.mktime(time.gmtime(60)), time.timezone, time.tzname, time.strftime("%H"), time.ctime(0))
`;

test('whatever the time zone, each moment is in UTC', () => {
  for (const { path } of versions) {
    const { stdout, stderr } = command([fileOf(program)], { by: path, env: { TZ: 'America/New_York' } });
    assert.deepEqual(stdout.split('\n'), [
      '1970-01-01 00:00:00 1970-01-01 00:00:00 1970-01-01 1970-01-01 00:00:00+00:00',
      '1970-01-01 01:00:00 1970-01-01 86400.0',
      '1970-01-01 00:00:00+00:00 1970-01-01 00:00:00+00:00',
      "60.0 0 ('UTC', 'UTC') 00 Thu Jan  1 00:00:00 1970",
      '',
    ]);
    assert.match(stderr, /^00:00\n/);
  }
});
