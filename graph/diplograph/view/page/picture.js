// pyvis has drawn the network (its `network`, `nodes` and `edges`); here it is dressed, filtered and lit.

const theme = () => (isDark()
  ? { paper: "#14181f", ink: "#e8ebf0", onCountry: "#14181f", patch: ["#1d2530", "#22242f", "#1c2a2c", "#28252a"] }
  : { paper: "#fbfaf7", ink: "#1c222d", onCountry: "#ffffff", patch: ["#e9eef3", "#f3ede1", "#e8f0ea", "#f1e9ee"] });

const numberOf = new Map(actors.map((actor, number) => [actor.node, number]));
const tieOf = new Map(ties.map((tie) => [tie.id, tie]));
let visible = seen(); // for every tie what the filters let through
let drawn = visible; // of that what is between the actors that are drawn
let lit = null; // actors and ties around the chosen one; null lights all
let hovered = null;
let moved = false; // whether the reader has moved the picture

function isShown(actor) {
  return shownActors.has(actor);
}
let shownActors = new Set();

function nodeRenderer(number) {
  const actor = actors[number];
  return ({ ctx, x, y, state: { selected, hover }, style }) => {
    const size = style.size * grown;
    const wide = actor.kind === "country" ? WIDE : 1;
    return { nodeDimensions: { width: 2 * size * wide, height: 2 * size }, drawNode() {
      const { paper, ink, onCountry } = theme();
      const shape = new Path2D(outline(actor.kind, size));
      const scale = network.getScale();
      ctx.save();
      ctx.translate(x, y);
      if (lit && !lit.actors.has(number)) ctx.globalAlpha = 0.3;
      ctx.fillStyle = kindColour(actor.kind);
      ctx.strokeStyle = selected || hover ? ink : paper;
      ctx.lineWidth = (selected || hover ? 3 : 2) / Math.max(scale, 0.5);
      ctx.fill(shape);
      ctx.stroke(shape);
      const letters = size * (actor.kind === "country" ? 0.95 : 0.66);
      if (actor.country && letters * scale >= 6.5) {
        ctx.fillStyle = actor.kind === "country" ? onCountry : "#ffffff";
        ctx.font = `700 ${letters}px system-ui, sans-serif`;
        const over = ctx.measureText(actor.country).width / (size * (actor.kind === "country" ? 2.3 : 1.5));
        if (over > 1) ctx.font = `700 ${letters / over}px system-ui, sans-serif`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(actor.country, 0, letters * 0.06);
      }
      ctx.restore();
    } };
  };
}

// What a tie looks like when only some of its things are shown.
function tieStyle(tie, shown, lane) {
  if (!shown.length) return { id: tie.id, hidden: true };
  const status = statusOf(shown);
  const ways = new Set(shown.map((number) => tie.ways[tie.things.indexOf(number)]));
  const faint = lit && !lit.ties.has(tie.number);
  const colour = colours[tie.family];
  const statement = tie.family === "statement";
  return {
    id: tie.id,
    hidden: false,
    width: Math.min(grown, 1.6) * Math.min((statement ? 1.2 : 1.6) + (statement ? 1 : 1.5) * Math.log2(origins(shown)), 9),
    dashes: status === "held" ? false : status === "planned" ? [7, 5] : [2, 4],
    color: { color: colour, highlight: colour, hover: colour, opacity: faint ? 0.14 : statement ? 0.6 : 0.9 },
    arrows: {
      to: { enabled: ways.has(1), scaleFactor: 0.55 },
      from: { enabled: ways.has(-1), scaleFactor: 0.55 },
    },
    smooth: CURVES[lane],
    title: tieTitle(tie, shown),
  };
}

function tieTitle(tie, shown) {
  const relations = [...new Set(shown.map((number) => words(things[number].relation)))].join(", ");
  const both = `${actors[tie.a].label} – ${actors[tie.b].label}`;
  const told = `told by ${count(origins(shown), "origin")}`;
  return `${both}\n${tie.family === "statement" ? count(shown.length, "statement") : `${relations}: ${count(shown.length, "event")}`}, ${told}`;
}

// From how many independent origins these events come: articles of one origin count once.
function origins(shown) {
  return Math.max(1, new Set(shown.flatMap((number) => things[number].told.map((article) => articles[article].origin))).size);
}

function actorTitle(actor) {
  return [actor.label, actor.office || "", [actor.kind, actor.country].filter(Boolean).join(", ")].filter(Boolean).join("\n");
}

function dress() {
  nodes.update(actors.flatMap((actor, number) => (actor.node
    ? [{ id: actor.node, shape: "custom", ctxRenderer: nodeRenderer(number), title: actorTitle(actor) }] : [])));
}

// Far off, actors and lines are drawn larger than the zoom alone would have them, unless there are many.
let grown = 1; // by how much they are drawn larger than the file says

