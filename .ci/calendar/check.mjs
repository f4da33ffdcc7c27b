// Reads the calendar of a host that is already running with a parser that has nothing to do with the one that wrote it, and holds every
// day to what the API says of it, as a calendar shows it in the time zone of this process:
//   TZ=Pacific/Auckland node check.mjs http://127.0.0.1:5080
import ICAL from 'ical.js';

const site = process.argv[2];
const zone = process.env.TZ;
if (!site || !zone) {
  console.error('usage: TZ=<time zone> node check.mjs <address of the host>');
  process.exit(2);
}

// Read off the published tables by hand: the first day, the last day and what people are told of it.
const printed = {
  '1st plenary meeting': ['2019-11-18', '2019-11-20'],
  'Roundtable meeting': ['2018-01-18', '2018-01-18'],
  'Consultations on the Protocol to the Budapest Convention (date to be confirmed)': ['2021-05-01', '2021-05-31'],
  'TC-INF meeting': ['2018-05-23', '2018-05-23'],
};

const failures = [];
const expect = (right, sentence) => right || failures.push(sentence);

if (Intl.DateTimeFormat().resolvedOptions().timeZone !== zone) {
  failures.push(`This Node.js does not know the time zone ${zone}.`);
}

const [english, french, expected] = await Promise.all([calendar(''), calendar('?lang=fr'), activities()]);
checkDays(english, expected, 'date to be confirmed');
checkDays(french, expected, 'date à confirmer');
for (const [summary, days] of Object.entries(printed)) {
  const events = english.filter(event => event.summary === summary);
  expect(events.length > 0, `There is no event “${summary}”.`);
  expect(events.some(event => event.days.join() === days.join()), `“${summary}” stands on ${events.map(event => event.days.join(' to ')).join(', ')} and not on ${days.join(' to ')}.`);
}

for (const failure of failures) {
  console.error(`FAILED ${failure}`);
}
console.log(`calendar in ${zone}: ${english.length + french.length} events read, ${failures.length} failures`);
process.exitCode = failures.length === 0 && english.length > 0 ? 0 : 1;

async function calendar(parameters) {
  const response = await fetch(`${site}/calendar.ics${parameters}`);
  expect(response.headers.get('content-type') === 'text/calendar; charset=utf-8', `The calendar is ${response.status} ${response.headers.get('content-type')}.`);
  const component = new ICAL.Component(ICAL.parse(await response.text()));
  return component.getAllSubcomponents('vevent').map(part => {
    const event = new ICAL.Event(part);
    expect(event.startDate.isDate && event.endDate.isDate, `“${event.summary}” has a time of day.`);
    expect(part.getFirstPropertyValue('status') === 'CONFIRMED', `“${event.summary}” is ${part.getFirstPropertyValue('status')}.`);
    // The end of an event is the first day that no longer belongs to it.
    const end = event.endDate.toJSDate();
    return { uid: event.uid, summary: event.summary, days: [day(event.startDate.toJSDate()), day(new Date(end.getFullYear(), end.getMonth(), end.getDate() - 1))] };
  });
}

async function activities() {
  const response = await fetch(`${site}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ activities(first: 200) { nodes { title date { earliest latest precision } } } }' }),
  });
  return (await response.json()).data.activities.nodes.filter(activity => activity.date);
}

function checkDays(events, expected, mark) {
  expect(new Set(events.map(event => event.uid)).size === events.length, 'Two events share an identifier.');
  const written = events.map(event => [...event.days, event.summary].join(' | ')).sort();
  const known = expected.map(({ title, date }) => [date.earliest, date.latest, date.precision === 'DAY' ? title : `${title} (${mark})`].join(' | ')).sort();
  for (const line of written.filter(line => !known.includes(line))) {
    failures.push(`The calendar says “${line}”, and the API does not.`);
  }
  expect(written.length === known.length, `${written.length} events stand for ${known.length} dated activities.`);
}

// The day that a clock on the wall of this time zone shows.
function day(date) {
  const two = number => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
