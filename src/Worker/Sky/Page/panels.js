import {
  byId, classes, formatCount, formatDay, formatDegrees, formatDuration, formatRate, formatShare, formatTime, make,
  makeSymbol, makeTrack, names, setText,
} from "./page.js";

const minute = 60;
const metricNames = [
  ["accuracy", "Accuracy", formatShare],
  ["macroF1", "Macro-F1", formatShare],
  ["qsoRecall", "Quasar recall", formatShare],
  ["logLoss", "Log loss", value => value.toFixed(3)],
  ["calibrationError", "Calibration error", value => formatShare(value, 2)],
];
const reasonNames = {
  missing: "value missing", wrong_type: "wrong type", not_finite: "not finite", sentinel: "not measured (−9999)",
  out_of_range: "out of range", not_a_time: "not a time", empty_body: "empty body", not_json: "not JSON",
  not_an_observation: "not an observation",
};

const counts = new Map([...classes, "REJECTED"].map(name => {
  const [track, fill] = makeTrack(name);
  const number = make("td", { className: "number" });
  const share = make("td", { className: "number" });
  byId("counts").append(make("tr", {},
    Object.assign(make("th", { scope: "row" }, makeSymbol(name), ` ${names[name]}`)),
    number, share, make("td", { className: "share" }, track)));
  number.dataset.count = name;
  return [name, { number, share, fill }];
}));
const rates = [];
let ratedAt = 0;
let listed = "";
let described = "";

export const settledOf = figures =>
  figures.rejected + Object.values(figures.classes).reduce((sum, count) => sum + count, 0);

export function showFigures(figures, now) {
  const settled = settledOf(figures);
  const since = byId("since");
  since.dateTime = figures.since;
  setText(since, formatDay(figures.since));
  setText(byId("rate"), formatRate(figures.rate));
  setText(byId("settled"), formatCount(settled));
  setText(byId("p50"), figures.batchTime ? formatDuration(figures.batchTime.p50) : "–");
  setText(byId("p99"), figures.batchTime ? formatDuration(figures.batchTime.p99) : "–");
  for (const [name, row] of counts) {
    const count = name === "REJECTED" ? figures.rejected : figures.classes[name];
    const share = settled === 0 ? 0 : count / settled;
    setText(row.number, formatCount(count));
    setText(row.share, formatShare(share));
    row.fill(share);
  }

  if (now - ratedAt >= 1000) {
    ratedAt = now;
    drawHistory(figures.rate);
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
  const holdOut = model?.holdOut;
  setText(byId("version"), model ? model.version : "No model is loaded");
  setText(byId("provenance"), model
    ? `${model.trainer}, trained ${formatDay(model.createdAt)}. `
      + (holdOut
        ? `On ${formatCount(holdOut.rows)} objects that it has not seen:`
        : "It came without figures of a hold-out.")
    : "The worker consumes nothing until the store has a model that it can use.");
  setText(byId("refusal"), refusal ? `The store’s champion is not in use: ${refusal}` : "");
  byId("refusal").hidden = !refusal;
  byId("metrics").replaceChildren(...metricNames
    .filter(([key]) => holdOut && holdOut[key] !== null)
    .flatMap(([key, name, format]) => [make("dt", {}, name), make("dd", {}, format(holdOut[key]))]));
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

export function showNamed(sample) {
  byId("named").replaceChildren(...sample.latest.map(one => make("tr", {},
    make("td", { className: "id" }, one.observationId),
    make("td", {}, makeSymbol(one.class), ` ${names[one.class]}`),
    make("td", { className: "number" }, formatShare(one.confidence)),
    make("td", { className: "number" }, formatDegrees(one.alpha)),
    make("td", { className: "number" }, formatDegrees(one.delta)))));
}

// One sentence for those who hear the page.
export function summaryOf(figures) {
  const parts = classes.map(name => `${formatCount(figures.classes[name])} ${names[name].toLowerCase()}`);
  return `${formatRate(figures.rate)} observations a second. ${formatCount(settledOf(figures))} settled: `
    + `${parts.join(", ")}, ${formatCount(figures.rejected)} rejected.`;
}
