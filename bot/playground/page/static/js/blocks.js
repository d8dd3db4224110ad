// Rendering of Block Kit: one function for each block.
import { perform, whileBusy } from "./acts.js";
import { chartBlock } from "./chart.js";
import { faultOf } from "./checks.js";
import { textObject } from "./dialogs.js";
import { h, link, picture, uid } from "./dom.js";
import { element } from "./elements.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { dataTable, tableBlock } from "./tables.js";
import { t } from "./texts.js";

const text = (object) => h("div", { class: "text" }, ...textObject(object));

function section(ctx, block) {
  const body = h(
    "div",
    { class: "section-body" },
    block.text && text(block.text),
    block.fields && h("div", { class: "section-fields" }, ...block.fields.map(text)),
  );
  if (!block.accessory) return body;
  const aside = h(
    "div",
    { class: block.accessory.type === "image" ? "accessory picture" : "accessory" },
    element(ctx, block, block.accessory),
  );
  return h("div", { class: "section" }, body, aside);
}

const actions = (ctx, block) =>
  h("div", { class: "actions" }, ...(block.elements || []).map((one) => element(ctx, block, one)).flat());

function context(ctx, block) {
  const parts = (block.elements || []).map((one) =>
    one.type === "image"
      ? picture(one.image_url, one.alt_text || "", { class: "context-picture" })
      : h("span", { class: "text" }, ...textObject(one)),
  );
  return h("div", { class: "context" }, ...parts);
}

function image(ctx, block) {
  return h(
    "figure",
    { class: "image-block" },
    block.title && h("figcaption", {}, ...textObject(block.title)),
    picture(block.image_url || block.slack_file?.url, block.alt_text || ""),
  );
}

const GROUPED = new Set(["radio_buttons", "checkboxes"]);

function input(ctx, block) {
  const { element: one } = block;
  const id = uid("field");
  const hintId = uid("hint");
  const errorId = uid("error");
  const label = block.label?.text || "";
  const acts = block.dispatch_action
    ? (state, node) =>
        whileBusy(node, () =>
          perform("input", {
            view_id: ctx.container.view_id,
            container: ctx.container,
            block_id: block.block_id,
            action_id: one.action_id,
            action: { type: one.type, ...state },
            values: ctx.values,
            ...state,
          }),
        )
    : null;
  const control = field(ctx, block, one, {
    id,
    label,
    acts,
    named: !GROUPED.has(one.type),
    describedby: `${errorId} ${hintId}`,
  });
  const words = [...textObject(block.label), block.optional && h("span", { class: "optional" }, ` ${t("block.optional")}`)];
  const node = h(
    "div",
    { class: "field", data: { blockId: block.block_id } },
    GROUPED.has(one.type) ? h("div", { class: "label" }, ...words) : h("label", { class: "label", for: id }, ...words),
    control,
    h("div", { class: "field-error", id: errorId, role: "alert" }),
    block.hint && h("div", { class: "hint", id: hintId }, ...textObject(block.hint)),
  );
  if (!block.hint) node.append(h("span", { id: hintId, hidden: true }));
  ctx.checks?.push({
    blockId: block.block_id,
    fault: () => faultOf(block, ctx.values[block.block_id]?.[one.action_id]),
    show: (fault) => showFault(node, fault),
  });
  if (ctx.errors?.[block.block_id]) showFault(node, ctx.errors[block.block_id]);
  const mended = () => node.classList.contains("faulty") && showFault(node, null);
  node.addEventListener("input", mended);
  node.addEventListener("change", mended);
  return node;
}

