// What one can do: copy the lines that point a client here, send a sample, let a back end misbehave.

import { byId, el, say } from "./dom.js";

const BACK_ENDS = { posthog: "PostHog", ga4: "GA4" };
const PATHS = { https: "HTTPS", udp: "UDP", both: "Both" };
let meanings = {};

export async function controls() {
  const setup = await (await fetch("/api/setup")).json();
  byId("lines").replaceChildren(...setup.lines.map(lines));
  const samples = setup.samples.map((one, index) => ({ ...one, index }));
  byId("samples").replaceChildren(...samples.filter((one) => !one.expected).map(sample));
  byId("refused-samples").replaceChildren(...samples.filter((one) => one.expected).map(sample));
  meanings = Object.fromEntries(setup.modes.map((mode) => [mode.name, mode.meaning]));
  byId("modes").replaceChildren(...Object.entries(BACK_ENDS).map(([name, title]) => modeOf(name, title)));
}

/** Shows how the back ends behave, which another window may have changed. */
export function showModes(modes) {
  for (const [name, mode] of Object.entries(modes)) {
    const select = byId(`mode-${name}`);
    if (select && select !== document.activeElement) select.value = mode;
    select?.parentElement.classList.toggle("odd", mode !== "working");
    const note = byId(`mode-${name}-note`);
    if (note && note.textContent !== meanings[mode]) note.textContent = meanings[mode];
  }
}

function lines({ name, text }) {
  const code = el("pre", { class: "code", tabindex: "0", role: "group", "aria-label": `Lines for ${name}` }, text);
  const button = el("button", { type: "button", "aria-label": `Copy the lines for ${name}` }, "Copy");
  button.addEventListener("click", () => copy(text, code, button));
  return el("div", { class: "lines" }, el("div", { class: "lines-head" }, el("h3", {}, name), button), code);
}

/** Where the browser gives no clipboard the text is selected instead. */
async function copy(text, code, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = "Selected";
  }
  say(button.textContent, true);
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

function sample({ title, expected, index }) {
  const note = expected ? el("small", { class: "refused" }, `as ${expected}`) : null;
  const [name, ...rest] = title.split(" · ");
  const words = rest.length ? el("small", {}, rest.join(" · ")) : null;
  const buttons = Object.entries(PATHS).map(([path, label]) =>
    el("button", { type: "button", "aria-label": `Send ${title} by ${label}`, "data-sample": index, "data-path": path, on: { click: () => send(index, path) } }, label),
  );
  return el("li", {}, el("span", { class: "name" }, name, words, note), el("span", { class: "buttons" }, ...buttons));
}

function send(index, path) {
  return order("/api/send", { sample: index, path, fresh: byId("fresh").checked });
}

function modeOf(name, title) {
  const id = `mode-${name}`;
  const options = Object.keys(meanings).map((mode) => el("option", { value: mode }, mode.replaceAll("_", " ")));
  const select = el("select", { id, "aria-describedby": `${id}-note`, on: { change: () => order("/api/mode", { backEnd: name, mode: select.value }) } }, ...options);
  return el("div", { class: "mode" }, el("label", { for: id }, title), select, el("p", { class: "quiet", id: `${id}-note` }));
}

async function order(path, what) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(what) });
  if (!answer.ok) say(`That did not work: ${await answer.text()}`, true);
}
