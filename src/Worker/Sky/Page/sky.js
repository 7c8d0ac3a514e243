import { showSources, startForm } from "./form.js";
import { SkyMap } from "./map.js";
import { byId, classes, formatCount, formatShare, make, setText } from "./page.js";
import { settledOf, showFigures, showModel, showNamed, showRejections, summaryOf } from "./panels.js";

const silence = 5000;
const retry = 5000;
const namedEvery = 2000;
const mostNamed = 8;
const summaryEvery = 10000;

const map = new SkyMap(classes);
let source = null;
let isPaused = false;
let heardAt = 0;
let named = [];
let namedAt = -namedEvery;
let summedAt = 0;
let summedUp = -1;

function connect() {
  source = new EventSource("/sky/events");
  source.addEventListener("frame", event => receive(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    const isRefused = source.readyState === EventSource.CLOSED;
    showConnection("lost", isRefused
      ? "No place: the worker is stopping, or too many pages are open. Trying again…"
      : "Connection lost. Trying again…");
    if (isRefused) {
      // The browser itself tries again only after a loss, not after a refusal.
      setTimeout(reconnect, retry);
    }
  });
}

function reconnect() {
  source?.close();
  source = null;
  // A page that nobody sees takes neither a place nor one of the browser's few connections to the worker.
  if (!document.hidden) {
    connect();
  }
}

function receive(frame) {
  const now = performance.now();
  heardAt = now;
  showConnection(frame.notReady.length === 0 ? "live" : "waiting", stateOf(frame));
  showNotReady(frame);
  setText(byId("instance"), frame.instance);
  if (isPaused) {
    return;
  }

  const { figures, sample } = frame;
  showFigures(figures, now);
  showModel(frame);
  showRejections(figures);
  showEmpty(frame);
  showSources(frame.priors);
  document.querySelectorAll("[data-coverage]").forEach(place => setText(place, formatShare(frame.coverage, 0)));
  map.add(sample.points, now);
  setText(byId("sampling"), sample.of > sample.points.length
    ? `${formatCount(sample.points.length)} of ${formatCount(sample.of)} shown, drawn by lot`
    : "");
  named = [...sample.latest, ...named].slice(0, mostNamed);
  if (named.length > 0 && now - namedAt > namedEvery) {
    namedAt = now;
    showNamed(named);
  }

  const settled = settledOf(figures);
  if (settled !== summedUp && now - summedAt > summaryEvery) {
    summedAt = now;
    summedUp = settled;
    setText(byId("summary"), summaryOf(figures));
  }
}

const stateOf = frame => !frame.isConsuming ? frame.model ? "The queue is not consumed" : "Waiting for a model"
  : frame.notReady.length > 0 ? "Not ready"
  : frame.inMemory ? "Live, in memory" : "Live";

function showNotReady(frame) {
  const text = frame.notReady.length > 0 ? `Not ready: ${frame.notReady.join("; ")}.` : "";
  setText(byId("not-ready"), text);
  byId("not-ready").hidden = !text;
}

function showConnection(state, text) {
  byId("connection").dataset.state = state;
  setText(byId("connection"), text);
}

function showEmpty(frame) {
  const empty = byId("empty");
  const isEmpty = settledOf(frame.figures) === 0;
  if (isEmpty && empty.hidden) {
    empty.replaceChildren(
      make("p", { className: "strong" }, "No observation has come yet."),
      ...frame.inMemory
        ? [
          make("p", {}, "This worker runs in memory, where nothing reaches it from outside. Start it with a RabbitMQ:"),
          make("code", {}, "export ConnectionStrings__RabbitMq=amqp://guest:guest@localhost:5672/"),
          make("code", {}, "dotnet run -c Release --project src/Worker"),
          make("p", {}, "and publish a simulated night in another terminal, with the same setting:"),
        ]
        : [make("p", {}, "Publish a simulated night:")],
      make("code", {}, "dotnet run -c Release --project src/Telescope -- publish --simulate 100000"));
  }

  empty.hidden = !isEmpty;
}

function togglePause() {
  isPaused = !isPaused;
  setText(byId("pause"), isPaused ? "Resume" : "Pause");
  setText(byId("sampling"), isPaused ? "Paused; the worker goes on" : "");
  map.rest();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function applyTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }

  setText(byId("theme"), isDark() ? "Light theme" : "Dark theme");
  // The map follows a frame later: the click is answered first.
  requestAnimationFrame(() => setTimeout(() => map.repaint()));
}

function startTheme() {
  applyTheme(localStorage.getItem("theme"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyTheme(null));
  byId("theme").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", theme);
    applyTheme(theme);
  });
}

// Rings the form's observation on the map, in fractions of its size, which may change.
function showPlace(observation) {
  const [x, y] = map.locate(observation.alpha, observation.delta);
  const mark = byId("mark");
  mark.style.left = `${100 * x}%`;
  mark.style.top = `${100 * y}%`;
  mark.removeAttribute("hidden");
}

startTheme();
startForm((answer, observation) => showPlace(observation));
byId("pause").addEventListener("click", togglePause);
byId("map").addEventListener("keydown", event => {
  if (event.key.toLowerCase() === "p" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    togglePause();
  }
});
document.querySelectorAll(".legend input").forEach(box =>
  box.addEventListener("change", () => map.show(box.dataset.class, box.checked)));
document.addEventListener("visibilitychange", reconnect);
setInterval(() => {
  if (source && heardAt > 0 && performance.now() - heardAt > silence) {
    showConnection("lost", "Nothing is heard from the worker. Waiting…");
  }
}, 1000);
reconnect();
