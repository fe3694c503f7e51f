// What a browser host needs to send events: consent first, each event shown before it is sent, one request an event.

/**
 * A sender that is silent until `consent(true)`, and stays silent where the browser says no for its user (Global Privacy
 * Control). The client id is made on consent and forgotten with it; nothing is written to cookies or storage.
 *
 * @param endpoint the full /ingest URL, whose worker must list this page's origin in ALLOWED_ORIGINS
 * @param key the ingestion key, which is public: it is in every client
 * @param show is called with each event before it is sent; what it returns is called with what became of it
 */
export function telemetry({ endpoint, key, show }) {
  let given = null;

  return {
    consent(yes) {
      given?.withdrawn.abort();
      given = yes ? { client: crypto.randomUUID(), withdrawn: new AbortController() } : null;
    },

    get allowed() {
      return given !== null && !optedOut();
    },

    /**
     * One run: a function that sends its events. They go under the consent of this moment. Once that is taken back the run
     * stays silent, even when consent is given again, so that no id joins what was sent before to what is sent after.
     * The function never throws and never keeps the page waiting.
     */
    run() {
      const consent = given;
      const session_id = crypto.randomUUID();
      return async (event) => {
        if (consent === null || consent !== given || optedOut()) return;
        const body = { ...event, uuid: crypto.randomUUID(), cid: consent.client, session_id };
        const tell = show(body);
        tell(await post(endpoint, key, body, consent.withdrawn.signal));
      };
    },
  };
}

/** Whether the browser says no for its user. */
export const optedOut = () => navigator.globalPrivacyControl === true;

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
