// A layered drawing of what leads to what: each node is below all that it comes after. No edge that follows from others
// is drawn, and an edge over several layers has a narrow place of its own in each, so that it crosses no node.

import { directlyBefore } from '../../lessons/build/order.mjs';

/// `nodes` are `{ id, after: [id] }`, each after those that it names. Returns `{ places, edges, rows, width }`: places by id
/// as `{ id, x, row }` (x is the middle), edges as lists of such points. `sizes` has the widths of a node, of a place that an
/// edge goes through, and of the gap between two.
export function layered(nodes, sizes) {
  const direct = directlyBefore(nodes);
  const row = new Map();
  for (const { id, after } of nodes) row.set(id, Math.max(-1, ...after.map((one) => row.get(one))) + 1);
  const rows = Array.from({ length: Math.max(...row.values()) + 1 }, () => []);
  const place = (at, width, id) => {
    const made = { id, row: at, width, up: [], down: [], x: 0 };
    rows[at].push(made);
    return made;
  };
  const places = new Map(nodes.map(({ id }) => [id, place(row.get(id), sizes.node, id)]));
  const edges = nodes.flatMap(({ id }) => direct.get(id).map((from) => {
    const between = Array.from({ length: row.get(id) - row.get(from) - 1 }, (_, i) => place(row.get(from) + 1 + i, sizes.through));
    const path = [places.get(from), ...between, places.get(id)];
    path.slice(1).forEach((lower, i) => {
      lower.up.push(path[i]);
      path[i].down.push(lower);
    });
    return path;
  }));
  const lengthOf = (each) => each.reduce((sum, { width }) => sum + width + sizes.gap, -sizes.gap);
  const width = Math.max(...rows.map(lengthOf));
  for (let pass = 0; pass < 12; ++pass) {
    const down = pass % 2 === 0;
    for (const each of down ? rows : [...rows].reverse()) arrange(each, down ? 'up' : 'down', sizes.gap, width);
  }
  return { places, edges, rows: rows.length, width };
}

/// Orders a row by where its neighbours are, and puts each place as near to them as the others and the width allow.
function arrange(row, side, gap, width) {
  const wish = new Map(row.map((place) => [place, place[side].length ? place[side].reduce((sum, { x }) => sum + x, 0) / place[side].length : place.x]));
  row.sort((a, b) => wish.get(a) - wish.get(b));
  let left = 0;
  for (const place of row) {
    place.x = Math.max(wish.get(place), left + place.width / 2);
    left = place.x + place.width / 2 + gap;
  }
  let right = width;
  for (const place of [...row].reverse()) {
    place.x = Math.min(place.x, right - place.width / 2);
    right = place.x - place.width / 2 - gap;
  }
}
