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
  const groups = [...members].map(([community, all]) => [community, all.filter(isShown)]).filter(([, all]) => all.length > 2)
    .sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  if (state.mode === "statements" && state.reading) {
    return [
      h("h2", { tabindex: "-1" }, "Read the statements"),
      h("p", { class: "lead" }, "Who spoke, in which words, about whom. Click the words for their article; click a name for all that it did and said."),
      first.length ? section("Most spoken of and speaking", list(first, ([number, events]) => actorButton(number, events))) : null,
    ];
  }
  return [
    state.community === null && state.ego === null ? null : whole(),
    h("h2", { tabindex: "-1" }, state.community === null ? "Read the network" : `Around ${communityName(state.community)}`),
    h("p", { class: "lead" }, "Click a line to read the sentences behind it; click an actor for all that it did and said."),
    strongest.length ? section("Strongest ties", list(strongest, (tie) => tieButton(tie))) : null,
    first.length ? section("Most connected", list(first, ([number, events]) => actorButton(number, events))) : null,
    groups.length > 1 ? section("Communities", list(groups, communityButton, 6)) : null,
  ];
}

function whole() {
  return h("button", { type: "button", class: "quiet back", onclick: () => focusOn(null, null) }, "← The whole network");
}

// Show the network of one actor, or one community, alone; or everything.
function focusOn(ego, community) {
  Object.assign(state, { ego, community });
  moved = false;
  choose(ego === null ? null : { actor: ego }, true);
  settle(true);
}

function communityButton([community, all]) {
  return h("button", { type: "button", class: "row", onclick: () => focusOn(null, community) },
    h("span", { class: "grow" }, said(communityName(community))), h("span", { class: "number" }, count(all.length, "actor")));
}

function thingPage(number) {
  const ends = [...new Set([...things[number].by, ...things[number].to])];
  return [
    back(),
    h("h2", { tabindex: "-1" }, ends.map((end, i) => [i ? h("span", { class: "and" }, " · ") : "", nameButton(end)]).flat()),
    cards([number]),
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
  const to = mine.filter((i) => things[i].statement && things[i].addressees.includes(number));
  const links = ties.filter((tie) => (tie.a === number || tie.b === number) && visible[tie.number].length)
    .sort((a, b) => visible[b.number].length - visible[a.number].length || a.number - b.number);
  return [
    back(),
    h("h2", { tabindex: "-1" }, kindIcon(actor.kind), said(actor.label)),
    h("p", { class: "facts" }, [KIND_NAMES[actor.kind], actor.country].filter(Boolean).join(" · ")),
    offices(number),
    actor.names.length ? h("p", { class: "aka" }, "also: ", said(actor.names.join(", "))) : null,
    h("p", { class: "tally" }, [[took.length, "event"], [made.length, "statement", "statements made"], [about.length, "about it", "about it"],
      [to.length, "addressed to it", "addressed to it"]].filter(([n], i) => n || i < 3)
      .map(([n, one, many]) => h("span", {}, h("strong", {}, n.toLocaleString("en")), ` ${n === 1 ? one : many || `${one}s`}`))),
    actor.node ? h("p", {}, h("button", { type: "button", class: "act", "aria-pressed": String(state.ego === number), onclick: () => {
      focusOn(state.ego === number ? null : number, null);
    } }, state.ego === number ? "Show the whole network" : "Only its own network")) : null,
    links.length ? section("Ties", list(links, (tie) => tieButton(tie, number), 8)) : null,
    folded("Events", took, state.mode !== "statements"),
    folded("Statements made", made, state.mode !== "events" || !took.length),
    folded("Said about it by others", about, false),
    folded("Said to it", to, false),
  ];
}

const KIND_NAMES = { person: "person", country: "state", organisation: "organisation", group: "group" };

// Each post with the days of the first and last article at which the actor held it; else what the graph knows at all.
function offices(number) {
  const held = new Map();
  for (const article of articles) {
    for (const [who, office] of article.offices) {
      if (who !== number) continue;
      const [low, high] = held.get(office) || [article.date, article.date];
      held.set(office, [article.date < low ? article.date : low, article.date > high ? article.date : high]);
    }
  }
  if (!held.size) return actors[number].office ? h("p", { class: "office" }, said(actors[number].office)) : null;
  const when = ([low, high]) => (!high ? "" : low === high ? ` (${readable(low)})` : ` (${readable(low)} – ${readable(high)})`);
  return h("ul", { class: "office" }, [...held].sort((a, b) => (a[1][0] < b[1][0] ? -1 : 1))
    .map(([office, span]) => h("li", {}, said(office), h("small", {}, when(span)))));
}

function back() {
  return h("button", { type: "button", class: "quiet back", onclick: () => choose(null, true) }, "← Overview");
}

function fillPanel() {
  const chosen = state.chosen;
  const content = !chosen ? overview() : chosen.thing !== undefined ? thingPage(chosen.thing) : chosen.tie !== undefined ? tiePage(ties[chosen.tie]) : actorPage(chosen.actor);
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
