/** How well a clustering agrees with the labels: BCubed F1, pair precision, normalised mutual information. Pure. */

/**
 * @param {string[]} gold labels, one an item
 * @param {string[]} made what the index made of the same items
 * @returns {{f1: number, pairPrecision: number, nmi: number}}
 */
export function scored(gold, made) {
  const [golds, mades] = [counts(gold), counts(made)];
  const both = counts(gold.map((label, i) => JSON.stringify([label, made[i]])));
  const n = gold.length;
  let [precision, recall, pairs, mutual] = [0, 0, 0, 0];
  for (const [key, count] of both) {
    const [label, story] = JSON.parse(key);
    const [ofLabel, ofStory] = [golds.get(label), mades.get(story)];
    precision += (count * count) / ofStory / n;
    recall += (count * count) / ofLabel / n;
    pairs += pairsOf(count);
    mutual += (count / n) * Math.log((count * n) / (ofLabel * ofStory));
  }
  const together = sum([...mades.values()].map(pairsOf));
  const entropies = entropy(golds, n) + entropy(mades, n);
  return {
    f1: (2 * precision * recall) / (precision + recall),
    pairPrecision: together === 0 ? 1 : pairs / together,
    nmi: entropies === 0 ? 1 : (2 * mutual) / entropies,
  };
}

function counts(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function entropy(groups, n) {
  return -sum([...groups.values()].map((count) => (count / n) * Math.log(count / n)));
}

function pairsOf(count) {
  return (count * (count - 1)) / 2;
}

function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}
