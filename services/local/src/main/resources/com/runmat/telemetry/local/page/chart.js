// Events per second over the last two minutes, drawn by hand, and the totals, which are the chart's legend too.

import { byId, el, svg } from "./dom.js";

const NAMES = ["received by HTTPS", "received by UDP", "sent to PostHog", "sent to GA4"];
const SECONDS = 120;
const HEIGHT = 100;

/** Draws seconds of four rates each, the last one being now. */
export function chart(rates, totals) {
  const top = ceiling(Math.max(1, ...rates.flat()));
  const words = NAMES.map((name, i) => `${rates.at(-1)?.[i] ?? 0} ${name}`).join(", ");
  const drawing = svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${SECONDS} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...[0, 0.5, 1].map((share) => svg("line", { class: "grid", x1: 0, x2: SECONDS, y1: y(share, 1), y2: y(share, 1) })),
    ...NAMES.map((name, i) => svg("polyline", { class: `series series-${i}`, points: points(rates, i, top) })),
  );
  byId("chart").replaceChildren(
    el("div", { class: "frame", role: "img", "aria-label": `Events in the last second: ${words}` }, scale(top), drawing),
  );
  byId("figures").replaceChildren(...NAMES.map((name, i) => figure(name, i, totals[i] ?? 0)));
}

function figure(name, i, total) {
  const key = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { class: `series series-${i}`, d: "M0 12h24" }));
  return el("div", {}, key, el("dt", {}, name), el("dd", {}, total.toLocaleString()));
}

function scale(top) {
  return el("div", { class: "scale", "aria-hidden": "true" }, el("span", {}, `${top}`), el("span", {}, `${top / 2}`), el("span", {}, "0"));
}

function points(rates, series, top) {
  const first = SECONDS - rates.length;
  return rates.map((rate, i) => `${first + i + 1},${y(rate[series], top)}`).join(" ");
}

function y(value, top) {
  return HEIGHT - (HEIGHT - 2) * (value / top) - 1;
}

/** The next of 2, 4, 10, 20, 40, 100 and so on, whose half is a whole number. */
function ceiling(value) {
  for (let power = 1; ; power *= 10) {
    for (const step of [2, 4, 10]) {
      if (value <= step * power) return step * power;
    }
  }
}
