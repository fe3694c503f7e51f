// The example page: buttons for consent, a simulated run, and a list of what is sent.

import { byId, el } from "./dom.js";
import { json } from "./json.js";
import { optedOut, telemetry } from "./telemetry.js";

const setup = await (await fetch("/api/setup")).json();
const sender = telemetry({ endpoint: setup.ingest, key: setup.key, show });
const about = { run_kind: "script", os: "browser", arch: "wasm32", release: "0.6.2" };

byId("allow").addEventListener("click", () => decide(true));
byId("refuse").addEventListener("click", () => decide(false));
byId("run").addEventListener("click", run);
if (optedOut()) refuseForTheBrowser();
document.documentElement.dataset.ready = "true";

function decide(given) {
  sender.consent(given);
  byId("state").textContent = given ? "Consent given: runs are reported." : "No consent: nothing is sent.";
}

function refuseForTheBrowser() {
  byId("allow").disabled = true;
  byId("refuse").disabled = true;
  byId("state").textContent = "Your browser says no for you (Global Privacy Control): nothing is sent.";
}

let runs = 0;

/** Stands for a run in RunMat; what it reports is the same. */
async function run() {
  const send = sender.run();
  const begun = performance.now();
  const started = send({ event_label: "runtime_started", ...about, payload: { jit_enabled: false, accelerate_enabled: true } });
  const micros = Math.round((performance.now() - begun) * 1000);
  const finished = send({ event_label: "runtime_finished", ...about, payload: { duration_us: micros, success: true, jit_used: false } });
  byId("ran").textContent = `Run ${++runs} has finished.`;
  await Promise.all([started, finished]);
}

/** Shows an event that is about to be sent. */
function show(event) {
  const outcome = el("span", {}, "being sent");
  byId("none").hidden = true;
  byId("sent").append(el("li", {}, el("p", {}, `${event.event_label}: `, outcome), json(event, `Event ${event.event_label}`)));
  return (text) => (outcome.textContent = text);
}
