// Two lists of records that should be the same, and the first place at which they differ.

const CONTEXT = 6;

/**
 * Compares two lists of records (arrays of lines, or texts with newlines).
 * Returns '' if they are identical to the byte, else a message for a person: the first
 * difference with what leads up to it and what follows on each side.
 */
export function compare(expected, actual, names = ['expected', 'actual']) {
  const [left, right] = [expected, actual].map(lines);
  const length = Math.max(left.length, right.length);
  let first = 0;
  while (first < length && left[first] === right[first]) first += 1;
  if (first === length) return '';

  const before = Math.max(0, first - CONTEXT);
  const numbered = (list, from, to, sign) => list.slice(from, to).map(
    (line, index) => `${String(from + index + 1).padStart(5)} ${sign} ${visible(line)}`);
  const side = (list, sign) => {
    const shown = numbered(list, first, first + CONTEXT, sign);
    return shown.length ? shown : [`      ${sign} (no further record)`];
  };
  return [
    `records differ from record ${first + 1} on `
      + `(- ${names[0]}: ${left.length} records, + ${names[1]}: ${right.length})`,
    ...numbered(left, before, first, ' '),
    ...side(left, '-'),
    ...side(right, '+'),
  ].join('\n');
}

function lines(records) {
  if (Array.isArray(records)) return records;
  const list = records.split('\n');
  if (list.at(-1) === '') list.pop();
  return list;
}

// A difference in white space alone must be seen too.
function visible(line) {
  return line.replace(/[\x00-\x1f\x7f]|\s$/g, (c) => JSON.stringify(c).slice(1, -1).replace(/^ $/, '·'));
}
