// The schema of the messages between a frame with the widget and the page around it. docs/embedding-messages.md documents it.

const VERSION = 1;

/** @typedef {(value: unknown) => boolean} Check Whether a field's value is valid. */
/** @typedef {Record<string, Record<string, Check>>} Kinds The fields of each type of message. */

/** @type {Check} */
const isText = (value) => typeof value === "string";
/** @type {Check} */
const isHeight = (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1e6;
/** @type {Check} */
const isProfile = (value) => value === null || (typeof value === "object" && !Array.isArray(value));

/** Messages from the frame to the page. */
export const TO_PAGE = {
  ready: {},
  height: { height: isHeight },
  complete: { link: isText, profile: isProfile },
  error: { cause: isText, message: isText },
};
/** Messages from the page to the frame. */
export const TO_FRAME = { hello: {}, open: { link: isText } };

/**
 * @param {string} type
 * @param {object} [content]
 */
export const message = (type, content) => ({ interlocal: VERSION, type, ...content });

/**
 * The type and the content of a message, or `undefined` if it isn't a valid message of one of `kinds`.
 *
 * @param {any} data
 * @param {Kinds} kinds
 */
export const readMessage = (data, kinds) => {
  const { interlocal, type, ...content } = data ?? {};
  if (interlocal !== VERSION || !isText(type) || !Object.hasOwn(kinds, type)) return undefined;
  const fields = Object.entries(kinds[type] ?? {});
  const isWhole = fields.every(([name, fits]) => fits(content[name])) && Object.keys(content).length === fields.length;
  return isWhole ? { type: String(type), content } : undefined;
};
