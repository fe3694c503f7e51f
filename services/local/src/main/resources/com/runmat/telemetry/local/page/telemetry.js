// What a browser host needs to send events: consent first, one request an event, and everything shown to whoever asks.

/**
 * A sender that is silent until `consent(true)`. The client id is made on consent and forgotten with it; nothing is written
 * to cookies or storage.
 *
 * @param endpoint the full /ingest URL, whose worker must list this page's origin in ALLOWED_ORIGINS
 * @param key the ingestion key, which is public: it is in every client
 * @param show is called with each event and what became of it
 */
export function telemetry({ endpoint, key, show }) {
  let client = null;
  let abort = new AbortController();

  return {
    consent(given) {
      abort.abort();
      abort = new AbortController();
      client = given ? crypto.randomUUID() : null;
    },

    get allowed() {
      return client !== null;
    },

    /** Never throws and never keeps the page waiting; without consent it does nothing. */
    async send(event) {
      if (client === null) return;
      const body = { uuid: crypto.randomUUID(), cid: client, ...event };
      show(body, await post(endpoint, key, body, abort.signal));
    },
  };
}

async function post(endpoint, key, body, withdrawn) {
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telemetry-key": key },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      keepalive: true,
      signal: AbortSignal.any([withdrawn, AbortSignal.timeout(2000)]),
    });
    return answer.ok ? "sent" : `answered ${answer.status}`;
  } catch (failure) {
    return failure.name === "AbortError" ? "stopped" : "not sent";
  }
}
