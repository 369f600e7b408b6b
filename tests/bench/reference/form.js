// The steps of the questionnaire: details, then one screen for each domain.

import { heading, make } from './dom.js';
import { count, nRatings, questions, save } from './profile.js';

export const steps = ['details', ...questions.domains.map(({ id }) => `domain-${id}`)];

/** The screen of a step. `go` opens another screen by its name. */
export function step(profile, name, go) {
  const at = steps.indexOf(name);
  const domain = questions.domains.find(({ id }) => name === `domain-${id}`);
  const progress = makeProgress(profile, at);
  const next = () => go(steps[at + 1] ?? 'profile');
  const body = domain ? ratings(profile, domain, progress.update) : details(profile);
  return make(
    'main',
    {},
    make('form', { submit: (event) => (event.preventDefault(), next()) },
      progress.element,
      heading(domain ? domain.label : 'About your agency'),
      body,
      make('p', { class: 'steps' },
        make('button', { class: 'button', 'data-action': 'next' }, 'Next'),
        make('button', { class: 'button quiet', type: 'button', 'data-action': 'back', click: () => go(steps[at - 1] ?? 'start') }, 'Back'),
      ),
    ),
  );
}

/** The line and bar at the top, and a function that draws them again after an answer. */
function makeProgress(profile, at) {
  const words = make('span');
  const bar = make('progress', { max: nRatings, 'aria-label': 'Answered' });
  const update = () => {
    words.textContent = `${count(profile)} of ${nRatings} answered.`;
    bar.value = count(profile);
  };
  update();
  return { update, element: make('div', {}, make('p', {}, make('strong', {}, `Step ${at + 1} of ${steps.length}`), ' ', words), bar) };
}

function details(profile) {
  const keep = (name) => (event) => {
    profile[name] = event.target.value;
    save(profile);
  };
  const kinds = questions.kinds.map(({ label }, value) =>
    make('option', { value, selected: profile.kind === String(value) }, label),
  );
  return [
    make('label', { class: 'field' }, 'Type of agency (required)',
      make('select', { id: 'ctx-kind', required: true, change: keep('kind') }, make('option', { value: '' }, ''), kinds)),
    make('label', { class: 'field' }, 'Agency name (optional)',
      make('input', { id: 'field-agency', maxlength: '60', value: profile.agency, input: keep('agency') })),
  ];
}

function ratings(profile, domain, onAnswer) {
  const rules = questions.scales.map(({ ask, rule }) => make('li', {}, make('strong', {}, ask), ` ${rule}`));
  return [
    make('p', { class: 'lead' }, 'Rate what you can do today and how much more capacity you need. Not sure? Leave it blank.'),
    make('ul', {}, rules),
    domain.capabilities.map((capability) =>
      make('section', { class: 'card', 'aria-labelledby': `cap-${capability.id}` },
        make('h2', { id: `cap-${capability.id}` }, capability.label),
        make('p', {}, capability.text),
        make('div', { class: 'columns' }, questions.scales.map((scale) => rating(profile, capability, scale, onAnswer))),
      ),
    ),
  ].flat();
}

function rating(profile, capability, scale, onAnswer) {
  const name = `${scale.id}-${capability.id}`;
  const choose = (event) => {
    profile.answers[name] = Number(event.target.value);
    onAnswer();
    save(profile);
  };
  const choices = scale.levels.map(({ label, text }, value) =>
    make('label', { class: 'choice' },
      make('input', { type: 'radio', name, value, checked: profile.answers[name] === value }),
      make('span', {}, make('strong', {}, label), ' ', make('span', {}, text)),
    ),
  );
  return make('fieldset', { change: choose },
    make('legend', {}, make('span', { class: 'visually-hidden' }, `${capability.label}: `), scale.ask), choices);
}
