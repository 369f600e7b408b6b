// What `cargo xtask bench` judges: each measure as a ratio of the site to the reference page, with its bar.
// A bar stands above every ratio that noise made in complete runs, and below the ratio of a site that is a third to a half
// slower on a quiet machine. Noise adds to both pages alike and moves a ratio towards 1, so a busy machine hides a slower site
// sooner than it fails a good one. `usual` is the lowest and highest ratio of runs on a machine with two cores, quiet and busy.

import { median, percentile } from './numbers.mjs';

const of = (values) => (rounds) => median(rounds.flatMap(values));

/** `of` makes one number of a page's rounds. `bar` is the highest ratio that passes. */
export const MEASURES = [
  {
    name: 'first paint',
    unit: 'ms',
    of: of(({ starts }) => starts.map((it) => it.firstPaint)),
    bar: 1.65,
    usual: [1.14, 1.51],
    why: 'Both pages have their start screen in the HTML and wait for one style sheet; the widget\'s has themes, print and languages.',
  },
  {
    name: 'first answer',
    unit: 'ms',
    of: of(({ starts }) => starts.map((it) => it.firstAnswer)),
    bar: 3.2,
    usual: [1.85, 2.59],
    why: 'The widget loads a program of 140 kB before it answers, which takes 700 ms on this line.',
  },
  {
    name: 'click to paint, p98',
    unit: 'ms',
    of: (rounds) => percentile(middleClicks(rounds), 98),
    bar: 3,
    usual: [1.5, 2.35],
    why: 'The slowest clicks are those on Next. The widget draws a screen and its steps from its state, the reference makes elements.',
  },
  {
    name: 'result shown',
    unit: 'ms',
    of: of(({ forms }) => forms.flatMap((it) => it.results)),
    bar: 6.5,
    usual: [2.25, 5],
    why: 'The widget\'s profile has a picture, ranges, terms and readiness beside the lists and scores that both have.',
  },
  {
    name: 'link opened',
    unit: 'ms',
    of: of(({ links }) => links),
    bar: 3.4,
    usual: [2.26, 2.96],
    why: 'The program of the first answer and the profile of the result, in one visit.',
  },
  {
    name: 'memory',
    unit: 'MB',
    of: of(({ forms }) => forms.map(({ memory }) => (memory.script + memory.dom + memory.program) / 1e6)),
    bar: 2.4,
    usual: [2.01, 2.02],
    why: 'The program has 1.6 MB of its own, and the profile has more elements. Memory hardly varies.',
  },
];

/** The longest frame while a link is encrypted, as a ratio to the longest frame of the idle page. */
export const SEALING = {
  bar: 4,
  usual: [1, 2],
  why: 'The browser derives the key in a thread of its own. If the page waited for it, the frame would last as long as encrypting.',
};

/** For each click of the form, the median of all forms: a moment when the machine was busy leaves no trace. */
function middleClicks(rounds) {
  const all = rounds.flatMap(({ forms }) => forms).map(({ ratings, steps }) => [...ratings, ...steps].map(({ took }) => took));
  return all[0].map((_, at) => median(all.map((clicks) => clicks[at])));
}
