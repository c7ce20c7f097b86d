// The filters, the legend and the choice between events and statements.

const form = document.getElementById("filters");
const filtersButton = document.getElementById("filters-button");

function tick(label, off, name, icon, number) {
  const input = h("input", { type: "checkbox", checked: !off.has(name), onchange: () => {
    if (input.checked) off.delete(name);
    else off.add(name);
    update();
  } });
  return h("label", { class: "tick" }, input, icon, h("span", { class: "grow" }, label),
    number === undefined ? "" : h("span", { class: "number" }, String(number)));
}

function group(title, ...content) {
  return h("fieldset", {}, h("legend", {}, title), ...content);
}

function tally(key) {
  const counts = new Map();
  for (const thing of things) counts.set(thing[key], (counts.get(thing[key]) || 0) + 1);
  return counts;
}

function day(name, label) {
  const input = h("input", { type: "date", value: state[name], onchange: () => {
    state[name] = input.value;
    update();
  } });
  return h("label", {}, label, input);
}

function fillFilters() {
  const relations = tally("relation");
  const familyOf = new Map(things.map((thing) => [thing.relation, thing.family]));
  const ordered = [...relations.keys()].sort((a, b) => FAMILIES.indexOf(familyOf.get(a)) - FAMILIES.indexOf(familyOf.get(b))
    || relations.get(b) - relations.get(a) || (a < b ? -1 : 1));
  const statuses = tally("status");
  const most = Math.max(1, ...things.map((thing) => thing.sources));
  const kinds = Object.keys(KINDS).filter((kind) => actors.some((actor) => actor.node && actor.kind === kind));
  form.replaceChildren(
    h("div", { class: "filters-head" }, h("h2", {}, "Filters"),
      h("button", { type: "button", class: "quiet", onclick: () => { resetFilters(); fillFilters(); update(); fit(true); } }, "Reset"),
      h("button", { type: "button", class: "quiet", "aria-label": "Close the filters", onclick: () => openFilters(false) }, "✕")),
    group("Time", h("div", { class: "days" }, day("since", "from"), day("until", "to"))),
    group("Relations", h("div", { class: "columns" }, ordered.map((relation) =>
      tick(words(relation), state.relations, relation, familyIcon(familyOf.get(relation)), relations.get(relation))))),
    group("Actors", kinds.map((kind) => tick(KINDS[kind], state.kinds, kind, kindIcon(kind)))),
    group("As the articles tell it", Object.keys(STATUSES).filter((status) => statuses.has(status)).map((status) =>
      tick(STATUSES[status], state.statuses, status, familyIcon("verbal cooperation", status), statuses.get(status)))),
    most > 1 ? group("Told by", sourcesSlider(most)) : "",
  );
}

function sourcesSlider(most) {
  const text = () => (state.sources === 1 ? "one article or more" : `${state.sources} articles or more`);
  const output = h("output", {}, text());
  const input = h("input", { type: "range", min: 1, max: most, step: 1, value: state.sources, "aria-label": "Least number of articles", oninput: () => {
    state.sources = Number(input.value);
    output.textContent = text();
    update();
  } });
  return h("div", { class: "slider" }, input, output);
}

function openFilters(open) {
  form.hidden = !open;
  filtersButton.setAttribute("aria-expanded", String(open));
  if (open) form.querySelector("input").focus();
  else filtersButton.focus();
}

function fillModes() {
  const box = document.getElementById("modes");
  for (const [mode, label] of Object.entries(MODES)) {
    const input = h("input", { type: "radio", name: "mode", value: mode, checked: state.mode === mode, onchange: () => {
      state.mode = mode;
      update();
      if (!moved) fit(true);
    } });
    box.append(h("label", {}, input, h("span", {}, label)));
  }
}

function fillLegend() {
  const legend = document.getElementById("legend");
  const kinds = Object.keys(KINDS).filter((kind) => actors.some((actor) => actor.node && actor.kind === kind));
  const families = FAMILIES.filter((family) => ties.some((tie) => tie.family === family));
  const statuses = ["planned", "denied"].filter((status) => things.some((thing) => thing.status === status));
  for (const old of legend.querySelectorAll("ul")) old.remove();
  legend.append(
    h("ul", {}, kinds.map((kind) => h("li", {}, kindIcon(kind), KINDS[kind]))),
    h("ul", {}, families.map((family) => h("li", {}, familyIcon(family), family)),
      statuses.map((status) => h("li", {}, familyIcon("verbal cooperation", status), STATUSES[status]))),
  );
}
