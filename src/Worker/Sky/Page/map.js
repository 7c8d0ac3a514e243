import { drawChart, placing } from "./chart.js";

const lifetime = 2600;
const arrival = 250;
const slowest = 33;
const traceFade = 3000;
const capacity = 4096;
const spriteSize = 28;
const signSize = 12;

// The map. New objects shine on one canvas, drawn anew while any shines; every class leaves its traces on a canvas of
// its own and of one colour, so that hiding a class, or a change of theme or size, redraws no object.
export class SkyMap {
  #classes;
  #frame = document.getElementById("sky");
  #base = document.getElementById("base");
  #bright = document.getElementById("bright");
  #layers = [...document.querySelectorAll("canvas.layer")];
  #shown;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #sprites = [];
  #traces = [];
  // The shining objects: a ring of numbers, no garbage.
  #x = new Float32Array(capacity);
  #y = new Float32Array(capacity);
  #kind = new Uint8Array(capacity);
  #born = new Float64Array(capacity);
  #head = 0;
  #count = 0;
  #scheduled = false;
  #drawnAt = 0;
  #pause = slowest;
  #fadedAt = 0;

  constructor(classes) {
    this.#classes = classes;
    this.#shown = classes.map(() => true);
    new ResizeObserver(() => this.#resize()).observe(this.#frame);
    this.repaint();
  }

  // Adds objects: [index of the class, right ascension, declination].
  add(points, now) {
    const isCalm = this.#calm.matches;
    const contexts = this.#layers.map(layer => layer.getContext("2d"));
    if (now - this.#fadedAt > traceFade) {
      this.#fadedAt = now;
      contexts.forEach((context, kind) => fade(context, this.#layers[kind]));
    }

    for (const [kind, alpha, delta] of points) {
      const [x, y] = this.#place(alpha, delta);
      const trace = this.#traces[kind];
      contexts[kind].drawImage(trace, Math.round(x - trace.width / 2), Math.round(y - trace.height / 2));
      if (!isCalm) {
        this.#shine(kind, x, y, now);
      }
    }

    this.#schedule();
  }

  show(name, isShown) {
    const kind = this.#classes.indexOf(name);
    this.#shown[kind] = isShown;
    this.#layers[kind].hidden = !isShown;
    this.#schedule();
  }

  // Where a position is, as fractions of the map's width and height.
  locate(alpha, delta) {
    const [x, y] = this.#place(alpha, delta);
    return [x / this.#base.width, y / this.#base.height];
  }

  rest() {
    this.#count = 0;
    this.#schedule();
  }

  // Takes the colours as the style sheet has them now.
  repaint() {
    const colours = {};
    const probe = document.createElement("i");
    this.#frame.append(probe);
    for (const name of ["sky", "grid", "soft", "milky", "outline", ...this.#classes.map(name => name.toLowerCase())]) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }

    probe.remove();
    const isDark = luminance(colours.sky) < 0.5;
    // On a phone's small map everything is smaller, but for the text.
    const scale = devicePixelRatio * Math.min(Math.max(this.#frame.clientWidth / 800, 0.55), 1);
    drawChart(this.#base, colours, devicePixelRatio, scale);
    this.#classes.forEach((name, kind) => {
      const colour = colours[name.toLowerCase()];
      const edge = isDark ? null : name === "STAR" ? colours.outline : colour;
      const path = new Path2D(document.querySelector(`#${name} path`).getAttribute("d"));
      this.#sprites[kind] = sprite(path, colour, edge, isDark, spriteSize * scale);
      this.#traces[kind] = dot(colour, scale);
      const context = this.#layers[kind].getContext("2d");
      context.globalCompositeOperation = "source-in";
      context.fillStyle = colour;
      context.fillRect(0, 0, this.#base.width, this.#base.height);
      context.globalCompositeOperation = "source-over";
    });
  }

  #resize() {
    const width = Math.round(this.#frame.clientWidth * devicePixelRatio);
    const height = Math.round(this.#frame.clientHeight * devicePixelRatio);
    if (width === 0 || width === this.#base.width && height === this.#base.height) {
      return;
    }

    for (const layer of this.#layers) {
      const before = document.createElement("canvas");
      before.width = layer.width;
      before.height = layer.height;
      before.getContext("2d").drawImage(layer, 0, 0);
      layer.width = width;
      layer.height = height;
      layer.getContext("2d").drawImage(before, 0, 0, width, height);
    }

    for (const canvas of [this.#base, this.#bright]) {
      canvas.width = width;
      canvas.height = height;
    }

    this.#count = 0;
    this.repaint();
  }

  #place(alpha, delta) {
    return placing(this.#base.width, this.#base.height)(alpha, delta);
  }

  #shine(kind, x, y, now) {
    const slot = this.#head;
    this.#head = (this.#head + 1) % capacity;
    this.#count = Math.min(this.#count + 1, capacity);
    this.#kind[slot] = kind;
    this.#x[slot] = x;
    this.#y[slot] = y;
    // A frame brings a quarter of a second at once; they appear one after the other, as they came.
    this.#born[slot] = now + Math.random() * arrival;
  }

  #schedule() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(now => this.#draw(now));
    }
  }

  #draw(now) {
    this.#scheduled = false;
    if (now - this.#drawnAt >= this.#pause) {
      const start = performance.now();
      this.#drawBright(now);
      this.#drawnAt = now;
      // Drawing takes a quarter of the time at most, so that clicks and keys find the page free.
      this.#pause = Math.max(slowest, 4 * (performance.now() - start));
    }

    if (this.#count > 0) {
      this.#schedule();
    }
  }

  #drawBright(now) {
    const context = this.#bright.getContext("2d");
    context.clearRect(0, 0, this.#bright.width, this.#bright.height);
    const oldest = this.#head - this.#count + capacity;
    let dead = 0;
    for (let i = 0; i < this.#count; i++) {
      const slot = (oldest + i) % capacity;
      const age = (now - this.#born[slot]) / lifetime;
      if (age >= 1) {
        dead = i + 1;
      } else if (age >= 0 && this.#shown[this.#kind[slot]]) {
        const image = this.#sprites[this.#kind[slot]];
        const size = image.width * (0.55 + 0.45 * (1 - age) ** 3);
        context.globalAlpha = (1 - age) ** 1.6;
        context.drawImage(image, this.#x[slot] - size / 2, this.#y[slot] - size / 2, size, size);
      }
    }

    context.globalAlpha = 1;
    this.#count -= dead;
  }
}

function sprite(path, colour, edge, glows, size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(size);
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  if (glows) {
    const glow = context.createRadialGradient(0, 0, 0, 0, 0, size / 2);
    glow.addColorStop(0, colour);
    glow.addColorStop(1, "transparent");
    context.globalAlpha = 0.35;
    context.fillStyle = glow;
    context.fillRect(-size / 2, -size / 2, size, size);
    context.globalAlpha = 1;
  }

  const scale = size * signSize / spriteSize / 16;
  context.scale(scale, scale);
  context.fillStyle = colour;
  context.fill(path);
  if (edge) {
    context.strokeStyle = edge;
    context.lineWidth = 1;
    context.stroke(path);
  }

  return canvas;
}

function dot(colour, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(3 * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.globalAlpha = 0.55;
  context.beginPath();
  context.arc(canvas.width / 2, canvas.height / 2, 1.2 * scale, 0, 2 * Math.PI);
  context.fill();
  return canvas;
}

// Old traces grow fainter; what eight bits cannot make fainter stays as a hint.
function fade(context, canvas) {
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = "rgb(0 0 0 / 6%)";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = "source-over";
}

function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
