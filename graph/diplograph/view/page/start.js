// Put the parts together and answer to the reader.

function update() {
  refresh();
  fillPanel();
  drawTimeline();
  fillDepth();
  fillFlow();
  const shown = (isReading() ? visible : drawn).filter((list) => list.length);
  const kept = new Set(shown.flat());
  const statements = isReading() ? read : [...kept].filter((number) => things[number].statement).length;
  const events = kept.size - statements;
  document.getElementById("summary").textContent = [
    isReading() ? "" : shownActors.size < ranked.length
      ? `${shownActors.size.toLocaleString("en")} of ${count(ranked.length, "actor")}` : count(shownActors.size, "actor"),
    state.mode === "statements" ? "" : count(events, "event"),
    state.mode === "events" ? "" : count(statements, "statement"),
    `from ${count(articles.length, "article")}`,
    state.ego === null ? "" : `only around ${actors[state.ego].label}`,
    state.community === null ? "" : `only around ${communityName(state.community)}`,
  ].filter(Boolean).join(" · ");
  document.getElementById("empty").hidden = shown.length > 0 || isReading();
  const badge = document.getElementById("filters-count");
  badge.hidden = filterCount() === 0;
  badge.textContent = String(filterCount());
}

// How many of the most connected actors are drawn: shown only where not all are, or the reader has said how many.
function fillDepth() {
  const box = document.getElementById("depth");
  const input = box.querySelector("input");
  const most = ranked.length;
  document.getElementById("reading").hidden = state.mode !== "statements";
  box.hidden = isReading() || state.ego !== null || state.community !== null || (most <= depth() && !state.actors);
  input.min = Math.min(10, most);
  input.max = most;
  input.value = Math.min(depth(), most);
  box.querySelector("output").textContent = `${shownActors.size.toLocaleString("en")} of ${most.toLocaleString("en")}`;
}

function colourAll() {
  colours = data.colours[isDark() ? "dark" : "light"];
  painted.clear();
  fillLegend();
  fillFilters();
  update();
}

function listen() {
  network.on("beforeDrawing", drawCommunities);
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose({ actor: numberOf.get(node) });
    else if (edge !== undefined) choose({ tie: tieOf.get(edge).number });
    else if (state.chosen) choose(null);
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node === undefined) return;
    focusOn(state.ego === numberOf.get(node) ? null : numberOf.get(node), null);
  });
  const stage = document.getElementById("mynetwork");
  const point = (cursor) => () => { stage.dataset.cursor = cursor; };
  network.on("hoverNode", ({ node }) => { hovered = numberOf.get(node); point("pointer")(); network.redraw(); });
  network.on("blurNode", () => { hovered = null; point("")(); network.redraw(); });
  network.on("hoverEdge", point("pointer"));
  network.on("blurEdge", point(""));
  network.on("dragStart", () => { moved = true; });
  network.on("zoom", ({ scale }) => { moved = true; grow(scale); });
  document.getElementById("zoom").addEventListener("click", (event) => {
    const how = event.target.dataset.zoom;
    if (how === "fit") { moved = false; fit(true); }
    else if (how) {
      moved = true;
      const scale = network.getScale() * (how === "in" ? 1.3 : 1 / 1.3);
      grow(scale);
      network.moveTo({ scale, animation: { duration: 150 } });
    }
  });
  document.querySelector("#depth input").addEventListener("input", (event) => {
    state.actors = Number(event.target.value);
    update();
    settle(true);
  });
  filtersButton.addEventListener("click", () => openFilters(form.hidden));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("empty-reset").addEventListener("click", () => { resetFilters(); fillFilters(); update(); settle(true); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      search.focus();
    }
    if (event.key !== "Escape") return;
    if (!form.hidden) openFilters(false);
    else if (state.chosen) choose(null, true);
    else if (state.ego !== null || state.community !== null) focusOn(null, null);
  });
  dark.addEventListener("change", colourAll);
  window.addEventListener("beforeprint", () => { printing = true; colourAll(); if (isReading()) fillFlow(Infinity); });
  window.addEventListener("afterprint", () => { printing = false; colourAll(); });
  let size = "";
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = document.getElementById("stage");
    const now = `${clientWidth} ${clientHeight}`;
    if (size && size !== now) {
      bins = makeBins();
      update();
      settle(true);
    }
    size = now;
  }).observe(document.getElementById("stage"));
}

if (data.note) {
  document.getElementById("note").textContent = data.note;
  document.getElementById("note").hidden = false;
}
if (isNarrow()) document.getElementById("legend").open = false;
colours = data.colours[isDark() ? "dark" : "light"];
for (const actor of actors) {
  if (actor.node) actor.home = (({ x, y }) => ({ x, y }))(nodes.get(actor.node));
}
bins = makeBins();
dress();
fillModes();
startFlow();
fillLegend();
fillFilters();
startSearch();
listen();
update();
settle(true);
document.documentElement.dataset.ready = "yes";
