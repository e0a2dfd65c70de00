// How much is tried. `make test` takes minutes and tries what is likely to break; `make test-all` sets INTERLEAVE_FULL=1
// and takes what time it needs. A test that can do more asks here, and says in a comment what the usual run leaves out.

export const full = !['', '0'].includes(process.env.INTERLEAVE_FULL ?? '');

/// A count of random cases, or whatever else differs: the first in the usual run, the second in a full one.
export function amount(usual, inFull) {
  return full ? inFull : usual;
}
