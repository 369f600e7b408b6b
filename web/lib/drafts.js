// The names under which a browser's storage holds drafts.

export const DRAFT = "interlocal:draft:";

/**
 * The name of `key` for one instance of the widget, so that several on one site don't share their drafts.
 *
 * @param {string} key
 * @param {string | undefined} instance
 */
export const keyFor = (key, instance) => (instance ? key.replace(":", `:${instance}:`) : key);

/**
 * Whether `store` has a draft. A draft that was set aside doesn't count.
 *
 * @param {object} store
 * @param {string} [prefix]
 */
export const hasDraft = (store, prefix = DRAFT) =>
  Object.keys(store).some((key) => key.startsWith(prefix) && !key.endsWith(":aside"));
