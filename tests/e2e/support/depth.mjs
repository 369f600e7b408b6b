// The depth of the tests. The quick depth checks each fact once: in one language, theme and width, if these don't matter.
// `cargo xtask test --all` checks the whole matrix.

/** Whether the whole matrix is checked; `cargo xtask test --all` sets the variable. */
export const isAll = process.env.INTERLOCAL_DEPTH === 'all';

/** All entries in the whole matrix; otherwise the first `n`, which cover every case of the list. */
export const each = (list, n = 1) => (isAll ? list : list.slice(0, n));

/** The reason for the option `skip` of a test that runs in the whole matrix only; `why` names the test that covers the same. */
export const onlyInAll = (why) => !isAll && `only with --all: ${why}`;
