// The result: offers, needs, scores by domain, and the link. The reader of a link sees the same without the link.

import { heading, make } from './dom.js';
import { count, encode, needs, nRatings, offers, questions, score } from './profile.js';

/** The person's own result. `go` opens another screen by its name. */
export function own(profile, go) {
  return make('main', {}, heading('Your profile'), share(profile), shown(profile),
    make('p', { class: 'steps' },
      make('button', { class: 'button quiet', 'data-action': 'back', click: () => go('details') }, 'Change answers')));
}

/** A result that came in a link. */
export function received(profile) {
  return make('main', {},
    make('p', { class: 'card' }, `The link says it is from ${profile.agency || 'an agency without a name'}. This was not verified.`),
    heading(profile.agency ? `Profile: ${profile.agency}` : 'A shared profile'), shown(profile),
    make('p', { class: 'steps' }, make('a', { class: 'button quiet', href: '#' }, 'Answer for your own agency')));
}

/** The screen for a link that can't be read. */
export function problem(error) {
  return make('main', {}, heading('This link could not be opened'), make('p', {}, error.message, ' Ask for the link again.'));
}

function share(profile) {
  const link = `${location.origin}${location.pathname}#r=${encode(profile)}`;
  const box = make('textarea', { id: 'share-link', readonly: true, rows: '3' }, link);
  const status = make('p', { role: 'status' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = 'The link is copied.';
    } catch {
      box.select();
      status.textContent = 'Your browser did not allow copying. The link is selected: copy it with Ctrl+C.';
    }
  };
  return make('section', { class: 'card' },
    make('h2', {}, 'Share your profile'),
    make('p', {}, 'The link holds the profile itself. Anyone with the link can read it; no server keeps it.'),
    make('label', { class: 'field' }, 'Your link', box),
    make('p', { class: 'steps' }, make('button', { class: 'button', 'data-action': 'copy', click: copy }, 'Copy link')),
    status);
}

function shown(profile) {
  const { kinds, domains } = questions;
  return make('div', {},
    make('p', { class: 'small' }, `${kinds[profile.kind]?.label ?? ''} ${count(profile)} of ${nRatings} ratings answered. These are the agency’s own answers, not an audit.`),
    make('div', { class: 'columns' },
      list('Top offers', offers(profile), 'skill', 'No offers yet.'),
      list('Top needs', needs(profile), 'need', 'No open needs.')),
    make('section', { class: 'card' }, make('h2', {}, 'Results by domain'),
      make('div', { class: 'columns' }, domains.map((domain) =>
        make('section', {}, make('h3', {}, domain.label), questions.scales.map((scale) => measure(profile, domain, scale)))))));
}

function list(title, areas, scaleId, nothing) {
  const { levels } = questions.scales.find(({ id }) => id === scaleId);
  const entries = areas.map((area) => make('li', {}, make('strong', {}, area.label), `: ${levels[area[scaleId]].label}`));
  return make('section', { class: 'card' }, make('h2', {}, title), entries.length > 0 ? make('ol', {}, entries) : make('p', {}, nothing));
}

/** A domain's score on one scale, and the answers behind it. */
function measure(profile, domain, scale) {
  const value = score(profile, domain, scale.id);
  const words = `${scale.label}: ${value === undefined ? 'not answered' : `${value} of 100`}`;
  const answer = ({ id }) => scale.levels[profile.answers[`${scale.id}-${id}`]];
  const reasons = domain.capabilities.map((capability) => {
    const level = answer(capability);
    return make('li', {}, make('strong', {}, capability.label), `: ${level ? `${level.label}. ${level.text}` : 'not answered'}`);
  });
  return make('div', {},
    make('label', { class: 'field' }, words, make('meter', { min: '0', max: '100', value: value ?? '0' })),
    make('details', {}, make('summary', {}, `Answers behind this: ${domain.label}, ${scale.label}`), make('ul', {}, reasons)));
}
