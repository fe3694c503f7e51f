// Listens to what the server tells and hands it to the parts of the page.

import { chart } from "./chart.js";
import { controls, showModes } from "./controls.js";
import { counters, lamps } from "./counters.js";
import { say } from "./dom.js";
import * as events from "./events.js";

let services = [];

const stream = new EventSource("/api/stream");
stream.addEventListener("open", () => events.clear());
stream.addEventListener("error", () => lamps(services.map(({ service }) => ({ service, up: false })), false));
stream.addEventListener("events", ({ data }) => events.show(JSON.parse(data)));
stream.addEventListener("pulse", ({ data }) => beat(JSON.parse(data)));
addEventListener("pagehide", () => stream.close());

function beat({ rates = [], totals = [], modes = {}, services: told = [] }) {
  const heard = rates.at(-1) ?? [0, 0];
  services = told;
  chart(rates, totals);
  counters(services);
  lamps(services, true);
  showModes(modes);
  if (heard[0] + heard[1] > 0) say(`${totals[0] + totals[1]} events received so far, ${totals[2]} sent to PostHog, ${totals[3]} to GA4`);
}

await controls();
