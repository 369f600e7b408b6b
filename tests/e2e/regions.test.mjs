// The codes of countries and states by their names and short forms, tested without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { codeOf } from '../../web/lazy/regions.js';

const COUNTRIES = {
  US: ['United States', 'UNITED STATES', 'USA', 'U.S.A.', 'U.S.', 'United States of America', 'Estados Unidos', 'EE. UU.'],
  GB: ['UK', 'United Kingdom', 'Great Britain', 'Reino Unido'],
  CA: ['Canada', 'Canadá'],
  CI: ['Côte d’Ivoire', "Cote d'Ivoire", 'Ivory Coast'],
  DE: ['Germany', 'Alemania', 'DEU'],
  MM: ['Myanmar', 'Burma', 'Myanmar (Burma)'],
  MX: ['Mexico', 'México'],
  NE: ['Niger'],
  NG: ['Nigeria'],
  PR: ['Puerto Rico'],
  RU: ['Russia', 'Russian Federation'],
};
for (const [code, names] of Object.entries(COUNTRIES)) {
  test(`${names[0]} is ${code}, however it is written`, () => {
    for (const name of names) assert.equal(codeOf('country', name, '', 'en'), code, name);
  });
}

const STATES = {
  CA: ['California', 'Calif.', 'calif', 'Cal', 'CA', 'C.A.'],
  DC: ['District of Columbia', 'D.C.', 'Washington, D.C.', 'Distrito de Columbia'],
  FL: ['Florida', 'Fla.'],
  GA: ['Georgia', 'Ga.'],
  KS: ['Kansas', 'Kans.'],
  MO: ['Missouri', 'Mo.'],
  MS: ['Mississippi', 'Miss.'],
  NM: ['New Mexico', 'N. Mex.', 'Nuevo México'],
  NY: ['New York', 'N.Y.', 'Nueva York'],
  OH: ['Ohio'],
  TX: ['Texas', 'Tex.', ' TEXAS '],
  VA: ['Virginia', 'Va.'],
  WA: ['Washington', 'Wash.'],
  WV: ['West Virginia', 'W. Va.', 'W.Va.'],
};
for (const [code, names] of Object.entries(STATES)) {
  test(`${names[0]} is ${code} of the USA, and of no other country`, () => {
    for (const name of names) {
      for (const country of ['US', 'us', 'United States', '']) assert.equal(codeOf('subdivision', name, country, 'en'), code, name);
      assert.equal(codeOf('subdivision', name, 'CA', 'en'), undefined, name);
    }
  });
}

test('text that names no country or state stays unchanged', () => {
  for (const text of ['', 'Atlantis', 'Unknown Region', 'Euro', 'XX', '123', 'constructor']) {
    assert.equal(codeOf('country', text, '', 'en'), undefined, text);
  }
  for (const text of ['', 'Ontario', 'New', 'N', 'North', 'Cali fornia', 'constructor']) {
    assert.equal(codeOf('subdivision', text, 'US', 'en'), undefined, text);
  }
});
