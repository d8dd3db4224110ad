// Validation of fields before anything is sent, as in Slack's client.
import { t } from "./texts.js";

const isEmpty = (state) =>
  !Object.entries(state).some(
    ([key, value]) =>
      key !== "type" &&
      key !== "typed" &&
      value !== null &&
      value !== undefined &&
      value !== "" &&
      !(Array.isArray(value) && !value.length) &&
      !(value?.type === "rich_text" && !value.elements[0].elements.length),
  );

/** Return the error message of an input block's value, or null. */
export function faultOf(block, state) {
  const { element } = block;
  if (!state || isEmpty(state)) return block.optional ? null : t("field.required");
  const text = state.value ?? "";
  const length = [...text].length;
  if (element.min_length && length < element.min_length)
    return t("field.too_short", { n: element.min_length });
  if (element.max_length && length > element.max_length)
    return t("field.too_long", { n: element.max_length, over: length - element.max_length });
  if (element.type === "number_input") {
    if (!/^[-+]?\d*\.?\d+$/.test(text) || (!element.is_decimal_allowed && /\./.test(text)))
      return t(element.is_decimal_allowed ? "field.number" : "field.whole_number");
    if (element.min_value !== undefined && Number(text) < Number(element.min_value))
      return t("field.too_small", { min: element.min_value });
    if (element.max_value !== undefined && Number(text) > Number(element.max_value))
      return t("field.too_large", { max: element.max_value });
  }
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(text)) return t("field.email");
  if (element.type === "url_text_input" && !/^https?:\/\/\S+/.test(text))
    return t("field.link");
  return null;
}
