import { candidatesInWords, inputsInWords, isNovel, marksOf } from "./answers.js";
import { byId, classes, formatNovelty, formatShare, make, makeSymbol, makeTrack, names } from "./page.js";

// The example of the service that this one replaces.
const fields = [
  { name: "alpha", label: "Right ascension", unit: "°", min: 0, max: 360, example: 118.66 },
  { name: "delta", label: "Declination", unit: "°", min: -90, max: 90, example: 39.642 },
  ...[["u", 22.857], ["g", 22.188], ["r", 21.355], ["i", 21.265], ["z", 20.939]].map(([name, example]) => (
    { name, label: `${name} magnitude`, unit: "AB mag", min: -5, max: 40, example, empty: "not measured" })),
  { name: "redshift", label: "Redshift", unit: "Δλ/λ", min: -0.1, max: 12, example: 1.174, empty: "no spectrum" },
];
const inputs = new Map();
const faults = new Map();

// The form's answer comes from the worker; so do all its faults: there is one place that knows what is allowed.
export function startForm(onClassified) {
  for (const field of fields) {
    const fault = make("p", { className: "warning", id: `${field.name}-fault`, hidden: true });
    const input = make("input", {
      id: field.name, type: "number", step: "any", min: field.min, max: field.max, defaultValue: field.example,
      inputMode: "decimal", autocomplete: "off", placeholder: field.empty ?? "",
    });
    input.setAttribute("aria-describedby", fault.id);
    inputs.set(field.name, input);
    faults.set(field.name, fault);
    byId("fields").append(make("div", { className: "field" },
      make("label", { htmlFor: field.name }, `${field.label} `, make("span", { className: "unit" }, field.unit)),
      input, fault));
  }

  const form = byId("form");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    await classify(onClassified);
  });
  form.addEventListener("reset", () => showFaults([], null));
}

// Offers the sources that the worker has class shares for; there is nothing to choose without them.
export function showSources(sources) {
  const select = byId("source");
  if (select.options.length !== sources.length + 1) {
    select.replaceChildren(select.options[0], ...sources.map(source => make("option", { value: source }, source)));
    byId("shares").hidden = sources.length === 0;
  }
}

async function classify(onClassified) {
  const observation = Object.fromEntries([...inputs].map(([name, input]) => [name, numberOf(input)]));
  if (byId("source").value !== "") {
    observation.source = byId("source").value;
  }

  try {
    const response = await fetch("/predict", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(observation),
    });
    const answer = await response.json();
    if (response.ok) {
      showFaults([], null);
      showResult(answer, Object.keys(observation).filter(name => observation[name] !== null));
      onClassified(answer, observation);
    } else {
      const reasons = answer.reasons ?? [];
      const others = reasons.filter(reason => !inputs.has(reason.field)).map(reason => reason.message).join("; ");
      showFaults(reasons, others !== "" ? others
        : reasons.length > 0 ? null : answer.error ?? answer.title ?? `The worker answered ${response.status}`);
    }
  } catch {
    showFaults([], "The worker does not answer.");
  }
}

// An empty field was not measured. What is no number is not told by the browser: the worker shall say so all the same.
const numberOf = input => input.validity.badInput ? "no number" : input.value === "" ? null : input.valueAsNumber;

function showFaults(reasons, general) {
  for (const [name, input] of inputs) {
    const reason = reasons.find(one => one.field === name);
    input.setAttribute("aria-invalid", String(reason !== undefined));
    faults.get(name).textContent = reason?.message ?? "";
    faults.get(name).hidden = reason === undefined;
  }

  byId("fault").textContent = general ?? "";
  byId("fault").hidden = general === null;
  if (reasons.length > 0 || general !== null) {
    byId("result").replaceChildren();
    inputs.get(reasons.find(one => inputs.has(one.field))?.field)?.focus();
  }
}

function showResult(answer, given) {
  const rows = classes.map(name => {
    const [track, fill] = makeTrack(name);
    fill(answer.probabilities[name]);
    return make("tr", {},
      make("th", { scope: "row" }, names[name]),
      make("td", { className: "number" }, formatShare(answer.probabilities[name], 2)),
      make("td", { className: "share" }, track));
  });
  const { candidates, novelty } = answer;
  byId("result").replaceChildren(
    make("p", { className: "class" },
      makeSymbol(answer.class), ` ${names[answer.class]}, ${formatShare(answer.confidence)}`,
      ...marksOf(answer.class, candidates?.classes, isNovel(novelty))),
    make("table", { className: "counts" },
      make("caption", { className: "hidden" }, "Probability of each class"), make("tbody", {}, ...rows)),
    make("dl", { className: "pairs" },
      ...candidates
        ? pair(`Candidates at ${formatShare(candidates.coverage, 0)}`, candidatesInWords(candidates.classes))
        : [],
      ...novelty === undefined ? [] : pair("Novelty", formatNovelty(novelty)),
      ...pair("Made from", inputsInWords(answer.inputs)),
      ...answer.priors ? pair("Class shares of", answer.priors) : [],
      ...unused(given, answer.inputs)),
    make("p", { className: "soft note" }, `By model ${answer.model.version}. The ring on the map is its place.`
      + (novelty === undefined ? "" : " Novelty: the share of the known objects that are at least as unusual.")));
}

const pair = (name, value) => [make("dt", {}, name), make("dd", {}, value)];

// A model need not have an ensemble for all that was measured.
function unused(given, used) {
  const left = fields.filter(field => field.empty && given.includes(field.name) && !used.includes(field.name));
  return left.length === 0 ? [] : pair("Not used", left.map(field => field.name).join(", "));
}
