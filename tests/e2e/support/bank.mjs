// The texts of the questionnaire and of the interface, read from their sources. A test names a text by its key, so better wording
// breaks no test.

import { readFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

export const bank = read('banks/share-gov-it.json');
const joined = (lang, folders) => Object.assign({}, ...folders.map((folder) => read(`crates/core/${folder}/${lang}.json`)));
const wordsIn = (...folders) => ({ en: joined('en', folders), es: joined('es', folders) });
const words = wordsIn('words');
const shellWords = wordsIn('words/shell');

/** All texts of the prerendered pages, by key. */
export const shellTexts = (lang) => shellWords[lang];

const deskWords = wordsIn('words/desk', 'words/pair', 'words/group', 'words/results');

/** A text of the interface with its values. */
export function say(lang, key, values = {}) {
  return filled(words[lang][key] ?? shellWords[lang][key], key, values);
}

/** A text of the desk with its values. */
export function sayDesk(lang, key, values = {}) {
  return filled(deskWords[lang][key], key, values);
}

function filled(text, key, values) {
  if (text === undefined) {
    throw new Error(`there is no text ${key}`);
  }
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
}

/** The name of a capability. */
export function label(id, lang = 'en') {
  return bank.capabilities.find((capability) => capability.id === id).label[lang];
}

/** The text of a range bar, from a number of the command line; `null` is "not enough answers". */
export function barWords(range, lang = 'en') {
  const message = (id) => bank.messages[id][lang];
  if (range === null) {
    return message('band.none');
  }
  const likely = message('range').replace('{low}', range.low).replace('{high}', range.high);
  return `${message(`band.${range.band}`)}, ${likely}`;
}

/** The screens of the questionnaire, in order. They don't depend on the kind of agency. */
export const domainScreens = bank.domains.map((domain) => `domain-${domain.id}`);
export const stepScreens = ['details', ...domainScreens, 'readiness', 'terms', 'picks', 'review', 'profile'];
