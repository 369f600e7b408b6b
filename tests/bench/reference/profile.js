// The answers, their scores, and the three ways that they travel: memory, the draft on this device, and a link.

const DRAFT = 'reference:draft';
const OFFER_FROM = 3;
const NEED_FROM = 2;
const TOP = 5;
const BLANK = '-';

export const questions = await (await fetch('questions.json')).json();
export const capabilities = questions.domains.flatMap((domain) => domain.capabilities);
const keys = capabilities.flatMap(({ id }) => questions.scales.map((scale) => `${scale.id}-${id}`));

/** `answers` maps a question such as `skill-backup` to a level from 0 to 4. */
export const empty = () => ({ agency: '', kind: '', answers: {} });
export const nRatings = keys.length;
export const count = (profile) => Object.keys(profile.answers).length;

const pack = ({ agency, kind, answers }) => [agency, kind, keys.map((key) => answers[key] ?? BLANK).join('')];

function unpack([agency, kind, levels]) {
  if (typeof agency !== 'string' || typeof kind !== 'string' || !/^[0-4-]+$/.test(levels) || levels.length !== keys.length) {
    throw new Error('This is not a profile of this questionnaire.');
  }
  const answered = keys.map((key, at) => [key, levels[at]]).filter(([, level]) => level !== BLANK);
  return { agency, kind, answers: Object.fromEntries(answered.map(([key, level]) => [key, Number(level)])) };
}

/** Storage may be denied; the answers then last as long as the page. */
export function save(profile) {
  try {
    localStorage.setItem(DRAFT, JSON.stringify(pack(profile)));
  } catch {
    // The person can still copy the link.
  }
}

export function load() {
  try {
    return unpack(JSON.parse(localStorage.getItem(DRAFT)));
  } catch {
    return empty();
  }
}

/** The profile as text for the fragment of a link: JSON in UTF-8, in base64 for addresses. */
export function encode(profile) {
  const bytes = new TextEncoder().encode(JSON.stringify(pack(profile)));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads a link's text. Throws if it is damaged. */
export function decode(text) {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return unpack(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The mean of a domain's ratings on one scale, from 0 to 100; `undefined` without any. */
export function score(profile, domain, scale) {
  const levels = domain.capabilities.map(({ id }) => profile.answers[`${scale}-${id}`]).filter((level) => level !== undefined);
  return levels.length === 0 ? undefined : Math.round((levels.reduce((sum, level) => sum + level, 0) / levels.length) * 25);
}

/** The areas that the agency could share, best first. */
export function offers(profile) {
  return top(profile, 'skill', OFFER_FROM, ({ skill, need }) => skill * 2 - need);
}

/** The areas with an open need, most urgent first. */
export function needs(profile) {
  return top(profile, 'need', NEED_FROM, ({ skill, need }) => need * 2 - skill);
}

function top({ answers }, scale, from, worth) {
  return capabilities
    .map(({ id, label }) => ({ label, skill: answers[`skill-${id}`] ?? 0, need: answers[`need-${id}`] ?? 0 }))
    .filter((area) => area[scale] >= from)
    .sort((a, b) => worth(b) - worth(a))
    .slice(0, TOP);
}
