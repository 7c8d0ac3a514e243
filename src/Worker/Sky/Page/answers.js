import { make, names } from "./page.js";

// How an answer is told: what it was made from, its candidates, and in words what is unsure about it.
const bands = ["u", "g", "r", "i", "z"];

// As the contract has it: ObjectClassified.NovelBelow.
const novelBelow = 0.01;

export const shortName = name => names[name].replace(/ \(.*/, "");

export const isNovel = novelty => novelty < novelBelow;

// The bands in a row, +z with a redshift, + and the number of further measurements: "ugriz+z", "gri".
export function shortInputs(inputs) {
  const [used, redshift, further] = sorted(inputs);
  return used.join("") + (redshift ? "+z" : "") + (further.length > 0 ? `+${further.length}` : "");
}

export function inputsInWords(inputs) {
  const [used, redshift, further] = sorted(inputs);
  return [used.join(" "), ...redshift ? ["redshift"] : [], ...further].join(", ");
}

export function candidatesInWords(candidates) {
  if (candidates.length === 0) {
    return "None";
  }

  const all = candidates.map(name => shortName(name).toLowerCase());
  const text = [...all.slice(0, -2), all.slice(-2).join(" or ")].join(", ");
  return text[0].toUpperCase() + text.slice(1);
}

// What to be careful about; nothing where the class is the one candidate and the object is like the known ones. The
// most probable class need not be a candidate: a frequent class asks for more than a rare one.
export const marksOf = (name, candidates, novel) => [
  ...candidates?.length > 1 ? ["undecided"] : [],
  ...candidates?.length === 1 && candidates[0] !== name ? ["unlike its class"] : [],
  ...candidates?.length === 0 ? ["unlike all"] : [],
  ...novel ? ["novel"] : [],
].flatMap(text => [" ", make("span", { className: "mark" }, text)]);

const sorted = inputs => [
  bands.filter(band => inputs.includes(band)),
  inputs.includes("redshift"),
  inputs.filter(name => name !== "redshift" && !bands.includes(name)),
];
