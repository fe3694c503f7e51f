// The example page: buttons for consent, a pretended run, and a list of what was sent.

import { byId, el } from "./dom.js";
import { json } from "./json.js";
import { telemetry } from "./telemetry.js";

const setup = await (await fetch("/api/setup")).json();
const sender = telemetry({ endpoint: setup.ingest, key: setup.key, show });
const session = crypto.randomUUID();
const about = { run_kind: "script", os: "browser", arch: "wasm32", release: "0.6.2" };

byId("allow").addEventListener("click", () => decide(true));
byId("refuse").addEventListener("click", () => decide(false));
byId("run").addEventListener("click", run);
document.documentElement.dataset.ready = "true";

function decide(given) {
  sender.consent(given);
  byId("state").textContent = given ? "Consent is given: runs are reported." : "No consent: nothing is sent.";
}

let runs = 0;

/** Stands for a run in RunMat; what it reports is the same. */
async function run() {
  const run = { ...about, session_id: `${session}-${++runs}` };
  const begun = performance.now();
  const started = sender.send({ event_label: "runtime_started", ...run, payload: { jit_enabled: false, accelerate_enabled: true } });
  const micros = Math.round((performance.now() - begun) * 1000);
  const finished = sender.send({ event_label: "runtime_finished", ...run, payload: { duration_us: micros, success: true, jit_used: false } });
  byId("ran").textContent = `Run ${runs} has finished.`;
  await Promise.all([started, finished]);
}

function show(event, outcome) {
  byId("none").hidden = true;
  byId("sent").append(el("li", {}, el("p", {}, `${event.event_label}: ${outcome}`), json(event, `Event ${event.event_label}`)));
}
