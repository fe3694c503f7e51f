// The list of events: each as it was received, beside what was sent to the two back ends.

import { byId, el } from "./dom.js";
import { json } from "./json.js";

const KEPT = 100;
const rows = new Map();
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
let followed = null;

/** Forgets all of them: the server has started again or the connection is new. */
export function clear() {
  rows.clear();
  byId("event-list").replaceChildren();
  byId("empty").hidden = false;
}

/** Shows what is new or has changed; the oldest comes first. */
export function show(events) {
  let newest = null;
  for (const event of events) {
    const known = rows.get(event.id);
    if (known) {
      update(known, event);
    } else {
      newest = add(event);
    }
  }
  byId("empty").hidden = rows.size > 0;
  if (newest && byId("follow").checked) follow(newest);
  forget();
}

function add(event) {
  const details = el("details", { "data-id": event.id });
  const item = el("li", {}, details);
  const row = { item, details, event };
  details.addEventListener("toggle", () => render(row));
  rows.set(event.id, row);
  byId("event-list").prepend(item);
  update(row, event);
  return row;
}

function update(row, event) {
  row.event = event;
  const had = row.details.querySelector("summary");
  if (had) {
    had.replaceChildren(...headline(event));
  } else {
    row.details.append(el("summary", {}, ...headline(event)));
  }
  render(row);
}

/** What is closed is not drawn. */
function render(row) {
  const summary = row.details.querySelector("summary");
  row.details.replaceChildren(summary, ...(row.details.open ? body(row.event) : []));
}

/** Opens the newest, and closes the one before unless somebody works in it. */
function follow(row) {
  if (followed && followed !== row && !followed.details.contains(document.activeElement)) {
    followed.details.open = false;
  }
  row.details.open = true;
  render(row);
  followed = row;
}

function forget() {
  for (const [id, row] of rows) {
    if (rows.size <= KEPT) return;
    row.item.remove();
    rows.delete(id);
  }
}

function headline(event) {
  const fate = fateOf(event);
  return [
    el("span", { class: `badge ${event.path}` }, event.path === "udp" ? "UDP" : "HTTPS"),
    el("span", { class: "what" }, event.label || "refused", el("small", {}, `#${event.id} · ${clock.format(event.at)}`)),
    el("span", { class: "size" }, `${event.bytes} B`),
    el("span", { class: `fate ${fate.kind}` }, fate.text),
  ];
}

function fateOf(event) {
  const counted = ["posthog", "ga4"].filter((name) => event[name]?.counted);
  if (event.refusal) return { kind: "bad", text: `refused: ${event.refusal}` };
  if (counted.length === 2) return { kind: "good", text: "sent to PostHog and GA4" };
  if (counted.length === 1) return { kind: "good", text: `sent to ${counted[0] === "ga4" ? "GA4" : "PostHog"}` };
  if (event.end === "merged") return { kind: "once", text: `merged with #${event.twin}` };
  if (event.twin) return { kind: "once", text: `the same event as #${event.twin}` };
  if (event.end === "copy") return { kind: "once", text: "a copy, counted before" };
  if (event.end === "dropped") return { kind: "bad", text: "dropped on the way" };
  if (event.status >= 300 || event.error) return { kind: "bad", text: `${event.status} ${event.error}` };
  const problem = event.posthog?.problem || event.ga4?.problem;
  return problem ? { kind: "bad", text: problem } : { kind: "wait", text: "on its way" };
}

function body(event) {
  const answer = event.status ? `answered ${event.status}` : event.path === "udp" ? "UDP has no answer" : "not answered yet";
  const received = el("pre", { tabindex: "0", role: "group", "aria-label": "As received" }, event.text);
  return [
    el(
      "div",
      { class: "panes" },
      el("section", { class: "pane" }, el("h3", {}, "Received", el("span", {}, answer)), received),
      pane("Sent to PostHog", event.posthog, event),
      pane("Sent to GA4", event.ga4, event),
    ),
    ...leftOut(event.omissions ?? []),
  ];
}

function pane(title, departure, event) {
  const note = departure?.problem ? `not counted: ${departure.problem}` : departure ? "counted" : "";
  const content = departure ? json(departure.event, title) : el("p", { class: "none" }, absence(event));
  return el("section", { class: "pane" }, el("h3", {}, title, el("span", {}, note)), content);
}

function absence(event) {
  if (event.refusal) return `Nothing: the contract refuses it as ${event.refusal}.`;
  if (event.end === "merged") return `Nothing more: it has no ids, nothing tells it from #${event.twin}, and the two count as one.`;
  if (event.end === "copy") return "Nothing more: the worker has counted this event before.";
  if (event.end === "dropped") return "Nothing: no service holds it any more. The forwarder's counters say why.";
  if (event.twin) return `Nothing more: it is the same event as #${event.twin}, and counts once.`;
  return event.error ? `Nothing: the worker answered ${event.error}.` : "Nothing yet.";
}

function leftOut(omissions) {
  if (!omissions.length) return [];
  const items = omissions.map((one) => el("li", {}, el("code", {}, one.name), ` ${one.rule}`));
  return [el("section", { class: "left-out" }, el("h3", {}, "Left out, never sent on"), el("ul", {}, ...items))];
}
