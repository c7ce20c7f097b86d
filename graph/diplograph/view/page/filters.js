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
  const statuses = tally("status");
  const most = things.reduce((top, thing) => Math.max(top, thing.origins), 1);
  const disputed = things.filter((thing) => thing.disputed).length;
  const kinds = Object.keys(KINDS).filter((kind) => actors.some((actor) => actor.node && actor.kind === kind));
  form.replaceChildren(
    h("div", { class: "filters-head" }, h("h2", {}, "Filters"),
      h("button", { type: "button", class: "quiet", onclick: () => { resetFilters(); fillFilters(); update(); settle(true); } }, "Reset"),
      h("button", { type: "button", class: "quiet", "aria-label": "Close the filters", onclick: () => openFilters(false) }, "✕")),
    group("Time", h("div", { class: "days" }, day("since", "from"), day("until", "to"))),
    group("Actors", kinds.map((kind) => tick(KINDS[kind], state.kinds, kind, kindIcon(kind)))),
    group("As the articles tell it", Object.keys(STATUSES).filter((status) => statuses.has(status)).map((status) =>
      tick(STATUSES[status], state.statuses, status, familyIcon("verbal cooperation", status), statuses.get(status)))),
    disputed ? group("Where sources disagree", disputedTick(disputed)) : "",
    most > 1 ? group("Told by", originsSlider(most)) : "",
    group("Types of event and relations", ...relationTree()),
  );
}

function disputedTick(number) {
  const input = h("input", { type: "checkbox", checked: state.disputed, onchange: () => {
    state.disputed = input.checked;
    update();
  } });
  return h("label", { class: "tick" }, input, h("span", { class: "grow" }, "only what sources disagree on"),
    h("span", { class: "number" }, String(number)));
}

// A box for each family and PLOVER type with its relations under it; a box over others stands between where only some are on.
function relationTree() {
  const found = new Map();
  for (const { family, type, relation } of things) {
    const types = found.get(family) || found.set(family, new Map()).get(family);
    const relations = types.get(type) || types.set(type, new Map()).get(type);
    relations.set(relation, (relations.get(relation) || 0) + 1);
  }
  const boxes = [];
  const several = (label, relations, icon, kind) => {
    const input = h("input", { type: "checkbox", onchange: () => {
      for (const relation of relations.keys()) {
        if (input.checked) state.relations.delete(relation);
        else state.relations.add(relation);
      }
      refill();
      update();
    } });
    const own = () => {
      const off = [...relations.keys()].filter((relation) => state.relations.has(relation)).length;
      input.checked = off < relations.size;
      input.indeterminate = off > 0 && off < relations.size;
    };
    boxes.push(own);
    return h("label", { class: `tick ${kind}` }, input, icon, h("span", { class: "grow" }, label),
      h("span", { class: "number" }, String([...relations.values()].reduce((a, b) => a + b, 0))));
  };
  const single = (relation, number, icon) => {
    const label = tick(words(relation), state.relations, relation, icon, number);
    const input = label.querySelector("input");
    boxes.push(() => { input.checked = !state.relations.has(relation); });
    input.addEventListener("change", refill);
    return label;
  };
  const refill = () => boxes.forEach((own) => own());
  const sorted = (map) => [...map].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const tree = FAMILIES.filter((family) => found.has(family)).map((family) => {
    const types = found.get(family);
    const every = new Map([...types.values()].flatMap((relations) => [...relations]));
    if (family === "statement") return single("said", every.get("said"), familyIcon(family));
    return h("div", {}, several(family, every, familyIcon(family), "family"),
      sorted(types).map(([type, relations]) => h("details", { class: "type" },
        h("summary", {}, several(type, relations, "", "")),
        sorted(relations).map(([relation, number]) => single(relation, number, "")))));
  });
  refill();
  return tree;
}

function originsSlider(most) {
  const text = () => (state.origins === 1 ? "one origin or more" : `${state.origins} origins or more`);
  const output = h("output", {}, text());
  const input = h("input", { type: "range", min: 1, max: most, step: 1, value: state.origins, "aria-label": "Least number of independent origins", oninput: () => {
    state.origins = Number(input.value);
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
      settle(true);
      paint();
    } });
    box.append(h("label", {}, input, h("span", {}, label)));
  }
}

function fillLegend() {
  const legend = document.getElementById("legend");
  const kinds = Object.keys(KINDS).filter((kind) => actors.some((actor) => actor.node && actor.kind === kind));
  const families = FAMILIES.filter((family) => ties.some((tie) => tie.family === family));
  const statuses = ["planned", "denied"].filter((status) => things.some((thing) => thing.status === status));
  for (const old of legend.querySelectorAll("ul, label")) old.remove();
  const patches = h("input", { type: "checkbox", checked: state.patches, onchange: () => {
    state.patches = patches.checked;
    network.redraw();
  } });
  legend.append(
    h("ul", {}, kinds.map((kind) => h("li", {}, kindIcon(kind), KINDS[kind]))),
    h("ul", {}, families.map((family) => h("li", {}, familyIcon(family), family)),
      statuses.map((status) => h("li", {}, familyIcon("verbal cooperation", status), STATUSES[status])),
      h("li", {}, "the wider, the more origins tell it")),
    h("label", { class: "tick" }, patches, "communities on patches"),
  );
}
