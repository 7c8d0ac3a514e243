import { galacticPlane, project } from "./projection.js";

// Labels stand where the surveys of the north have nothing.
const labelDelta = -38;
const margin = 0.03;

// Where positions of the sky are on a canvas of this size.
export function placing(width, height) {
  const across = width * (0.5 - margin);
  const up = Math.min(across / 2, height * (0.5 - margin / 2));
  return (alpha, delta) => {
    const [x, y] = project(alpha, delta);
    return [width / 2 + x * up * 2, height / 2 + y * up];
  };
}

// Draws what does not move: the sky's edge, the grid, its labels and the Milky Way's plane.
export function drawChart(canvas, colours, scale, haze) {
  const context = canvas.getContext("2d");
  const place = placing(canvas.width, canvas.height);
  const line = points => {
    context.beginPath();
    points.forEach(at => context.lineTo(...place(...at)));
  };
  const range = (from, to, step) => Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);
  const meridian = alpha => range(-90, 90, 3).map(delta => [alpha, delta]);
  const edge = [...meridian(0), ...meridian(360).reverse()];

  context.clearRect(0, 0, canvas.width, canvas.height);
  line(edge);
  context.fillStyle = colours.sky;
  context.fill();
  context.save();
  context.clip();
  drawMilkyWay(context, line, colours.milky, haze);
  context.restore();

  context.strokeStyle = colours.grid;
  context.lineWidth = scale * 0.8;
  range(-60, 60, 30).forEach(delta => {
    line(range(0, 360, 4).map(alpha => [alpha, delta]));
    context.stroke();
  });
  range(30, 330, 30).forEach(alpha => {
    line(meridian(alpha));
    context.stroke();
  });
  line(edge);
  context.closePath();
  context.lineWidth = scale * 1.2;
  context.stroke();
  drawLabels(context, place, colours.soft, scale, canvas.width / scale);
}

// The plane, and a haze around it for the eye. It runs over both ends of the map, which is clipped.
function drawMilkyWay(context, line, colour, scale) {
  const plane = galacticPlane();
  context.strokeStyle = colour;
  context.lineJoin = "round";
  for (const turn of [-360, 0, 360]) {
    line(plane.map(([alpha, delta]) => [alpha + turn, delta]));
    context.globalAlpha = 0.026;
    for (let width = 5; width <= 55; width += 5) {
      context.lineWidth = width * scale;
      context.stroke();
    }

    context.globalAlpha = 0.7;
    context.lineWidth = scale;
    context.setLineDash([5 * scale, 5 * scale]);
    context.stroke();
    context.setLineDash([]);
  }

  context.globalAlpha = 1;
}

function drawLabels(context, place, colour, scale, width) {
  const isNarrow = width < 560;
  context.fillStyle = colour;
  context.font = `${(isNarrow ? 10 : 11.5) * scale}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  for (let alpha = 30; alpha <= 330; alpha += isNarrow ? 60 : 30) {
    const [x, y] = place(alpha, labelDelta);
    context.textAlign = "center";
    context.fillText(`${alpha}°`, x, y);
    if (!isNarrow) {
      context.fillText(`${alpha / 15} h`, x, y + 14 * scale);
    }
  }

  context.textAlign = "right";
  for (const delta of isNarrow ? [-60, 60] : [-60, -30, 0, 30, 60]) {
    const [x, y] = place(360, delta);
    const sign = delta > 0 ? "+" : delta < 0 ? "−" : "";
    context.fillText(`${sign}${Math.abs(delta)}°`, x - 5 * scale, y);
  }
}
