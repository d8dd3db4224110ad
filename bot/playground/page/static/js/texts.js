// The page's sentences, in the language of the acting person; before there is one, in the browser's.
const catalogues = await fetch("/static/texts.json").then(
  (answer) => (answer.ok ? answer.json() : {}),
  () => ({}),
);
const FALLBACK = "en";
const root = document.documentElement;
let language = root.lang in catalogues ? root.lang : FALLBACK;
let region = root.lang;
const drawn = new Set();

/** Return the locale by which dates, numbers and plural forms are written. */
export function locale() {
  if (language === "en") return "en-US";
  return /^es[-_]ES$/i.test(region) ? "es" : "es-419"; // es-LA is Slack's name for the Spanish of the Americas
}

/** Follow the acting person's Slack locale, such as es-LA. */
export function setLocale(wanted) {
  const next = String(wanted || "").toLowerCase().split(/[-_]/)[0];
  region = wanted || region;
  if (wanted) language = next in catalogues ? next : FALLBACK;
  root.lang = language;
  for (const draw of drawn) draw();
}

/** Call `draw` now and whenever the language may have changed: for what is on the page from start to end. */
export function inLanguage(draw) {
  drawn.add(draw);
  draw();
}

/** Set attributes to sentences, now and whenever the language may have changed: named(node, {title: "dialog.close"}). */
export function named(node, attributes) {
  inLanguage(() => {
    for (const [name, id] of Object.entries(attributes)) node.setAttribute(name, t(id));
  });
  return node;
}

export const number = (value, options) => new Intl.NumberFormat(locale(), options).format(value);

const show = (value) => (typeof value === "number" ? number(value) : String(value));

function formOf(text, n) {
  if (typeof text === "string") return text;
  return text[new Intl.PluralRules(locale()).select(n)] ?? text.other;
}

/** Return whether there is a sentence of this id. */
export const hasText = (id) => id in (catalogues[FALLBACK] || {});

/** Return a sentence: numbers as the locale writes them, of an object by language the reader's; `n` chooses the plural. */
export function t(id, facts = {}) {
  const text = catalogues[language]?.[id] ?? catalogues[FALLBACK]?.[id] ?? id;
  return formOf(text, facts.n).replace(/\{(\w+)\}(\.(?=\s|$))?/g, (place, name, stop = "") => {
    const fact = facts[name];
    if (fact === undefined || fact === null) return place;
    const words = show(typeof fact === "object" ? (fact[language] ?? fact[FALLBACK]) : fact);
    return /[.?!…]$/.test(words) ? words : words + stop; // "Tobias L." ends a sentence by itself
  });
}
