// What every part of the page needs. Text that came from outside is only ever text: nothing here takes markup.
export const classes = ["STAR", "GALAXY", "QSO"];
export const names = { STAR: "Star", GALAXY: "Galaxy", QSO: "Quasar (QSO)", REJECTED: "Rejected" };

const svg = "http://www.w3.org/2000/svg";
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const byId = id => document.getElementById(id);

export const formatCount = value => whole.format(value);

export const formatRate = value => (value < 10 ? tenth : whole).format(value);

export const formatShare = (value, digits = 1) => `${(100 * value).toFixed(digits)} %`;

export const formatDegrees = value => `${value.toFixed(3)}°`.replace("-", "−");

export const formatTime = value => clock.format(new Date(value));

export const formatDay = value => day.format(new Date(value));

export function formatDuration(milliseconds) {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms`
    : milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms`
      : `${(milliseconds / 1000).toFixed(1)} s`;
}

// Two digits, whatever the size.
export const formatNovelty = value => value.toPrecision(2);

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

// Makes an element with text or children.
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// The sign of a class, beside its name: never the only thing that tells it.
export function makeSymbol(name) {
  const symbol = document.createElementNS(svg, "svg");
  symbol.setAttribute("class", `symbol ${name}`);
  symbol.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `#${name}`);
  symbol.append(use);
  return symbol;
}

// A bar in a class's colour, or the page's, for the eye alone: the number stands beside it.
export function makeTrack(name) {
  const bar = make("span", { className: name });
  const track = make("span", { className: "track" }, bar);
  track.setAttribute("aria-hidden", "true");
  return [track, share => { bar.style.width = `${100 * share}%`; }];
}
