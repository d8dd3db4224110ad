// Our own line icons on a 20 x 20 grid.
import { s } from "./dom.js";

const PATHS = {
  clock: ["M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z", "M10 5.8V10l3 2"],
  menu: ["M3 5.5h14", "M3 10h14", "M3 14.5h14"],
  close: ["M5 5l10 10", "M15 5L5 15"],
  back: ["M12 4l-6 6 6 6"],
  next: ["M8 4l6 6-6 6"],
  down: ["M5 7.5l5 5 5-5"],
  check: ["M4 10.5l4 4 8-9"],
  lock: ["M5 9h10v7.5H5z", "M7 9V6.5a3 3 0 0 1 6 0V9"],
  hash: ["M4 7.5h13", "M3 12.5h13", "M8.5 3L6.5 17", "M13.5 3l-2 14"],
  reply: ["M4 4.5h12v8.5H9.5L6 16v-3H4z"],
  more: ["M10 4.6v.1", "M10 10v.1", "M10 15.4v.1"],
  bolt: ["M11.5 2.5L4.5 11.5h5l-1 6 7-9h-5z"],
  clip: ["M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-6 6a1 1 0 0 1-1.4-1.4l5-5"],
  send: ["M3.5 10L3 3.8 17.5 10 3 16.2z", "M3.5 10H10"],
  pencil: ["M4 16l.8-3.4L13.6 3.8l2.6 2.6-8.8 8.8z", "M12 5.5l2.5 2.5"],
  trash: ["M4 5.5h12", "M8 5.5V3.5h4v2", "M5.5 5.5l.8 11h7.4l.8-11", "M8.6 8.5v5", "M11.4 8.5v5"],
  copy: ["M7 7h9v9H7z", "M4 13V4h9"],
  eye: ["M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5z", "M10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z"],
  sun: [
    "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z",
    "M10 1.8v2",
    "M10 16.2v2",
    "M1.8 10h2",
    "M16.2 10h2",
    "M4.2 4.2l1.4 1.4",
    "M14.4 14.4l1.4 1.4",
    "M4.2 15.8l1.4-1.4",
    "M14.4 5.6l1.4-1.4",
  ],
  moon: ["M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z"],
  auto: ["M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z", "M10 2.8v14.4", "M13 4.2v11.6", "M15.6 6v8"],
  file: ["M5 2.8h6.5L15.5 7v10.2H5z", "M11.5 2.8V7h4"],
  warn: ["M10 3l7.5 13.5h-15z", "M10 8v4", "M10 14.2v.1"],
  info: ["M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z", "M10 9v5", "M10 6.4v.1"],
  people: [
    "M7.5 4.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z",
    "M2.5 16c.4-3 2.4-4.4 5-4.4s4.600 1.400 5 4.400",
    "M12.600 4.900a2.500 2.500 0 0 1 0 4.700",
    "M14.200 12c1.900.5 3 1.900 3.300 4",
  ],
  mask: [
    "M3 5c4.500 1.300 9.500 1.300 14 0 .4 5.500-1.800 9.800-5 9.800-1 0-1.400-.6-2-.6s-1 .6-2 .6C4.800 14.800 2.600 10.500 3 5z",
    "M6 8.800c.8-.7 1.900-.7 2.700 0",
    "M11.300 8.800c.8-.7 1.900-.7 2.700 0",
  ],
  up: ["M5 12.500l5-5 5 5"],
  sort: ["M6.500 8L10 4.500 13.500 8", "M6.500 12l3.500 3.500 3.500-3.500"],
};

/** Return an icon; hidden from screen readers: the control around it has the label. */
export function icon(name, size = 18) {
  const drawing = s("svg", {
    class: `icon icon-${name}`,
    viewBox: "0 0 20 20",
    width: size,
    height: size,
    "aria-hidden": "true",
    focusable: "false",
  });
  for (const d of PATHS[name] || []) drawing.append(s("path", { d }));
  return drawing;
}

/** The app's icon: a starling with bright specks. */
export function starling(size = 36) {
  const gradient = `bird-${Math.random().toString(36).slice(2)}`;
  return s(
    "svg",
    { class: "starling", viewBox: "0 0 36 36", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    s(
      "defs",
      {},
      s(
        "linearGradient",
        { id: gradient, x1: 0, y1: 0, x2: 1, y2: 1 },
        s("stop", { offset: "0", "stop-color": "#1d3557" }),
        s("stop", { offset: "0.55", "stop-color": "#4b3b8f" }),
        s("stop", { offset: "1", "stop-color": "#0f7f86" }),
      ),
    ),
    s("rect", { width: 36, height: 36, rx: 8, fill: `url(#${gradient})` }),
    s("path", {
      fill: "#fff",
      d: "M29.600 12.300l-4.700-1.700c-1.100-2.300-3.300-3.700-5.900-3.700-3.700 0-6.300 2.700-7.300 6.300-.9 3.300-2.900 6.600-6.600 10.800-.5.6 0 1.400.8 1.200l6.600-1.700c1.400.9 3 1.400 4.700 1.400v3.300h1.700v-3.400c.6-.1 1.200-.2 1.700-.4v3.800h1.700v-4.500c3.400-1.900 5.200-5.500 4.500-9.500l2.900-1.200c.4-.2.400-.6-.1-.7z",
    }),
    s("circle", { cx: 21.4, cy: 11.6, r: 1.1, fill: "#1d3557" }),
    [
      [15.6, 14.6],
      [18.7, 16.8],
      [15.2, 19.2],
      [19.6, 20.6],
      [12.4, 21.6],
      [22, 17.2],
      [16.4, 22.7],
    ].map(([cx, cy]) => s("circle", { cx, cy, r: 0.85, fill: "#4b3b8f" })),
  );
}
