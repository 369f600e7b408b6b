// Builds elements. The policy forbids HTML from strings.

/** `make('p', { class: 'lead' }, 'Text')`. A function is an event listener, `true` an attribute without a value. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat());
  return element;
}

/** A heading that takes the focus when its screen opens. */
export const heading = (text) => make('h1', { tabindex: '-1' }, text);
