// The panel beside the picture: an overview, a tie with its sentences, or an actor with all that it did and said.

const panel = document.getElementById("panel");

function actorButton(number, detail = "") {
  return h("button", { type: "button", class: "row", onclick: () => choose({ actor: number }, true) },
    kindIcon(actors[number].kind), h("span", { class: "grow" }, said(actors[number].label)),
    actors[number].country ? h("span", { class: "code" }, actors[number].country) : "",
    detail === "" ? "" : h("span", { class: "number" }, String(detail)));
}

function tieButton(tie, from = null) {
  const shown = visible[tie.number];
  const label = from === null
    ? [said(actors[tie.a].label), " – ", said(actors[tie.b].label)]
    : said(actors[tie.a === from ? tie.b : tie.a].label);
  const relations = [...new Set(shown.map((number) => words(things[number].relation)))].slice(0, 3).join(", ");
  return h("button", { type: "button", class: "row", onclick: () => choose({ tie: tie.number }, true) },
    familyIcon(tie.family, statusOf(shown)), h("span", { class: "grow" }, label, h("small", {}, relations)),
    h("span", { class: "number" }, String(shown.length)));
}

function statusOf(shown) {
  const found = new Set(shown.map((number) => things[number].status));
  return found.has("held") ? "held" : found.has("planned") ? "planned" : "denied";
}

// The first few of many, each made when it is needed; a button makes the rest.
function list(things, make, limit = 10) {
  const rows = h("ul", { class: "rows" }, things.slice(0, limit).map((thing) => h("li", {}, make(thing))));
  if (things.length <= limit) return rows;
  const more = h("button", { type: "button", class: "quiet", onclick: () => {
    rows.append(...things.slice(limit).map((thing) => h("li", {}, make(thing))));
    more.remove();
  } }, `Show all ${things.length.toLocaleString("en")}`);
  return [rows, more];
}

function section(title, ...content) {
  return h("section", {}, h("h3", {}, title), ...content.flat());
}

function folded(title, numbers, open) {
  return numbers.length ? h("details", { open }, h("summary", {}, title, h("span", { class: "number" }, String(numbers.length))), cards(numbers)) : null;
}

function overview() {
  const shown = ties.filter((tie) => visible[tie.number].length);
  const degree = new Map();
  for (const tie of shown) {
    for (const end of [tie.a, tie.b]) degree.set(end, (degree.get(end) || 0) + visible[tie.number].length);
  }
  const first = [...degree].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const strongest = [...shown].sort((a, b) => visible[b.number].length - visible[a.number].length || a.number - b.number);
  return [
    h("h2", { tabindex: "-1" }, "Read the network"),
    h("p", { class: "lead" }, "Click a line to read the sentences behind it; click an actor for all that it did and said."),
    strongest.length ? section("Strongest ties", list(strongest, (tie) => tieButton(tie))) : null,
    first.length ? section("Most connected", list(first, ([number, events]) => actorButton(number, events))) : null,
  ];
}

function tiePage(tie) {
  const shown = visible[tie.number];
  const beside = ties.filter((other) => other !== tie && other.a === tie.a && other.b === tie.b && visible[other.number].length);
  return [
    back(),
    h("h2", { tabindex: "-1" }, nameButton(tie.a), h("span", { class: "and" }, " and "), nameButton(tie.b)),
    h("p", { class: "facts" }, familyIcon(tie.family, statusOf(shown)), " ", tie.family === "statement"
      ? count(shown.length, "statement") : `${tie.family}, ${count(shown.length, "event")}`),
    beside.length ? section("Also between them", list(beside, namedTie)) : null,
    shown.length ? cards(shown) : h("p", { class: "lead" }, "The filters hide all of it."),
  ];
}

function nameButton(number) {
  return h("button", { type: "button", class: "name", onclick: () => choose({ actor: number }, true) },
    kindIcon(actors[number].kind), said(actors[number].label));
}

function namedTie(tie) {
  return h("button", { type: "button", class: "row", onclick: () => choose({ tie: tie.number }, true) },
    familyIcon(tie.family, statusOf(visible[tie.number])), h("span", { class: "grow" }, tie.family),
    h("span", { class: "number" }, String(visible[tie.number].length)));
}

function actorPage(number) {
  const actor = actors[number];
  const mine = things.map((_, i) => i).filter((i) => passesAnyMode(things[i]));
  const took = mine.filter((i) => !things[i].statement && (things[i].by.includes(number) || things[i].to.includes(number)));
  const made = mine.filter((i) => things[i].statement && things[i].by.includes(number));
  const about = mine.filter((i) => things[i].statement && things[i].to.includes(number) && !things[i].by.includes(number));
  const links = ties.filter((tie) => (tie.a === number || tie.b === number) && visible[tie.number].length)
    .sort((a, b) => visible[b.number].length - visible[a.number].length || a.number - b.number);
  return [
    back(),
    h("h2", { tabindex: "-1" }, kindIcon(actor.kind), said(actor.label)),
    h("p", { class: "facts" }, [KIND_NAMES[actor.kind], actor.country].filter(Boolean).join(" · ")),
    actor.office ? h("p", { class: "office" }, said(actor.office)) : null,
    actor.names.length ? h("p", { class: "aka" }, "also: ", said(actor.names.join(", "))) : null,
    h("p", { class: "tally" }, [[took.length, "event"], [made.length, "statement", "statements made"], [about.length, "about it", "about it"]]
      .map(([n, one, many]) => h("span", {}, h("strong", {}, n.toLocaleString("en")), ` ${n === 1 ? one : many || `${one}s`}`))),
    actor.node ? h("p", {}, h("button", { type: "button", class: "act", "aria-pressed": String(state.ego === number), onclick: () => {
      state.ego = state.ego === number ? null : number;
      update();
      fit(true);
    } }, state.ego === number ? "Show the whole network" : "Only its own network")) : null,
    links.length ? section("Ties", list(links, (tie) => tieButton(tie, number), 8)) : null,
    folded("Events", took, state.mode !== "statements"),
    folded("Statements made", made, state.mode !== "events" || !took.length),
    folded("Said about it by others", about, false),
  ];
}

const KIND_NAMES = { person: "person", country: "state", organisation: "organisation", group: "group" };

function passesAnyMode(thing) {
  return thing.sources >= state.sources && !state.statuses.has(thing.status) && !state.relations.has(thing.relation) && inTime(thing);
}

function back() {
  return h("button", { type: "button", class: "quiet back", onclick: () => choose(null, true) }, "← Overview");
}

function fillPanel() {
  const chosen = state.chosen;
  const content = !chosen ? overview() : chosen.tie !== undefined ? tiePage(ties[chosen.tie]) : actorPage(chosen.actor);
  panel.replaceChildren(...content.filter(Boolean));
}

// Make something the subject of the panel; with `read` the keyboard's focus goes there too.
function choose(chosen, read = false) {
  state.chosen = chosen;
  update();
  mark();
  panel.scrollTop = 0;
  if (read) panel.querySelector("h2").focus({ preventScroll: !isNarrow() });
  else if (chosen && isNarrow()) panel.scrollIntoView({ behavior: "smooth", block: "start" });
}

function isNarrow() {
  return window.matchMedia("(max-width: 820px)").matches;
}
