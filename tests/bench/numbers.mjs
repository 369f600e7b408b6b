// Medians, percentiles and a table row. No averages: one slow run would colour all the others.

export function median(values) {
  return percentile(values, 50);
}

/** The smallest value that at least `percent` per cent of the values do not exceed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

export function row(name, value, bar, verdict) {
  return `${name.padEnd(34)}${value.padStart(12)}${bar.padStart(10)}  ${verdict}`.trimEnd();
}
