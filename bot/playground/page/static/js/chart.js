// The data_visualization block: bars, lines, areas and pies as inline SVG, with a table for screen readers.
import { h, s } from "./dom.js";
import { number, t } from "./texts.js";

const SWATCHES = 6;
const round = (value) => Math.round(value * 100) / 100;
const say = (value) =>
  Number.isFinite(value) ? number(value, { maximumFractionDigits: 2 }) : "–";

/** Return about `wanted` round steps from at most 0 to at least the largest value. */
export function ticks(least, most, wanted = 4) {
  const low = Math.min(0, least);
  const high = Math.max(most, low + 1e-9, low === 0 && most <= 0 ? 1 : most);
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough - 1e-12);
  const out = [];
  for (let at = Math.floor(low / step) * step; at < high + step - 1e-9; at += step) out.push(round(at));
  return out;
}

function shape(chart) {
  if (chart.type === "pie")
    return {
      categories: (chart.segments || []).map((segment) => segment.label),
      series: [{ name: "", values: (chart.segments || []).map((segment) => Number(segment.value)) }],
    };
  const named = chart.axis_config?.categories?.length
    ? chart.axis_config.categories
    : (chart.series?.[0]?.data || []).map((point) => point.label);
  const categories = named.map((category) =>
    typeof category === "string" ? category : (category.label ?? String(category)),
  );
  const series = (chart.series || []).map((one) => ({
    name: one.name || "",
    values: categories.map((category, at) => {
      const point = (one.data || []).find((datum) => datum.label === category) ?? (one.data || [])[at];
      return point ? Number(point.value) : NaN;
    }),
  }));
  return { categories, series };
}

function legend(names) {
  return h(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    ...names.map((name, at) => h("li", {}, h("span", { class: `swatch fill-${at % SWATCHES}` }), name)),
  );
}

function table(title, chart, { categories, series }) {
  const first = chart.axis_config?.x_label || t("chart.label");
  return h(
    "table",
    {},
    h("caption", {}, title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, first),
        ...series.map((one) => h("th", { scope: "col" }, one.name || chart.axis_config?.y_label || t("chart.value"))),
      ),
    ),
    h(
      "tbody",
      {},
      ...categories.map((category, at) =>
        h("tr", {}, h("th", { scope: "row" }, category), ...series.map((one) => h("td", {}, say(one.values[at])))),
      ),
    ),
  );
}

const TALL = 190; // height of the values' area

/** Return the frame of a chart with axes: its SVG, the positions of values and categories, its height. */
function axes(width, categories, series) {
  const values = series.flatMap((one) => one.values).filter(Number.isFinite);
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values));
  const longest = Math.min(20, Math.max(1, ...categories.map((category) => category.length)));
  const room = { left: 14 + 7 * Math.max(...marks.map((mark) => say(mark).length)), right: 10, top: 22 };
  const bandIn = () => (width - room.left - room.right) / Math.max(1, categories.length);
  const slanted = longest * 6.6 > bandIn() - 4;
  if (slanted) room.left = Math.max(room.left, Math.min(width / 3, longest * 5.3 - bandIn() / 2 + 8));
  const band = bandIn();
  const foot = room.top + TALL;
  const [low, high] = [marks[0], marks.at(-1)];
  const y = (value) => round(room.top + TALL * (1 - (value - low) / (high - low || 1)));
  const x = (at) => round(room.left + band * (at + 0.5));
  const mark = (value) => [
    s("line", { class: value ? "grid" : "axis", x1: room.left, x2: width - room.right, y1: y(value), y2: y(value) }),
    s("text", { class: "tick", x: room.left - 8, y: y(value) + 4, "text-anchor": "end" }, say(value)),
  ];
  const every = slanted ? Math.ceil(15 / band) : 1; // without room for all names, show only some
  const name = (category, at) => {
    if (at % every) return null;
    if (!slanted) return s("text", { class: "tick", x: x(at), y: foot + 18, "text-anchor": "middle" }, category);
    const turned = `rotate(-38 ${x(at) + 4} ${foot + 14})`;
    return s("text", { class: "tick", x: x(at) + 4, y: foot + 14, "text-anchor": "end", transform: turned }, category);
  };
  const height = foot + (slanted ? 16 + longest * 4.4 : 24);
  return { drawn: [...marks.map(mark), ...categories.map(name)], x, y, band, height };
}

