// What leads directly to what, of nodes `{ id, after: [id] }` that each come after those that they name.

/// By id, those of `after` that don't follow from the others.
export function directlyBefore(nodes) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isBefore = (one, other) => byId.get(other).after.some((each) => each === one || isBefore(one, each));
  return new Map(nodes.map(({ id, after }) => [id, after.filter((one) => !after.some((other) => other !== one && isBefore(one, other)))]));
}
