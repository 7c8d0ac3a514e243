import { candidatesInWords, inputsInWords, marksOf, shortInputs, shortName } from "./answers.js";
import {
  byId, classes, formatCount, formatDay, formatDegrees, formatDuration, formatRate, formatShare, formatTime, make,
  makeSymbol, makeTrack, names, setText,
} from "./page.js";

const minute = 60;
const metricNames = [
  ["rows", "Objects", formatCount],
  ["accuracy", "Accuracy", formatShare],
  ["macroF1", "Macro-F1", formatShare],
  ["qsoRecall", "Quasar recall", formatShare],
  ["logLoss", "Log loss", value => value.toFixed(3)],
  ["calibrationError", "Calibration error", value => formatShare(value, 2)],
];
const reasonNames = {
  missing: "value missing", wrong_type: "wrong type", not_finite: "not finite", sentinel: "marked as not measured",
  out_of_range: "out of range", not_a_time: "not a time", empty_body: "empty body", not_json: "not JSON",
  not_an_observation: "not an observation", too_few_bands: "too few bands",
  inputs_not_supported: "no ensemble for the inputs",
};
const kindNames = { spectroscopic: "With redshift", photometric: "Bands alone" };
const certaintyNames = { certain: "Certain", several: "Undecided", none: "Unlike all", novel: "Novel" };

const counts = makeRows("counts", [...classes, "REJECTED"], name => [makeSymbol(name), ` ${names[name]}`]);
const kinds = makeRows("kinds", Object.keys(kindNames), name => [kindNames[name]]);
const certainty = makeRows("certainty", Object.keys(certaintyNames), name => [certaintyNames[name]]);
const rates = [];
let ratedAt = 0;
let listed = "";
let described = "";

const classifiedOf = figures => Object.values(figures.classes).reduce((sum, count) => sum + count, 0);

export const settledOf = figures => figures.rejected + classifiedOf(figures);

export function showFigures(figures, now) {
  const settled = settledOf(figures);
  const since = byId("since");
  since.dateTime = figures.since;
  setText(since, formatDay(figures.since));
  setText(byId("rate"), formatRate(figures.rate));
  setText(byId("settled"), formatCount(settled));
  setText(byId("p50"), figures.batchTime ? formatDuration(figures.batchTime.p50) : "–");
  setText(byId("p99"), figures.batchTime ? formatDuration(figures.batchTime.p99) : "–");
  fillRows(counts, name => name === "REJECTED" ? figures.rejected : figures.classes[name], settled);
  fillRows(kinds, name => figures.answers[name], settled - figures.rejected);
  fillRows(certainty, name => figures.answers[name], settled - figures.rejected);

  if (now - ratedAt >= 1000) {
    ratedAt = now;
    drawHistory(figures.rate);
  }
}

// Rows of a number, its share of all and a bar.
function makeRows(id, keys, label) {
  return new Map(keys.map(name => {
    const [track, fill] = makeTrack(name);
    const number = make("td", { className: "number" });
    const share = make("td", { className: "number" });
    number.dataset.count = name;
    byId(id).append(make("tr", {},
      make("th", { scope: "row" }, ...label(name)), number, share, make("td", { className: "share" }, track)));
    return [name, { number, share, fill }];
  }));
}

function fillRows(rows, countOf, all) {
  for (const [name, row] of rows) {
    const count = countOf(name);
    const share = all === 0 ? 0 : count / all;
    setText(row.number, formatCount(count));
    setText(row.share, formatShare(share));
    row.fill(share);
  }
}

// The rate of the last minute.
function drawHistory(rate) {
  rates.push(rate);
  rates.splice(0, rates.length - minute);
  const top = Math.max(...rates, 1);
  const from = 2 * (minute - rates.length);
  const points = rates.map((value, i) => `${from + 2 * i},${(29 - 27 * value / top).toFixed(1)}`).join(" ");
  document.querySelector("#history polyline").setAttribute("points", points);
  document.querySelector("#history polygon").setAttribute("points", `${from},30 ${points} 118,30`);
}

