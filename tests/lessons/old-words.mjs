// The words of an older, stiffer text, which no sentence for learners uses any more.
export const oldWords = [
  'whoever', 'somebody', 'nobody', 'anew', 'likewise', 'for ever', 'is so', 'so many', 'goes on', 'lesser', 'what waits',
  'who waits', 'who finds', 'who comes', 'who wants', 'meanwhile', 'stands at', 'at that instant', 'seldom', 'beforehand',
  'brackets', 'tidying', 'comes to',
];
