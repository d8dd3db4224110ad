// Block Kit's elements that send an action at once: buttons, menus, and inputs outside an input block.
import { perform, reported, whileBusy } from "./acts.js";
import { confirmFirst, textObject } from "./dialogs.js";
import { h, picture, safeUrl } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { openMenu } from "./popover.js";
import { t } from "./texts.js";

const focusKey = (block, element) => `${block.block_id}/${element.action_id}`;

/** Send a click the way Slack does: ask first if the element says so, then wait for the app's answer. */
export async function click(ctx, block, element, action, node) {
  if (element.confirm && !(await confirmFirst(element.confirm))) return;
  await whileBusy(node, async () => {
    await reported(ctx.reports);
    return perform("click", {
      container: ctx.container,
      block_id: block.block_id,
      action_id: element.action_id,
      action: { type: element.type, ...action },
      values: ctx.values,
    });
  });
}

function button(ctx, block, element) {
  const style =
    element.style === "primary" ? "button primary" : element.style === "danger" ? "button danger" : "button";
  const href = element.url ? safeUrl(element.url) : null;
  const props = {
    class: style,
    "aria-label": element.accessibility_label,
    data: { actionId: element.action_id, blockId: block.block_id, focusKey: focusKey(block, element) },
  };
  const node = href
    ? h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer" }, ...textObject(element.text))
    : h("button", { ...props, type: "button" }, ...textObject(element.text));
  node.addEventListener("click", () => click(ctx, block, element, { value: element.value }, node));
  return node;
}

function overflow(ctx, block, element) {
  const node = h(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-label": element.accessibility_label || t("block.more"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { actionId: element.action_id, blockId: block.block_id, focusKey: focusKey(block, element) },
    },
    icon("more"),
  );
  node.addEventListener("click", () =>
    openMenu(
      node,
      (element.options || []).map((option) => ({
        label: textObject(option.text),
        detail: option.description && textObject(option.description),
        href: option.url ? safeUrl(option.url) : null,
        data: { value: option.value },
        run: () => click(ctx, block, element, { selected_option: option }, node),
      })),
      { label: t("block.more"), align: "start" },
    ),
  );
  return node;
}

const GLYPHS = { trash: "trash", pencil: "pencil", copy: "copy", star: "star", eye: "eye" };

function iconButton(ctx, block, element) {
  const words = element.accessibility_label || element.text?.text || t("block.action");
  const node = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": words,
      title: words,
      data: { actionId: element.action_id, blockId: block.block_id, focusKey: focusKey(block, element) },
    },
    icon(GLYPHS[element.icon] || "more", 16),
  );
  node.addEventListener("click", () => click(ctx, block, element, { value: element.value }, node));
  return node;
}

function feedback(ctx, block, element) {
  return ["positive_button", "negative_button"].map((which) => {
    const part = element[which];
    if (!part) return null;
    const words = part.accessibility_label || part.text?.text || t(which === "positive_button" ? "block.good" : "block.bad");
    const node = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": words,
        title: words,
        data: { actionId: element.action_id, blockId: block.block_id },
      },
      emojiOf(which === "positive_button" ? "+1" : "-1"),
    );
    node.addEventListener("click", () => click(ctx, block, element, { value: part.value }, node));
    return node;
  });
}

export function imageElement(element) {
  return picture(element.image_url || element.slack_file?.url, element.alt_text || "", { class: "small-picture" });
}

/** Return the node of an element in a section, an actions block or a context block. */
export function element(ctx, block, one) {
  if (one.type === "button" || one.type === "workflow_button") return button(ctx, block, one);
  if (one.type === "overflow") return overflow(ctx, block, one);
  if (one.type === "image") return imageElement(one);
  if (one.type === "icon_button") return iconButton(ctx, block, one);
  if (one.type === "feedback_buttons") return feedback(ctx, block, one);
  const label = one.accessibility_label || one.placeholder?.text || block.text?.text || t("block.choose");
  return field(ctx, block, one, { label, acts: (action, node) => click(ctx, block, one, action, node) });
}
