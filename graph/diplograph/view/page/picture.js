// pyvis has drawn the network (its `network`, `nodes` and `edges`); here it is dressed, filtered and lit.

const theme = () => (isDark()
  ? { paper: "#14181f", ink: "#e8ebf0", soft: "#aab2c0", onCountry: "#14181f" }
  : { paper: "#fbfaf7", ink: "#1c222d", soft: "#5a6372", onCountry: "#ffffff" });

const numberOf = new Map(actors.map((actor, number) => [actor.node, number]));
const tieOf = new Map(ties.map((tie) => [tie.id, tie]));
let visible = seen();
let lit = null; // actors and ties around the chosen one; null lights all
let hovered = null;
let moved = false; // whether the reader has moved the picture

function isShown(actor) {
  return shownActors.has(actor);
}
let shownActors = new Set();

function nodeRenderer(number) {
  const actor = actors[number];
  return ({ ctx, x, y, state: { selected, hover }, style: { size } }) => ({
    drawNode() {
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
      const letters = size * (actor.kind === "country" ? 0.78 : 0.66);
      if (actor.country && letters * scale >= 6.5) {
        ctx.fillStyle = actor.kind === "country" ? onCountry : "#ffffff";
        ctx.font = `700 ${letters}px system-ui, sans-serif`;
        const wide = ctx.measureText(actor.country).width / (size * 1.5);
        if (wide > 1) ctx.font = `700 ${letters / wide}px system-ui, sans-serif`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(actor.country, 0, letters * 0.06);
      }
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  });
}

// What a tie looks like when only some of its things are shown.
function tieStyle(tie, shown, lane) {
  const status = statusOf(shown);
  const ways = new Set(shown.map((number) => tie.ways[tie.things.indexOf(number)]));
  const faint = lit && !lit.ties.has(tie.number);
  const colour = colours[tie.family];
  const statement = tie.family === "statement";
  return {
    id: tie.id,
    hidden: shown.length === 0,
    width: Math.min((statement ? 1.3 : 2.2) + (statement ? 1 : 1.5) * Math.log2(Math.max(shown.length, 1)), 9),
    dashes: status === "held" ? false : status === "planned" ? [7, 5] : [2, 5],
    color: { color: colour, highlight: colour, hover: colour, opacity: faint ? 0.14 : statement ? 0.55 : 0.85 },
    arrows: {
      to: { enabled: ways.has(1), scaleFactor: 0.7 },
      from: { enabled: ways.has(-1), scaleFactor: 0.7 },
    },
    smooth: CURVES[lane],
    title: tieTitle(tie, shown),
  };
}

function tieTitle(tie, shown) {
  const relations = [...new Set(shown.map((number) => words(things[number].relation)))].join(", ");
  const both = `${actors[tie.a].label} – ${actors[tie.b].label}`;
  return `${both}\n${tie.family === "statement" ? count(shown.length, "statement") : `${relations}: ${count(shown.length, "event")}`}`;
}

function actorTitle(actor) {
  return [actor.label, actor.office || "", [actor.kind, actor.country].filter(Boolean).join(", ")].filter(Boolean).join("\n");
}

function dress() {
  nodes.update(actors.flatMap((actor, number) => (actor.node
    ? [{ id: actor.node, shape: "custom", ctxRenderer: nodeRenderer(number), title: actorTitle(actor) }] : [])));
}

// Ties between the same two actors lie beside each other; the first that is seen is straight.
const CURVES = [false, ...[["curvedCW", 0.14], ["curvedCCW", 0.14], ["curvedCW", 0.28], ["curvedCCW", 0.28]]
  .map(([type, roundness]) => ({ enabled: true, type, roundness }))];

function paint() {
  nodes.update([...numberOf].filter(([node]) => node).map(([node, number]) => ({ id: node, hidden: !isShown(number) })));
  const lanes = new Map();
  edges.update(ties.map((tie) => {
    const pair = `${tie.a} ${tie.b}`;
    const lane = lanes.get(pair) || 0;
    if (visible[tie.number].length) lanes.set(pair, lane + 1);
    return tieStyle(tie, visible[tie.number], lane % CURVES.length);
  }));
  network.redraw();
}

// Work out what is to be seen and show it.
function refresh() {
  visible = seen();
  shownActors = new Set(ties.flatMap((tie) => (visible[tie.number].length ? [tie.a, tie.b] : [])));
  lit = around(state.chosen);
  paint();
}

function around(chosen) {
  if (!chosen) return null;
  if (chosen.tie !== undefined) {
    const { a, b } = ties[chosen.tie];
    const between = ties.filter((tie) => tie.a === a && tie.b === b).map((tie) => tie.number);
    return { actors: new Set([a, b]), ties: new Set(between) };
  }
  const near = ties.filter((tie) => (tie.a === chosen.actor || tie.b === chosen.actor) && visible[tie.number].length);
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

// The picture is wider than high; in a frame that is higher than wide it is laid on its side.
let turned = false;

function orient() {
  const frame = document.getElementById("mynetwork").getBoundingClientRect();
  const points = network.getPositions();
  const spread = (axis) => Math.max(...Object.values(points).map((point) => point[axis])) - Math.min(...Object.values(points).map((point) => point[axis]));
  const wanted = frame.height > frame.width;
  if (wanted === turned || (!turned && spread("x") < spread("y"))) return;
  turned = wanted;
  nodes.update(Object.entries(points).map(([id, { x, y }]) => ({ id, x: y, y: x })));
}

// Bring all that is shown into the frame, with room for labels, the legend and the buttons.
function fit(animate = false) {
  const points = Object.values(network.getPositions([...numberOf.keys()].filter((node) => node && isShown(numberOf.get(node)))));
  if (!points.length) return;
  const frame = document.getElementById("mynetwork").getBoundingClientRect();
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = Math.min(64, frame.width / 9);
  const legend = document.getElementById("legend").offsetHeight;
  const height = frame.height - 2 * margin - 0.7 * legend;
  const scale = Math.min(1.5, (frame.width - 2 * margin) / Math.max(right - left, 80), height / Math.max(bottom - top, 80));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + (0.35 * legend) / scale },
    scale,
    animation: animate && !calm ? { duration: 300, easingFunction: "easeInOutQuad" } : false,
  });
}