function bars({ x, y, band }, series, categories) {
  const wide = Math.min(56, (band * 0.72) / series.length);
  const told = series.length === 1 && wide >= 16;
  return series.flatMap((one, which) =>
    one.values.map((value, at) => {
      if (!Number.isFinite(value)) return null;
      const left = x(at) - (wide * series.length) / 2 + wide * which;
      const top = Math.min(y(value), y(0));
      const tall = Math.max(1, Math.abs(y(value) - y(0)));
      return s(
        "g",
        {},
        s(
          "rect",
          {
            class: `fill-${which % SWATCHES}`,
            x: round(left + 1),
            y: top,
            width: round(wide - 2),
            height: round(tall),
            rx: Math.min(4, tall / 2),
          },
          s("title", {}, `${categories[at]}${one.name ? `, ${one.name}` : ""}: ${say(value)}`),
        ),
        told &&
          s(
            "text",
            {
              class: "told",
              x: round(left + wide / 2),
              y: value < 0 ? top + tall + 14 : top - 6,
              "text-anchor": "middle",
            },
            say(value),
          ),
      );
    }),
  );
}

function strokes({ x, y }, series, categories, filled) {
  return series.flatMap((one, which) => {
    const points = one.values
      .map((value, at) => [x(at), y(value), value, at])
      .filter(([, , value]) => Number.isFinite(value));
    if (!points.length) return [];
    const path = points.map(([px, py], at) => `${at ? "L" : "M"}${px} ${py}`).join("");
    return [
      filled &&
        s("path", {
          class: `area fill-${which % SWATCHES}`,
          d: `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z`,
        }),
      s("path", { class: `stroke stroke-${which % SWATCHES}`, d: path }),
      ...points.map(([px, py, value, at]) =>
        s(
          "circle",
          { class: `dot fill-${which % SWATCHES}`, cx: px, cy: py, r: 3.5 },
          s("title", {}, `${categories[at]}${one.name ? `, ${one.name}` : ""}: ${say(value)}`),
        ),
      ),
    ];
  });
}

function pie(width, { categories, series }) {
  const size = Math.min(220, width);
  const values = series[0].values.map((value) => Math.max(0, value || 0));
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const middle = size / 2;
  const radius = middle - 4;
  let turned = -Math.PI / 2;
  const slices = values.map((value, at) => {
    const angle = (value / total) * Math.PI * 2;
    const from = [middle + radius * Math.cos(turned), middle + radius * Math.sin(turned)];
    turned += angle;
    const to = [middle + radius * Math.cos(turned), middle + radius * Math.sin(turned)];
    const d =
      value === total
        ? `M${middle} ${middle - radius}A${radius} ${radius} 0 1 1 ${middle - 0.01} ${middle - radius}Z`
        : `M${middle} ${middle}L${round(from[0])} ${round(from[1])}A${radius} ${radius} 0 ${angle > Math.PI ? 1 : 0} 1 ${round(to[0])} ${round(to[1])}Z`;
    return s("path", { class: `slice fill-${at % SWATCHES}`, d }, s("title", {}, `${categories[at]}: ${say(value)}`));
  });
  const names = categories.map((name, at) =>
    t("chart.share", { name, value: say(values[at]), percent: Math.round((values[at] / total) * 100) }),
  );
  return {
    drawing: s(
      "svg",
      { class: "chart-svg pie", viewBox: `0 0 ${size} ${size}`, width: size, height: size, "aria-hidden": "true" },
      ...slices,
    ),
    names,
  };
}

/** Return the node of a data_visualization block; it is redrawn when its size changes. */
export function chartBlock(block) {
  const chart = block.chart || {};
  const data = shape(chart);
  const stage = h("div", { class: "chart-stage" });
  const label = (words, place) => words && h("div", { class: `axis-label ${place}`, "aria-hidden": "true" }, words);
  const several = chart.type !== "pie" && data.series.length > 1;
  const figure = h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, block.title || t("chart.name")),
    label(chart.axis_config?.y_label, "above"),
    stage,
    label(chart.axis_config?.x_label, "below"),
    several && legend(data.series.map((one) => one.name)),
    h("div", { class: "spoken" }, table(block.title || t("chart.name"), chart, data)), // a table itself would not hide its height
  );
  let drawnAt = 0;
  const draw = (width) => {
    if (Math.abs(width - drawnAt) < 4 || width < 40) return;
    drawnAt = width;
    if (chart.type === "pie") {
      const { drawing, names } = pie(width, data);
      stage.replaceChildren(h("div", { class: "pie-row" }, drawing, legend(names)));
      return;
    }
    const frame = axes(width, data.categories, data.series);
    const draws = chart.type === "bar" ? bars : strokes;
    const inside = draws(frame, data.series, data.categories, chart.type === "area");
    const size = { viewBox: `0 0 ${width} ${frame.height}`, width, height: frame.height };
    stage.replaceChildren(s("svg", { class: "chart-svg", ...size, "aria-hidden": "true" }, frame.drawn, inside));
  };
  draw(560);
  new ResizeObserver(([entry]) => draw(Math.floor(entry.contentRect.width))).observe(stage);
  return figure;
}
