// The codes of countries and of states of the USA by the names that people and autofill use. Loaded only if a field holds no code.

/**
 * The letters and digits of `text` as words, without accents and dots: "U.S." is "us", and "N. Mex." is "n mex".
 *
 * @param {string} text
 */
const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}.'’]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const COUNTRIES = {
  US: "usa|america|united states of america|eeuu|ee uu|eua|estados unidos de america",
  GB: "uk|gbr|great britain|gran bretaña",
  AE: "uae",
  CA: "can",
  CD: "dr congo",
  CI: "ivory coast",
  CZ: "czech republic|república checa",
  DE: "deu",
  ES: "esp",
  FR: "fra",
  KR: "korea|republic of korea",
  MX: "mex",
  NL: "holland|the netherlands",
  PR: "pri",
  RU: "russian federation",
};

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/**
 * Whether a code is in use. The browser also knows the old codes of renamed countries, and "ZZ" for an unknown country.
 *
 * @param {string} code
 */
const isCurrent = (code) => code !== "ZZ" && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

/**
 * Adds the browser's names of all countries in one language and style.
 *
 * @param {string} lang
 * @param {"long" | "short"} style
 * @param {Map<string, string>} names
 */
const addNames = (lang, style, names) => {
  const country = new Intl.DisplayNames(lang, { type: "region", fallback: "none", style });
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = isCurrent(code) ? country.of(code) : undefined;
    if (!name) continue;
    const [plain, other = name] = name.split(/[()]/);
    for (const it of [name, plain, other]) names.set(fold(it), names.get(fold(it)) ?? code);
  }
};

/** @type {Map<string, string> | undefined} */
let countries;
/**
 * The codes of all countries by their folded names.
 *
 * @param {string} lang
 */
const countryNames = (lang) => {
  if (countries) return countries;
  const all = new Map(Object.entries(COUNTRIES).flatMap(([code, names]) => names.split("|").map((name) => [fold(name), code])));
  if (Intl.DisplayNames) {
    for (const it of new Set([lang, "en", "es", ...(globalThis.navigator?.languages ?? [])])) {
      addNames(it, "long", all);
      addNames(it, "short", all);
    }
  }
  countries = all;
  return all;
};

const STATES = `AL Alabama|AK Alaska|AS American Samoa|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|DC Washington DC|FL Florida|GA Georgia|GU Guam|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
MP Northern Mariana Islands|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VI Virgin Islands|VI US Virgin Islands|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming|FL Fla|PA Penna|WV W Va|WV WVa|NC Carolina del Norte|SC Carolina del Sur|ND Dakota del Norte
SD Dakota del Sur|DC Distrito de Columbia|LA Luisiana|MS Misisipi|MO Misuri|NH Nuevo Hampshire|NJ Nueva Jersey|NM Nuevo México
NY Nueva York|PA Pensilvania|WV Virginia Occidental`
  .split(/[|\n]/)
  .map((line) => ({ code: line.slice(0, 2), name: fold(line.slice(3)).split(" ") }));

/**
 * The code of a state. A short form has the beginning of each word: "Calif.", "N. Mex.". "Miss." fits Mississippi and Missouri;
 * the first one counts.
 *
 * @param {string} text
 */
const stateOf = (text) => {
  const words = fold(text).split(" ");
  const isShort = words.join("").length < 3;
  /**
   * @param {string[]} name
   * @param {(word: string, typed: string) => boolean} isFit
   */
  const fits = (name, isFit) => name.length === words.length && name.every((word, n) => isFit(word, words[n]));
  const found =
    STATES.find(({ code, name }) => code.toLowerCase() === words.join("") || fits(name, (word, typed) => word === typed)) ??
    STATES.find(({ name }) => !isShort && fits(name, (word, typed) => word.startsWith(typed)));
  return found?.code;
};

/**
 * The code for `text` in `field`, or `undefined` if it isn't a known name. `country` is the content of the country's field.
 *
 * @param {"country" | "subdivision"} field
 * @param {string} text
 * @param {string} country
 * @param {string} lang
 */
export const codeOf = (field, text, country, lang) => {
  if (field === "country") return countryNames(lang).get(fold(text));
  const isOfUs = country.trim() === "" || /^us$/i.test(country.trim()) || countryNames(lang).get(fold(country)) === "US";
  return isOfUs ? stateOf(text) : undefined;
};
