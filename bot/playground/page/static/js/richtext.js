// Slack's rich_text blocks as DOM nodes.
import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, groupMention, mention } from "./mrkdwn.js";
import { dateToken } from "./time.js";

const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s" };

function styled(node, style = {}) {
  let out = node;
  for (const [name, tag] of Object.entries(STYLES)) if (style[name]) out = h(tag, {}, out);
  return out;
}

function piece(element) {
  const { type, style } = element;
  if (type === "text") return styled(element.text ?? "", style);
  if (type === "link") return styled(link(element.url, element.text || element.url), style);
  if (type === "emoji") return emoji(element.skin_tone ? `${element.name}::skin-tone-${element.skin_tone}` : element.name);
  if (type === "user") return styled(mention(element.user_id), style);
  if (type === "channel") return styled(channelMention(element.channel_id), style);
  if (type === "usergroup") return groupMention(element.usergroup_id);
  if (type === "broadcast") return broadcast(element.range);
  if (type === "date")
    return h(
      "span",
      { class: "date" },
      dateToken(element.timestamp, element.format || "{date}") || element.fallback || "",
    );
  if (type === "color") return h("code", {}, element.value ?? "");
  return element.text ?? "";
}

const pieces = (elements) => (elements || []).map(piece);

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const props = { class: `rich-list deep-${Math.min(4, element.indent || 0)}` };
  if (element.style === "ordered" && element.offset) props.start = element.offset + 1;
  return h(tag, props, ...(element.elements || []).map((item) => h("li", {}, ...pieces(item.elements))));
}

const PARTS = {
  rich_text_section: (element) => h("div", { class: "rich-line" }, ...pieces(element.elements)),
  rich_text_list: list,
  rich_text_quote: (element) => h("blockquote", {}, ...pieces(element.elements)),
  rich_text_preformatted: (element) => h("pre", {}, h("code", {}, ...pieces(element.elements))),
};

/** Return the node of a rich_text block. */
export function richText(block) {
  return h("div", { class: "text rich" }, ...(block.elements || []).map((element) => PARTS[element.type]?.(element)));
}

/** Return the plain text of a rich_text block, for sorting and for values. */
export const richWords = (block) => richText(block).textContent;
