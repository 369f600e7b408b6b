// Prints what was measured, and says whether the bars are kept.

import { MEASURES, SEALING } from './bars.mjs';
import { median, percentile } from './numbers.mjs';

const WIDTHS = [36, 11, 11, 8, 16, 6];

/** The judged ratios. Returns whether all are within their bars. */
export function reportRatios(site, reference) {
  line('', 'site', 'reference', 'ratio', 'rounds', 'bar');
  const verdicts = MEASURES.map((measure) => {
    const ratioOf = (ours, theirs) => measure.of(ours) / measure.of(theirs);
    const ratios = site.map((round, at) => ratioOf([round], [reference[at]]));
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const shown = [site, reference].map((rounds) => figure(measure.of(rounds), measure.unit));
    return judge(measure.name, shown, ratioOf(site, reference), spread, measure);
  });
  return verdicts.every(Boolean);
}

/** A rule of its own: the start screen doesn't wait for the program. A busy moment may delay one paint, but not most. */
export function reportOrder(site) {
  const starts = site.flatMap((round) => round.starts);
  const arrived = median(starts.map(({ program }) => program));
  const isBefore = median(starts.map(({ firstPaint, program }) => firstPaint - program)) < 0;
  line('first paint before the WebAssembly', figure(arrived, 'ms'), '', '', '', 'always', isBefore ? 'pass' : 'FAIL');
  return isBefore;
}

/** Figures without a bar. */
export function reportDetails(site, reference) {
  const pages = [site, reference];
  const both = (name, of, unit) => line(name, ...pages.map((rounds) => figure(of(rounds), unit)));
  const ofForms = (value) => (rounds) => rounds.flatMap(({ forms }) => forms.flatMap(value));
  console.log('\nnot judged');
  both('early click sent', (rounds) => median(rounds.flatMap(({ starts }) => starts.map((it) => it.clicked))), 'ms');
  both('rating to paint, median', (rounds) => median(ofForms(({ ratings }) => ratings.map((it) => it.took))(rounds)), 'ms');
  both('Next to paint, median', (rounds) => median(ofForms(({ steps }) => steps.map((it) => it.took))(rounds)), 'ms');
  both('rating by Event Timing, p98', (rounds) => percentile(ofForms(byEvents)(rounds), 98), 'ms');
  for (const [part, name] of Object.entries({ script: 'JavaScript', dom: 'the DOM', program: 'WebAssembly' })) {
    both(`memory of ${name}`, (rounds) => median(ofForms(({ memory }) => memory[part])(rounds)) / 1e6, 'MB');
  }
}

/** Undisturbed loads of both pages. */
export function reportLoads(site, reference) {
  for (const [key, name, unit] of [['largestPaint', 'largest paint', 'ms'], ['bytes', 'bytes on the line', ''], ['requests', 'requests', '']]) {
    line(name, ...[site, reference].map((loads) => figure(median(loads.map((it) => it[key])), unit)));
  }
}

export function reportOffline(answers) {
  line('first answer, without a network', figure(median(answers), 'ms'));
}

/** Returns whether the page went on drawing while it encrypted a link, and showed that it was busy. */
export function reportSealing(seals) {
  const of = (key) => median(seals.map((it) => it[key]));
  const hasSign = seals.every(({ sign }) => sign !== undefined);
  console.log('\nencrypting a link, on this processor as it is');
  line('', 'busy', 'idle', 'ratio', '', 'bar');
  const shown = [of('longestFrame'), of('idleFrame')].map((value) => figure(value, 'ms'));
  const isSmooth = judge('longest frame', shown, of('longestFrame') / of('idleFrame'), '', SEALING);
  line('sign of progress', hasSign ? figure(of('sign'), 'ms') : 'missing', '', '', '', 'always', hasSign ? 'pass' : 'FAIL');
  line('encrypting', figure(of('whole'), 'ms'));
  return isSmooth && hasSign;
}

function judge(name, shown, ratio, spread, { bar, usual, why }) {
  const isKept = ratio <= bar;
  line(name, ...shown, ratio.toFixed(2), spread, String(bar), isKept ? 'pass' : 'FAIL');
  if (!isKept) {
    console.log(`  The usual ratio is ${usual[0]} to ${usual[1]}: ${why}`);
    console.log('  Run it again with --runs 7. If it fails again, look for the change that made the site slower.');
  }
  return isKept;
}

/** The browser's own figure for each rating, in steps of 8 ms: the longest event of the press. */
function byEvents({ ratings, events }) {
  return ratings.map(({ clicked }) => {
    const click = events.find(({ startTime }) => Math.abs(startTime - clicked) < 2);
    const press = events.filter(({ interactionId }) => interactionId === click?.interactionId);
    return Math.max(8, ...press.map(({ duration }) => duration));
  });
}

function figure(value, unit) {
  const digits = unit === 'MB' ? 2 : unit === 'ms' && value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`.trim();
}

function line(name, ...cells) {
  const [first, ...rest] = WIDTHS;
  const padded = cells.map((cell, at) => (at < rest.length ? cell.padStart(rest[at]) : `  ${cell}`));
  console.log([name.padEnd(first), ...padded].join('').trimEnd());
}
