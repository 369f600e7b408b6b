// How much the tests ask. The quick depth asks each question once: one language, one theme and one width where these don't
// matter. `cargo xtask test --all` asks the whole matrix.

/** Whether the whole matrix is asked; `cargo xtask test --all` sets the variable. */
export const isAll = process.env.INTERLOCAL_DEPTH === 'all';

/** All entries in the whole matrix, and otherwise the first `n`, which ask every question that the list has. */
export const each = (list, n = 1) => (isAll ? list : list.slice(0, n));

/** For the option `skip` of a test that runs in the whole matrix only; `why` says what else asks the same. */
export const onlyInAll = (why) => !isAll && `only with --all: ${why}`;
