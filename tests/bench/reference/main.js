// Opens screens: by the address when the page loads or the person goes back, and by the buttons.

import { step, steps } from './form.js';
import { decode, load, save } from './profile.js';
import { own, problem, received } from './result.js';

const LINK = '#r=';
const app = document.getElementById('app');
const start = app.firstElementChild;
const profile = load();

/** Shows the screen that the address names. */
function show() {
  const name = location.hash.slice(1);
  if (location.hash.startsWith(LINK)) open(location.hash.slice(LINK.length));
  else if (steps.includes(name)) draw(name, step(profile, name, go));
  else if (name === 'profile') draw(name, own(profile, go));
  else draw('start', start);
}

function open(text) {
  try {
    draw('received', received(decode(text)));
  } catch (error) {
    draw('problem', problem(error));
  }
}

function draw(name, main) {
  if (app.firstElementChild === main) return;
  app.dataset.page = name;
  app.replaceChildren(main);
  scrollTo(0, 0);
  main.querySelector('h1').focus();
}

function go(name) {
  save(profile);
  history.pushState(null, '', name === 'start' ? '#' : `#${name}`);
  show();
}

// The Start button is a link, so a click before this script runs is already in the address.
addEventListener('popstate', show);
show();
