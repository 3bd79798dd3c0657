/** What the texts are about; each head looks for one of them. */
export const aspects: readonly string[] = ["history", "cars", "cooking", "music"];

/** The words of each aspect. */
const wordsOf: readonly string[] = [
  "alexander king war empire battle army conquered ancient",
  "car engine drove wheels road fuel fast garage",
  "cooked soup pepper kitchen recipe garlic oven salt",
  "violin played song concert piano melody choir drums",
];

/** All words: those of the aspects, and others. */
export const vocabulary: readonly string[] = [
  ...wordsOf.join(" ").split(" "),
  ..."the a in of and his with for".split(" "),
];

/** What may be found. */
export const texts: readonly string[] = [
  "alexander conquered the empire",
  "the king and his army in a battle",
  "a war of the ancient empire",
  "the engine of a fast car",
  "fuel and wheels in the garage",
  "a car drove in the road",
  "soup with pepper and garlic",
  "a recipe with salt in the oven",
  "the kitchen cooked garlic soup",
  "the violin played a melody",
  "a choir song in the concert",
  "piano and drums played a song",
];

/** The ids of a text's words. Throws an Error for a word that isn't in the vocabulary. */
export function idsOf(text: string): number[] {
  return text.split(" ").map((word) => {
    const id = vocabulary.indexOf(word);
    if (id < 0) throw new Error(`multi-head-rag: "${word}" is none of the words: ${vocabulary.join(" ")}`);
    return id;
  });
}

/** The aspect of a word, undefined for one that is of none. */
export function aspectOf(id: number): number | undefined {
  const aspect = wordsOf.findIndex((words) => words.split(" ").includes(vocabulary[id] ?? ""));
  return aspect < 0 ? undefined : aspect;
}
