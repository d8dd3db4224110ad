// Requests to the playground: queries, acts, and live updates by WebSocket.
import { publish, world } from "./state.js";
import { hasText, t } from "./texts.js";

async function ask(path, query) {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const answer = await fetch(`${path}?${new URLSearchParams(known)}`, { headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok || body.ok === false)
    throw Object.assign(new Error(body.message || body.error || t("page.answered", { status: String(answer.status) })), {
      status: answer.status,
    });
  return body;
}

export const askState = (as) => ask("/ui/state", { as });

export const askMessages = (channel, threadTs) => ask("/ui/messages", { as: world.as, channel, thread_ts: threadTs });

export const askClock = () => ask("/ui/clock", {});

/** Move the playground's time forward: {seconds} or {to_next: true}. Throws an error with a message to show. */
export async function moveClock(how) {
  const answer = await fetch("/ui/clock", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(how),
  });
  const body = await answer.json().catch(() => ({}));
  const id = `clock.error.${body.error}`;
  if (!body.ok) throw new Error(hasText(id) ? t(id) : body.message || t("page.no_connection"));
  return body;
}

/** Perform an act as the acting person; always resolves to {ok, …}, with a message to show on failure. */
export async function act(kind, body = {}) {
  try {
    const answer = await fetch("/ui/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body, as: world.as, kind }),
    });
    const result = await answer.json();
    if (!result.ok && !result.message) result.message = t("page.no_connection");
    return result;
  } catch {
    return { ok: false, error: "no_connection", message: t("page.no_connection") };
  }
}

let socket = null;
let wanted = 0;
let pending = null; // updates that came before the page was ready for them

/** Deliver live updates from now on: those that waited first. */
export function deliverUpdates() {
  const waiting = pending || [];
  pending = null;
  for (const update of waiting) publish("update", update);
}

/**
 * Keep a WebSocket for the acting person; it reconnects by itself, with delays of up to 5 s.
 * Resolves when it is open, or when it did not open at once. Updates wait until deliverUpdates().
 */
export function goLive() {
  wanted += 1;
  const mine = wanted;
  socket?.close();
  pending = [];
  let tries = 0;
  return new Promise((resolve) => {
    const connect = () => {
      if (mine !== wanted) return;
      const scheme = location.protocol === "https:" ? "wss" : "ws";
      socket = new WebSocket(`${scheme}://${location.host}/ui/live?as=${encodeURIComponent(world.as)}`);
      socket.addEventListener("open", () => {
        if (mine !== wanted) return;
        publish("connection", { live: true, again: tries > 0 });
        tries = 0;
        resolve();
      });
      socket.addEventListener("message", (event) => {
        if (mine !== wanted) return;
        let update;
        try {
          update = JSON.parse(event.data);
        } catch {
          return;
        }
        if (pending) pending.push(update);
        else publish("update", update);
      });
      socket.addEventListener("close", () => {
        if (mine !== wanted) return;
        tries += 1;
        publish("connection", { live: false });
        resolve();
        setTimeout(connect, Math.min(5000, 300 * 2 ** tries));
      });
    };
    setTimeout(resolve, 1000);
    connect();
  });
}
