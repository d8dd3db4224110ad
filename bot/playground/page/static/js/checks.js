// Validation of fields before anything is sent, as in Slack's client.

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
  if (!state || isEmpty(state)) return block.optional ? null : "Please complete this required field.";
  const text = state.value ?? "";
  const length = [...text].length;
  if (element.min_length && length < element.min_length)
    return `Please write at least ${element.min_length} characters.`;
  if (element.max_length && length > element.max_length)
    return `Please write at most ${element.max_length.toLocaleString("en-US")} characters. You have ${(length - element.max_length).toLocaleString("en-US")} too many.`;
  if (element.type === "number_input") {
    if (!/^[-+]?\d*\.?\d+$/.test(text) || (!element.is_decimal_allowed && /\./.test(text)))
      return element.is_decimal_allowed ? "Please write a number." : "Please write a whole number.";
    if (element.min_value !== undefined && Number(text) < Number(element.min_value))
      return `Please write ${element.min_value} or more.`;
    if (element.max_value !== undefined && Number(text) > Number(element.max_value))
      return `Please write ${element.max_value} or less.`;
  }
  if (element.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(text)) return "Please write an email address.";
  if (element.type === "url_text_input" && !/^https?:\/\/\S+/.test(text))
    return "Please write a link that starts with https://.";
  return null;
}
