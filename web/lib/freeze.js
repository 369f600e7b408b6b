/**
 * Freezes data and everything in it, before a page gets it.
 *
 * @template Value
 * @param {Value} value
 * @returns {Value}
 */
export const freeze = (value) => {
  if (value && typeof value === "object") Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};
