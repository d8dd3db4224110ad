// Times, always in the acting person's zone.
import { nowMs, world } from "./state.js";
import { locale, t } from "./texts.js";

const formats = new Map();

function format(zone, options) {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    let made;
    try {
      made = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone });
    } catch {
      made = new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" });
    }
    formats.set(key, made);
  }
  return formats.get(key);
}

export const zone = () => world.me?.tz || "UTC";

const write = (date, options) => format(zone(), options).format(date);

/** Return the date of a Slack ts or of seconds since 1970. */
export const dateOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

export const clock = (date) => write(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function parts(date, where = zone()) {
  const found = {};
  const options = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  };
  for (const { type, value } of format(where, options).formatToParts(date)) found[type] = value;
  return found;
}

/** Return 2026-11-23: the day in the person's zone. */
export function dayKey(date) {
  const p = parts(date);
  return `${p.year}-${p.month}-${p.day}`;
}

function daysFromToday(date) {
  return Math.round((Date.parse(dayKey(date)) - Date.parse(dayKey(new Date(nowMs())))) / 86400000);
}

function ordinal(day) {
  const rest = day % 100;
  const ending = rest > 10 && rest < 14 ? "th" : ["th", "st", "nd", "rd"][day % 10] || "th";
  return `${day}${ending}`;
}

const NEAR = { "-1": "time.yesterday", 0: "time.today", 1: "time.tomorrow" };

function pretty(date, otherwise) {
  const id = NEAR[daysFromToday(date)];
  return id ? t(id) : otherwise;
}

/** Return the day and the time of day in words. */
const atTime = (day, date) => t("time.at", { day, time: clock(date), n: Number(parts(date).hour) });

/** Return "November 23rd", as Slack writes it, or "23 de noviembre"; with a year where it is asked for. */
function monthDay(date, { weekday = false, year = false } = {}) {
  const more = { ...(weekday && { weekday: "long" }), ...(year && { year: "numeric" }) };
  if (!locale().startsWith("en")) return write(date, { month: "long", day: "numeric", ...more });
  const day = `${write(date, { month: "long" })} ${ordinal(Number(parts(date).day))}`;
  return [weekday && write(date, { weekday: "long" }), day, year && parts(date).year].filter(Boolean).join(", ");
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Return the divider between two days of a conversation. */
export function dayLabel(date) {
  const sameYear = dayKey(date).slice(0, 4) === dayKey(new Date(nowMs())).slice(0, 4);
  return capital(pretty(date, monthDay(date, { weekday: true, year: !sameYear })));
}

/** Return a time in words, as in a thread's summary: today at 14:02. */
export function when(date) {
  return atTime(pretty(date, write(date, { month: "short", day: "numeric" })), date);
}

const fullDate = (date) => write(date, { weekday: "long", month: "long", day: "numeric", year: "numeric" });

export const fullTime = (date) => atTime(fullDate(date), date);

function ago(date) {
  const seconds = (date.getTime() - nowMs()) / 1000;
  const steps = [
    ["year", 31536000],
    ["month", 2592000],
    ["week", 604800],
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size)
      return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
  }
  return t("time.just_now");
}

const TOKENS = {
  date_num: (d) => dayKey(d),
  date_slash: (d) => write(d, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: (d) => monthDay(d, { year: true }),
  date_long: (d) => monthDay(d, { weekday: true, year: true }),
  date_long_full: fullDate,
  date_short: (d) => write(d, { month: "short", day: "numeric", year: "numeric" }),
  time: clock,
  time_secs: (d) => write(d, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago,
  day_divider_pretty: dayLabel,
};
for (const name of ["date", "date_short", "date_long"]) TOKENS[`${name}_pretty`] = (d) => pretty(d, TOKENS[name](d));

/** Return the text of a <!date^…> token, or null when it is invalid. */
export function dateToken(seconds, pattern) {
  const date = dateOf(seconds);
  if (Number.isNaN(date.getTime())) return null;
  let known = true;
  const text = pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (TOKENS[name]) return TOKENS[name](date);
    known = false;
    return whole;
  });
  return known ? text : null;
}

/** Return seconds since 1970 of a wall-clock time (2026-11-23T14:00) in the person's zone. */
export function fromWall(text) {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return null;
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) guess += wanted - Date.parse(`${toWall(guess / 1000)}Z`);
  return Math.round(guess / 1000);
}

/** Return 2026-11-23T14:00, the wall-clock time in the person's zone. */
export function toWall(seconds) {
  const p = parts(new Date(seconds * 1000));
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}
