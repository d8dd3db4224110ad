// The playground's clock: the time, what is due, and buttons that move it forward.
import { askClock, moveClock } from "./api.js";
import { sayAloud, toast } from "./dialogs.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { subscribe, setTime, nowMs, world } from "./state.js";
import { t } from "./texts.js";
import { clock, fullTime, when } from "./time.js";

const HOUR = 3600;
const STEPS = [
  ["clock.hour", HOUR],
  ["clock.day", 24 * HOUR],
  ["clock.week", 7 * 24 * HOUR],
];
const AGAIN = 1500; // milliseconds between two reloads of the open list

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const now = () => new Date(nowMs());

const timeOf = (one) => (one.at * 1000 <= nowMs() ? t("clock.now") : capital(when(new Date(one.at * 1000))));
const textOf = (one) => t(`due.${one.kind}`, one.facts);

function dueItem(one) {
  const at = new Date(one.at * 1000);
  return h(
    "li",
    { class: "due", data: { testid: "due" } },
    h("time", { class: "due-time", datetime: at.toISOString() }, timeOf(one)),
    h("span", { class: "due-text" }, textOf(one)),
  );
}

function openClock() {
  const heading = uid("title");
  const time = h("p", { class: "clock-now", data: { testid: "clock-now" } });
  const list = h("ul", { class: "due-list", data: { testid: "due-list" } });
  const none = h("p", { class: "hint", hidden: true }, t("clock.none"));
  const toNext = h(
    "button",
    { type: "button", class: "button primary", data: { testid: "clock-next" } },
    t("clock.next"),
  );
  const steps = STEPS.map(([id, seconds]) =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        data: { testid: `clock-${seconds}` },
        on: { click: () => move({ seconds }) },
      },
      t(id),
    ),
  );
  const close = h("button", { type: "button", class: "icon-button", "aria-label": t("dialog.close") }, icon("close"));
  const dialog = h(
    "dialog",
    { class: "dialog small", "aria-labelledby": heading, data: { testid: "clock-dialog" } },
    h("div", { class: "dialog-head" }, h("h2", { id: heading }, t("clock.title")), close),
    h(
      "div",
      { class: "dialog-body clock-body", tabindex: 0, role: "group", "aria-labelledby": heading },
      h("p", { class: "hint" }, t("clock.hint")),
      time,
      h("div", { class: "clock-steps", role: "group", "aria-label": t("clock.steps") }, ...steps, toNext),
      h("h3", { class: "due-heading" }, t("clock.due")),
      list,
      none,
    ),
    h("div", { class: "toasts", role: "status" }),
  );
  const draw = (found) => {
    setTime(found.now);
    time.textContent = t("clock.is", { time: fullTime(now()) });
    const key = JSON.stringify(found.due.map((one) => [timeOf(one), textOf(one)]));
    if (key !== list.dataset.key) {
      list.dataset.key = key;
      list.replaceChildren(...found.due.map(dueItem));
    }
    list.hidden = !found.due.length;
    none.hidden = Boolean(found.due.length);
    toNext.disabled = !found.due.some((one) => one.at * 1000 > nowMs());
  };
  const look = () => askClock().then(draw, () => {});
  const move = async (how) => {
    for (const button of [...steps, toNext]) button.setAttribute("aria-disabled", "true");
    try {
      draw(await moveClock(how));
      sayAloud(time.textContent);
    } catch (error) {
      toast(error.message);
    }
    for (const button of [...steps, toNext]) button.removeAttribute("aria-disabled");
  };
  toNext.addEventListener("click", () => move({ to_next: true }));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  const timer = setInterval(look, AGAIN);
  dialog.addEventListener("close", () => {
    clearInterval(timer);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  look();
}

/** Return the button that shows the playground's time and opens its clock; hidden where the clock cannot be moved. */
export function clockButton() {
  const words = h("span", { class: "clock-time" });
  const button = h(
    "button",
    { type: "button", class: "bar-button clock-button", hidden: true, "aria-haspopup": "dialog", data: { testid: "clock" } },
    icon("clock"),
    words,
  );
  const draw = () => {
    button.hidden = !world.hasClock;
    words.textContent = clock(now());
    button.setAttribute("aria-label", t("clock.button", { time: fullTime(now()) }));
    button.title = t("clock.title");
  };
  button.addEventListener("click", openClock);
  for (const topic of ["state", "clock"]) subscribe(topic, draw);
  setInterval(draw, 20_000);
  return button;
}
