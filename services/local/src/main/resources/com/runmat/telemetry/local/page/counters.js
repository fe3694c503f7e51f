// What the two services count, as their own /metrics tell it.

import { byId, el } from "./dom.js";

const LOSS = /refus|drop|reject|fail|lost|invalid|malformed|unauthor|overload|missing|too_large|unsupported/;

export function counters(services) {
  byId("counters").replaceChildren(...services.map(table));
}

/** One lamp for each service, and one for this page's own connection. */
export function lamps(services, connected) {
  const all = [...services, { service: "this page", up: connected }];
  byId("lamps").replaceChildren(...all.map(({ service, up }) => lamp(service, up)));
}

function lamp(service, up) {
  const state = up ? "is up" : "does not answer";
  return el("li", { class: up ? "up" : "down" }, service, el("span", { class: "unseen" }, ` ${state}`));
}

function table({ service, counters: all }) {
  const losses = all.filter((counter) => LOSS.test(counter.name));
  const rest = all.filter((counter) => !LOSS.test(counter.name));
  const rows = [...losses.map((counter) => row(counter, "loss")), ...rest.map((counter) => row(counter, ""))];
  const none = el("tr", {}, el("th", { scope: "row" }, "Nothing yet"), el("td", {}, ""));
  return el("table", {}, el("caption", {}, service), el("tbody", {}, ...(rows.length ? rows : [none])));
}

function row({ name, meaning, value }, kind) {
  const short = name.replace(/^(worker|forwarder)_/, "").replaceAll("_", " ");
  return el("tr", { class: kind }, el("th", { scope: "row" }, short, el("small", {}, meaning)), el("td", {}, Number(value).toLocaleString()));
}
