// What the page knows, and what of it the reader wants to see.

const data = JSON.parse(document.getElementById("diplograph-data").textContent);
const { actors, ties, things, quotes, articles } = data;
let colours = data.colours.light; // or dark, as the reader's system is

const FAMILIES = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "statement"];
const KINDS = { person: "People", country: "States", organisation: "Organisations", group: "Groups" };
const STATUSES = { held: "took place", planned: "planned or conditional", denied: "denied" };
const MODES = { events: "Events", statements: "Statements", both: "Both" };

const state = {
  mode: ties.some((tie) => tie.family !== "statement") ? "events" : "statements",
  since: "",
  until: "",
  relations: new Set(), // those switched off, like kinds and statuses
  kinds: new Set(),
  statuses: new Set(),
  origins: 1, // the fewest that an event must come from
  disputed: false, // whether only what another event contradicts is shown
  ego: null, // the number of the actor whose network alone is shown
  community: null, // the number of the community that alone is shown
  reading: true, // whether statements are shown as speaker, words and whom they are about, rather than as a network
  patches: true, // whether communities lie on patches
  actors: 0, // how many of the most connected are drawn; 0 is as many as the frame has room for
  chosen: null, // { actor: number }, { tie: number } or { thing: number }
};

for (const thing of things) {
  thing.status = thing.modality.includes("negation")
    ? "denied"
    : thing.modality.some((word) => word === "future" || word === "hypothetical") ? "planned" : "held";
  thing.when = thing.date || thing.reported;
  thing.span = spanOf(thing.when);
}
ties.forEach((tie, number) => (tie.number = number));

// First and last day that a date of any precision may mean.
function spanOf(date) {
  if (!date) return null;
  return date.length === 4 ? [`${date}-01-01`, `${date}-12-31`]
    : date.length === 7 ? [`${date}-01`, `${date}-31`] : [date.slice(0, 10), date.slice(0, 10)];
}

function inTime(thing) {
  if (!state.since && !state.until) return true;
  if (!thing.span) return false;
  return (!state.since || thing.span[1] >= state.since) && (!state.until || thing.span[0] <= state.until);
}

// Whether filters let an event or statement through; the timeline asks without time, to show what lies outside.
function passes(thing, anyTime = false) {
  return (state.mode === "both" || thing.statement === (state.mode === "statements"))
    && passesAnyMode(thing, anyTime);
}

function passesAnyMode(thing, anyTime = false) {
  return thing.origins >= state.origins
    && (!state.disputed || thing.disputed)
    && !state.statuses.has(thing.status)
    && !state.relations.has(thing.relation)
    && (anyTime || inTime(thing));
}

// Who may be drawn: the circle of an actor, a community, or everyone.
function circle() {
  if (state.community !== null) return new Set(members.get(state.community));
  if (state.ego === null) return null;
  const actor = state.ego;
  const found = new Set([actor]);
  for (const tie of ties) {
    if (tie.a === actor) found.add(tie.b);
    if (tie.b === actor) found.add(tie.a);
  }
  return found;
}

// For every tie the things in it that are to be seen; an empty list hides it.
function seen() {
  const inside = circle();
  return ties.map((tie) => {
    const ends = [tie.a, tie.b];
    const open = ends.every((end) => !state.kinds.has(actors[end].kind) && (!inside || inside.has(end)));
    return open ? tie.things.filter((number) => passes(things[number])) : [];
  });
}

function isFiltered() {
  return filterCount() > 0 || state.ego !== null || state.community !== null;
}

function filterCount() {
  return state.relations.size + state.kinds.size + state.statuses.size + (state.origins > 1 ? 1 : 0) + (state.disputed ? 1 : 0)
    + (state.since || state.until ? 1 : 0);
}

function resetFilters() {
  Object.assign(state, { since: "", until: "", origins: 1, disputed: false, ego: null, community: null });
  for (const off of [state.relations, state.kinds, state.statuses]) off.clear();
}
