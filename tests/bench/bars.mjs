// What `cargo xtask bench` judges: each measure as a ratio of the site to the reference page, with its bar.
// A bar stands above every ratio that noise made, and below the ratio of a site that is a third to a half slower.

import { median, percentile } from './numbers.mjs';

const of = (values) => (rounds) => median(rounds.flatMap(values));

/** `of` makes one number of a page's rounds. */
export const MEASURES = [
  {
    name: 'first paint',
    unit: 'ms',
    of: of(({ starts }) => starts.map((it) => it.firstPaint)),
    bar: 2,
    why: 'Both pages have their start screen in the HTML and wait for one style sheet. The widget\'s has themes, print and languages.',
  },
  {
    name: 'first answer',
    unit: 'ms',
    of: of(({ starts }) => starts.map((it) => it.firstAnswer)),
    bar: 4,
    why: 'The widget loads a program of 140 kB before it answers; on this line these take 700 ms.',
  },
  {
    name: 'click to paint, p98',
    unit: 'ms',
    of: (rounds) => percentile(middleClicks(rounds), 98),
    bar: 3,
    why: 'The widget draws a screen from its state; the reference changes a line of text. The slowest clicks are those on Next.',
  },
  {
    name: 'result shown',
    unit: 'ms',
    of: of(({ forms }) => forms.flatMap((it) => it.results)),
    bar: 6,
    why: 'The widget\'s profile has a picture, ranges and the reasons behind each number; the reference has two lists and meters.',
  },
  {
    name: 'link opened',
    unit: 'ms',
    of: of(({ links }) => links),
    bar: 4,
    why: 'The program of the first answer and the profile of the result, in one visit.',
  },
  {
    name: 'memory',
    unit: 'MB',
    of: of(({ forms }) => forms.map(({ memory }) => (memory.script + memory.dom + memory.program) / 1e6)),
    bar: 3,
    why: 'The program has 1.6 MB of its own, and the profile has more elements.',
  },
];

/** The longest frame while a link is encrypted, as a ratio to the longest frame of the idle page. */
export const SEALING = {
  bar: 4,
  why: 'The browser derives the key in a thread of its own. If the page waited for it, the frame would last as long as encrypting.',
};

/** For each click of the form, the median of all forms: a moment when the machine was busy leaves no trace. */
function middleClicks(rounds) {
  const all = rounds.flatMap(({ forms }) => forms).map(({ ratings, steps }) => [...ratings, ...steps].map(({ took }) => took));
  return all[0].map((_, at) => median(all.map((clicks) => clicks[at])));
}
