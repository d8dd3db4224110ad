// The roads to the playground: questions, acts and the live wire.
import { tell, world } from "./state.js";

export const TROUBLE = "We had some trouble connecting. Try again?";

async function ask(path, query) {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const answer = await fetch(`${path}?${new URLSearchParams(known)}`, { headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok || body.ok === false)
    throw Object.assign(new Error(body.message || body.error || `The playground answered ${answer.status}.`), {
      status: answer.status,
    });
  return body;
}

export const askState = (as) => ask("/ui/state", { as });

export const askMessages = (channel, threadTs) => ask("/ui/messages", { as: world.as, channel, thread_ts: threadTs });

export const askClock = () => ask("/ui/clock", {});

/** Move the playground's time forward: {seconds} or {to_next: true}. Throws with words to show. */
export async function moveClock(how) {
  const answer = await fetch("/ui/clock", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(how),
  });
  const body = await answer.json().catch(() => ({}));
  if (!body.ok) throw new Error(body.message || TROUBLE);
  return body;
}

/** Do something as the acting person; always resolves to {ok, …}, with words to show when it failed. */
export async function act(kind, body = {}) {
  try {
    const answer = await fetch("/ui/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body, as: world.as, kind }),
    });
    const result = await answer.json();
    if (!result.ok && !result.message) result.message = TROUBLE;
    return result;
  } catch {
    return { ok: false, error: "no_connection", message: TROUBLE };
  }
}

let socket = null;
let wanted = 0;
let held = null; // news that came before the page was ready for it

/** Let the news in: what came meanwhile first. */
export function letNewsIn() {
  const waiting = held || [];
  held = null;
  for (const news of waiting) tell("news", news);
}

/**
 * Keep a live wire for the acting person; it comes back by itself, ever more slowly, at most every 5 s.
 * Resolves when the wire is open, or when it did not open at once. News waits until letNewsIn().
 */
export function goLive() {
  wanted += 1;
  const mine = wanted;
  socket?.close();
  held = [];
  let tries = 0;
  return new Promise((resolve) => {
    const connect = () => {
      if (mine !== wanted) return;
      const scheme = location.protocol === "https:" ? "wss" : "ws";
      socket = new WebSocket(`${scheme}://${location.host}/ui/live?as=${encodeURIComponent(world.as)}`);
      socket.addEventListener("open", () => {
        if (mine !== wanted) return;
        tell("wire", { live: true, again: tries > 0 });
        tries = 0;
        resolve();
      });
      socket.addEventListener("message", (event) => {
        if (mine !== wanted) return;
        let news;
        try {
          news = JSON.parse(event.data);
        } catch {
          return;
        }
        if (held) held.push(news);
        else tell("news", news);
      });
      socket.addEventListener("close", () => {
        if (mine !== wanted) return;
        tries += 1;
        tell("wire", { live: false });
        resolve();
        setTimeout(connect, Math.min(5000, 300 * 2 ** tries));
      });
    };
    setTimeout(resolve, 1000);
    connect();
  });
}