function grow(scale) {
  const most = 2.2 * Math.min(1, Math.sqrt(80 / Math.max(shownActors.size, 1)));
  const wanted = base * Math.max(1, Math.min(0.9 / scale, most));
  if (Math.abs(wanted / grown - 1) < 0.1) return;
  grown = wanted;
  paint();
}

// Ties between the same two actors lie beside each other; the first that is seen is straight.
const CURVES = [false, ...[["curvedCW", 0.14], ["curvedCCW", 0.14], ["curvedCW", 0.28], ["curvedCCW", 0.28]]
  .map(([type, roundness]) => ({ enabled: true, type, roundness }))];

const painted = new Map(); // how every actor and tie was last drawn: vis takes long over what it is told again

function changed(items) {
  return items.filter((item) => {
    const now = JSON.stringify(item);
    if (painted.get(item.id) === now) return false;
    painted.set(item.id, now);
    return true;
  });
}

function paint() {
  nodes.update(changed([...numberOf].filter(([node]) => node).map(([node, number]) => ({ id: node, hidden: !isShown(number) }))));
  const lanes = new Map();
  edges.update(changed(ties.map((tie) => {
    const pair = `${tie.a} ${tie.b}`;
    const lane = lanes.get(pair) || 0;
    if (drawn[tie.number].length) lanes.set(pair, lane + 1);
    return tieStyle(tie, drawn[tie.number], lane % CURVES.length);
  })));
  network.redraw();
}

// Actors that have a tie with the filters as they are, the most connected first.
let ranked = [];

function byConnections() {
  const sums = new Map();
  for (const tie of ties) {
    const amount = visible[tie.number].length;
    for (const end of amount ? [tie.a, tie.b] : []) sums.set(end, (sums.get(end) || 0) + amount);
  }
  return [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
}

function depth() {
  const frame = document.getElementById("stage");
  return state.actors || Math.max(12, Math.round((frame.clientWidth * frame.clientHeight) / 9000));
}

function chosenActors() {
  if (!state.chosen) return [];
  if (state.chosen.thing !== undefined) return [];
  return state.chosen.tie === undefined ? [state.chosen.actor] : [ties[state.chosen.tie].a, ties[state.chosen.tie].b];
}

// Work out what is to be seen and show it.
function refresh() {
  visible = seen();
  ranked = byConnections();
  const kept = new Set(ranked.slice(0, state.ego === null && state.community === null ? depth() : ranked.length));
  for (const number of chosenActors()) kept.add(number);
  drawn = ties.map((tie) => (kept.has(tie.a) && kept.has(tie.b) ? visible[tie.number] : []));
  shownActors = new Set(ties.flatMap((tie) => (drawn[tie.number].length ? [tie.a, tie.b] : [])));
  lit = around(state.chosen);
  if ([...shownActors].some((number) => !placed.has(number))) settle();
  paint();
}

// Spread the actors that are drawn over the frame and bring all of them into it.
function settle(afresh = false) {
  arrange(afresh);
  if (!moved) fit();
}

function around(chosen) {
  if (!chosen) return null;
  if (chosen.thing !== undefined) {
    const within = ties.filter((tie) => drawn[tie.number].includes(chosen.thing));
    return within.length
      ? { actors: new Set(within.flatMap((tie) => [tie.a, tie.b])), ties: new Set(within.map((tie) => tie.number)) } : null;
  }
  if (chosen.tie !== undefined) {
    const { a, b } = ties[chosen.tie];
    const between = ties.filter((tie) => tie.a === a && tie.b === b).map((tie) => tie.number);
    return { actors: new Set([a, b]), ties: new Set(between) };
  }
  const near = ties.filter((tie) => (tie.a === chosen.actor || tie.b === chosen.actor) && drawn[tie.number].length);
  if (!near.length) return null;
  return {
    actors: new Set([chosen.actor, ...near.flatMap((tie) => [tie.a, tie.b])]),
    ties: new Set(near.map((tie) => tie.number)),
  };
}

function mark() {
  const chosen = state.chosen;
  const node = chosen && chosen.actor !== undefined ? actors[chosen.actor].node : "";
  const edge = chosen && chosen.tie !== undefined ? ties[chosen.tie].id : "";
  network.setSelection({ nodes: node ? [node] : [], edges: edge ? [edge] : [] }, { highlightEdges: false });
}

// Bring all that is shown into the frame, with room for labels, the legend and the buttons.
function fit(animate = false) {
  const points = Object.values(network.getPositions([...numberOf.keys()].filter((node) => node && isShown(numberOf.get(node)))));
  if (!points.length) return;
  const frame = document.getElementById("mynetwork").getBoundingClientRect();
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const legend = document.getElementById("legend").offsetHeight;
  const { width, height } = room();
  const scale = Math.min(1, width / Math.max(right - left, 80), height / Math.max(bottom - top, 80));
  grow(scale);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + (0.5 * legend - 12) / scale },
    scale,
    animation: animate && !calm ? { duration: 300, easingFunction: "easeInOutQuad" } : false,
  });
}