export function showModel(frame) {
  const text = JSON.stringify([frame.model, frame.refusal]);
  if (text === described) {
    return;
  }

  described = text;
  const { model, refusal } = frame;
  const measured = Object.keys(kindNames).filter(kind => model?.[kind]);
  setText(byId("version"), model ? model.version : "No model is loaded");
  setText(byId("provenance"), model
    ? `${model.trainer}, trained ${formatDay(model.createdAt)}${photometryOf(model)}. It answers ${setsOf(model)}. `
      + (measured.length > 0 ? "On objects that it has not seen:" : "It came without figures of a hold-out.")
    : "The worker consumes nothing until the store has a model that it can use.");
  setText(byId("refusal"), refusal ? `The store’s champion cannot be used: ${refusal}.` : "");
  byId("refusal").hidden = !refusal;
  showMetrics(model, measured);
}

// What a stream should hold that it answers.
const photometryOf = model => model.photometry.length > 0 ? ` on ${model.photometry.join("; ")}` : "";

const setsOf = model => model.inputSets === 1
  ? `one set of inputs: ${inputsInWords(model.fullest)}`
  : `${formatCount(model.inputSets)} sets of inputs`;

// A column for each kind of inputs, of the fullest ensemble of that kind.
function showMetrics(model, kinds) {
  const [head, body] = byId("metrics").querySelectorAll("thead, tbody");
  head.replaceChildren(...kinds.length === 0 ? [] : [make("tr", {}, make("td"), ...kinds.map(kind =>
    make("th", { scope: "col", className: "number" }, shortInputs(model[kind].inputs))))]);
  body.replaceChildren(...metricNames
    .filter(([key]) => kinds.some(kind => model[kind][key] !== null))
    .map(([key, name, format]) => make("tr", {},
      make("th", { scope: "row" }, name),
      ...kinds.map(kind => make("td", { className: "number" },
        model[kind][key] === null ? "–" : format(model[kind][key]))))));
}

export function showRejections(figures) {
  const newest = figures.rejections[0];
  const text = `${figures.rejected} ${newest?.at}`;
  if (text === listed) {
    return;
  }

  listed = text;
  setText(byId("reasons"), figures.rejected === 0
    ? "None yet."
    : `${formatCount(figures.rejected)} in all: ` + Object.entries(figures.reasons)
      .sort(([, one], [, other]) => other - one)
      .map(([code, count]) => `${reasonNames[code] ?? code} ${formatCount(count)}`)
      .join(", "));
  byId("rejected").replaceChildren(...figures.rejections.map(rejection => make("tr", {},
    make("td", {}, make("time", { dateTime: rejection.at }, formatTime(rejection.at))),
    make("td", { className: "id" }, rejection.observationId ?? "(not readable)"),
    make("td", {}, rejection.reasons.join("; ")))));
}

export function showNamed(objects) {
  byId("named").replaceChildren(...objects.map(one => make("tr", {},
    make("td", { className: "id" }, one.observationId),
    make("td", { className: "class" }, makeSymbol(one.class), ` ${shortName(one.class)}`),
    make("td", { className: "number" }, formatShare(one.confidence)),
    make("td", {}, one.candidates ? candidatesInWords(one.candidates) : "–",
      ...marksOf(one.class, one.candidates, one.isNovel)),
    make("td", { title: inputsInWords(one.inputs) }, shortInputs(one.inputs)),
    make("td", { className: "number" }, formatDegrees(one.alpha)),
    make("td", { className: "number" }, formatDegrees(one.delta)))));
}

// One sentence for those who hear the page.
export function summaryOf(figures) {
  const parts = classes.map(name => `${formatCount(figures.classes[name])} ${names[name].toLowerCase()}`);
  return `${formatRate(figures.rate)} observations a second. ${formatCount(settledOf(figures))} settled: `
    + `${parts.join(", ")}, ${formatCount(figures.rejected)} rejected. `
    + `${formatCount(figures.answers.several)} undecided, ${formatCount(figures.answers.novel)} novel.`;
}