function showFault(node, words) {
  const place = node.querySelector(":scope > .field-error");
  place.replaceChildren(...(words ? [icon("warn", 14), h("span", {}, words)] : []));
  node.classList.toggle("faulty", Boolean(words));
  for (const control of node.querySelectorAll("input, textarea")) {
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

function card(ctx, block) {
  return h(
    "div",
    { class: "card" },
    block.hero_image && picture(block.hero_image.image_url, block.hero_image.alt_text || "", { class: "card-hero" }),
    h(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon.image_url, block.icon.alt_text || "", { class: "card-icon" }),
      h(
        "div",
        {},
        block.title && h("div", { class: "card-title text" }, ...textObject(block.title)),
        block.subtitle && h("div", { class: "card-subtitle text" }, ...textObject(block.subtitle)),
      ),
    ),
    block.body && text(block.body),
    block.actions?.length &&
      h("div", { class: "actions" }, ...block.actions.map((one) => element(ctx, block, one)).flat()),
  );
}

function header(ctx, block) {
  const first = Number((ctx.heading || "h2").slice(1));
  const level = block.level || 0; // 1 to 4; none: the usual size
  const tag = `h${Math.min(6, first + Math.max(0, level - 1))}`;
  return h(tag, { class: level ? `header-block level-${level}` : "header-block" }, ...textObject(block.text));
}

function container(ctx, block) {
  const id = uid("container");
  const head = h(
    "div",
    { class: "card-head" },
    block.icon && picture(block.icon.image_url, block.icon.alt_text || "", { class: "card-icon" }),
    h(
      "div",
      {},
      h("div", { class: "card-title text", id }, ...containerTitle(block)),
      block.subtitle && h("div", { class: "card-subtitle text" }, ...textObject(block.subtitle)),
    ),
  );
  const named = { class: `card container width-${block.width || "standard"}`, role: "group", "aria-labelledby": id };
  const inside = blockNodes(block.child_blocks, ctx);
  if (!block.is_collapsible) {
    return h("div", named, head, block.has_header_divider && h("hr", {}), ...inside);
  }
  const folded = h("details", {}, h("summary", {}, head), ...inside);
  folded.open = !block.default_collapsed;
  return h("div", named, folded);
}

const containerTitle = (block) =>
  block.rich_text_title ? [richText(block.rich_text_title)] : textObject(block.title);

const STATES = {
  pending: ["clock", "block.pending"],
  in_progress: ["more", "block.in_progress"],
  complete: ["check", "block.complete"],
  error: ["warn", "block.failed"],
};

function plan(ctx, block) {
  const id = uid("plan");
  return h(
    "div",
    { class: "card wide", role: "group", "aria-labelledby": id },
    h("div", { class: "card-title text", id }, block.title),
    h("ul", { class: "tasks" }, ...(block.tasks || []).map((one) => h("li", {}, ...task(one)))),
  );
}

function task(one) {
  const [sign, state] = STATES[one.status] || [];
  return [
    h("div", { class: "card-title text" }, one.title),
    sign && h("div", { class: "card-subtitle task-state" }, icon(sign, 14), t(state)),
    one.details && richText(one.details),
    one.output && richText(one.output),
    one.sources?.length && h("ul", { class: "sources" }, ...one.sources.map((from) => h("li", {}, link(from.url, from.text)))),
  ];
}

const LEVELS = { info: "info", success: "check", warning: "warn", error: "warn" };

const DRAWN = {
  section,
  actions,
  context,
  image,
  input,
  card,
  divider: () => h("hr", {}),
  header,
  rich_text: (ctx, block) => richText(block),
  markdown: (ctx, block) => h("div", { class: "text markdown" }, ...markdown(block.text)),
  table: (ctx, block) => tableBlock(block),
  data_table: (ctx, block) => dataTable(block, (one) => element(ctx, block, one)),
  data_visualization: (ctx, block) => chartBlock(block),
  carousel: (ctx, block) =>
    h(
      "div",
      { class: "carousel", tabindex: 0, role: "group", "aria-label": t("block.cards") },
      ...(block.elements || []).map((one) => card(ctx, { ...one, block_id: one.block_id || block.block_id })),
    ),
  alert: (ctx, block) =>
    h(
      "div",
      { class: `alert ${LEVELS[block.level] ? block.level : "default"}` },
      icon(LEVELS[block.level] || "info"),
      text(block.text),
    ),
  container,
  plan,
  task_card: (ctx, block) => h("div", { class: "card wide" }, ...task(block)),
  context_actions: (ctx, block) =>
    h("div", { class: "actions tight" }, ...(block.elements || []).map((one) => element(ctx, block, one)).flat()),
};

/** Return the nodes of some blocks. ctx: {container, values, prior, checks, errors, heading}. */
export function blockNodes(blocks, ctx) {
  return (blocks || []).map((block, at) => {
    const draw = DRAWN[block.type];
    const known = { ...block, block_id: block.block_id || `b${at}` };
    return h(
      "div",
      { class: `block block-${block.type}` },
      draw ? draw(ctx, known) : h("span", { class: "unknown" }, t("block.unknown", { type: block.type })),
    );
  });
}
