/** Why a story is not relevant: the short list that menus offer. What is chosen is kept as feedback in these words. */
export const REASONS = [
  { word: "topic", text: "Another topic" },
  { word: "name", text: "Something else of the same name" },
  { word: "figure", text: "A game, a film or a figure of speech" },
  { word: "old", text: "Old news" },
  { word: "small", text: "Too small to matter" },
] as const;
