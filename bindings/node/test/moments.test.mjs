// Date-times: their texts stay, their parts are there for who asks.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CimwireError, Draft, Schema, decodeDocument, momentOf } from 'cimwire';

const FAN = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan';
const schema = Schema.cim();

function fan(properties, options = { schema }) {
  const xml = `<f:CIM_Fan xmlns:f="${FAN}" xmlns:c="http://schemas.dmtf.org/wbem/wscim/1/common"
    xmlns:x="http://www.w3.org/2001/XMLSchema-instance">${properties}</f:CIM_Fan>`;
  return decodeDocument(xml).root.asInstance(options);
}

test('a timestamp has its parts, and a Date where that says all of it', () => {
  const moment = momentOf('20250301083000.000000+060');
  const parts = { year: 2025, month: 3, day: 1, hour: 8, minute: 30, second: 0, nanosecond: 0, offset: 60 };
  assert.deepEqual({ ...moment }, { kind: 'point', ...parts });
  assert.equal(moment.toDate().toISOString(), '2025-03-01T07:30:00.000Z');
  const dates = {
    '2024-05-17T08:15:00.25Z': '2024-05-17T08:15:00.250Z',
    '0001-01-01T24:00:00Z': '0001-01-02T00:00:00.000Z',
    '0099-12-31T23:00:00-02:00': '0100-01-01T01:00:00.000Z',
    '-0005-01-01T00:00:00Z': '-000005-01-01T00:00:00.000Z',
    '2024-05-17T08:15:00': undefined,
    '20250301083000.123456-300': undefined,
    '300000-01-01T00:00:00Z': undefined,
  };
  for (const [text, date] of Object.entries(dates)) assert.equal(momentOf(text).toDate()?.toISOString(), date, text);
});

test('intervals are exact; days and times are no Dates', () => {
  assert.deepEqual({ ...momentOf('00000005010203.000004:000') }, { kind: 'interval', months: 0n, nanoseconds: 435723000004000n });
  assert.deepEqual({ ...momentOf('P1Y2M3DT4S') }, { kind: 'interval', months: 14n, nanoseconds: 259204000000000n });
  assert.deepEqual({ ...momentOf('2024-05-17') }, { kind: 'day', year: 2024, month: 5, day: 17 });
  assert.deepEqual({ ...momentOf('08:15:00.5') }, { kind: 'clock', hour: 8, minute: 15, second: 0, nanosecond: 500000000 });
});

test('what is unknown or none is no moment, and nothing of one changes', () => {
  for (const text of ['', 'soon', '2024-02-30', '2024**************.******+000']) assert.equal(momentOf(text), undefined);
  const moment = momentOf('2024-05-17');
  assert.throws(() => { moment.day = 18; }, TypeError);
  for (const odd of [undefined, null, 7, new Date(0), '\ud800']) assert.throws(() => momentOf(odd), TypeError);
});

test('a property has the moment that its class or its element says', () => {
  const at = '20250301083000.000000+060';
  const it = fan(`<f:InstallDate><c:CIM_DateTime>${at}</c:CIM_DateTime></f:InstallDate><f:Name>${at}</f:Name>
    <f:TimeOfLastStateChange>${at}</f:TimeOfLastStateChange>`);
  assert.equal(it.InstallDate, at);
  assert.deepEqual(it.moment('installdate'), momentOf(at));
  assert.deepEqual(it.moment('TimeOfLastStateChange'), momentOf(at));
  assert.deepEqual([it.moment('Name'), it.moment('Caption')], [undefined, undefined]);
  const times = '<f:A><c:Time>08:15:00Z</c:Time></f:A><f:A x:nil="true"/><f:A><c:Interval>PT5S</c:Interval></f:A>';
  assert.deepEqual(fan(times, {}).moment('A').map((one) => one?.kind), ['clock', undefined, 'interval']);
});

test('a Date is written as the property has it', () => {
  const changed = (name) => fan('<f:InstallDate><c:CIM_DateTime>20250301083000.000000+060</c:CIM_DateTime></f:InstallDate>')
    .draft().set(name, new Date(5)).toXml();
  assert.match(changed('InstallDate'), /CIM_DateTime>19700101000000\.005000\+000</);
  assert.match(Draft.of('A', 'urn:a').set('B', new Date(5)).toXml(), /Datetime>1970-01-01T00:00:00\.005Z</);
  assert.throws(() => changed('Name'), CimwireError);
  assert.throws(() => fan('').draft().set('InstallDate', new Date(8.64e15)).toXml(), CimwireError);
  assert.throws(() => Draft.of('A', 'urn:a').set('B', new Date(NaN)), TypeError);
});
