// Names are written at one size whatever the zoom, hubs first, and only where they cover neither an actor nor another name.

const weight = actors.map(() => 0);
for (const tie of ties) {
  weight[tie.a] += tie.things.length;
  weight[tie.b] += tie.things.length;
}
const byWeight = actors.map((_, number) => number).filter((number) => actors[number].node)
  .sort((a, b) => weight[b] - weight[a] || a - b);

function short(label) {
  return label.length > 34 ? `${label.slice(0, 33)}…` : label;
}

function drawLabels(ctx) {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const frame = document.getElementById("mynetwork").getBoundingClientRect();
  const { paper, ink } = theme();
  const points = network.getPositions();
  const taken = controls(frame);
  const discs = new Map();
  for (const number of byWeight) {
    const point = points[actors[number].node];
    if (!isShown(number) || !point) continue; // vis knows no place of what it still hides
    const x = (point.x - view.x) * scale + frame.width / 2;
    const y = (point.y - view.y) * scale + frame.height / 2;
    const r = nodes.get(actors[number].node).size * grown * scale;
    discs.set(number, { x, y, r });
    taken.push({ owner: number, disc: true, left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  const most = Math.max(...weight, 1);
  const chosen = state.chosen && state.chosen.actor;
  const order = [...discs.keys()];
  const first = order.filter((number) => number === hovered || number === chosen || (lit && lit.actors.has(number)));
  const rest = order.filter((number) => !first.includes(number));
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const number of [...first, ...rest]) {
    const { x, y, r } = discs.get(number);
    if (x < -r || y < -r || x > frame.width + r || y > frame.height + r) continue;
    const strong = weight[number] > most * 0.35 || number === hovered || number === chosen;
    const size = strong ? 13.5 : 12;
    ctx.font = `${strong ? 650 : 500} ${size / scale}px system-ui, -apple-system, "Segoe UI", sans-serif`;
    const text = short(actors[number].label);
    const width = ctx.measureText(text).width * scale;
    const must = number === hovered || number === chosen;
    const place = freePlace({ x, y, r }, width, size + 3, taken, number, must, strong, frame);
    if (!place) continue;
    taken.push(place);
    ctx.globalAlpha = lit && !lit.actors.has(number) ? 0.28 : 1;
    const at = {
      x: (place.left - frame.width / 2) / scale + view.x,
      y: ((place.top + place.bottom) / 2 - frame.height / 2) / scale + view.y,
    };
    ctx.strokeStyle = paper;
    ctx.lineWidth = 4 / scale;
    ctx.fillStyle = ink;
    ctx.strokeText(text, at.x, at.y);
    ctx.fillText(text, at.x, at.y);
  }
  drawCounts(ctx, scale, view, frame, taken);
  ctx.restore();
}

// How many events a line stands for, or that they are denied, on the middle of the line, where there is room.
function drawCounts(ctx, scale, view, frame, taken) {
  const { paper, ink } = theme();
  ctx.font = `600 ${10.5 / scale}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  for (const tie of ties) {
    const shown = drawn[tie.number];
    const denied = shown.length > 0 && statusOf(shown) === "denied";
    const text = !denied && shown.length > 1 ? String(shown.length) : "";
    if (!(text || denied) || (lit && !lit.ties.has(tie.number))) continue;
    const line = network.body.edges[tie.id].edgeType;
    const among = (others) => freePoint(line, (point) => {
      const [x, y] = [(point.x - view.x) * scale + frame.width / 2, (point.y - view.y) * scale + frame.height / 2];
      const place = { left: x - 6, right: x + 6, top: y - 7, bottom: y + 7 };
      return others.some((other) => overlaps(place, other)) ? null : { point, place };
    });
    const found = among(taken) || (denied && among(taken.filter((other) => other.disc)));
    if (found) taken.push(found.place);
    const middle = found ? found.point : line.getPoint(0.5);
    if (denied) strike(ctx, middle, 4 / scale);
    if (!text || !found) continue;
    ctx.globalAlpha = 1;
    ctx.strokeStyle = paper;
    ctx.lineWidth = 5 / scale;
    ctx.fillStyle = ink;
    ctx.strokeText(text, middle.x, middle.y);
    ctx.fillText(text, middle.x, middle.y);
  }
}

// The place nearest to the middle of a line that is free.
function freePoint(line, free) {
  for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const found = free(line.getPoint(part));
    if (found) return found;
  }
  return null;
}

// Where the legend and the buttons lie over the picture.
function controls(frame) {
  return ["legend", "zoom", "tools"].map((id) => document.getElementById(id).getBoundingClientRect()).filter((box) => box.width)
    .map((box) => ({ left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top }));
}

// A line that stands for what was denied only is struck through, if need be whatever lies there.
function strike(ctx, { x, y }, r) {
  const { paper, ink } = theme();
  ctx.globalAlpha = 1;
  for (const [colour, width] of [[paper, 1.1], [ink, 0.4]]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = r * width;
    ctx.beginPath();
    ctx.moveTo(x - r, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.moveTo(x + r, y - r);
    ctx.lineTo(x - r, y + r);
    ctx.stroke();
  }
}

function overlaps(a, b) {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

// A box for a name around its actor, below if it can be, that is free and in the frame. Where none is free it covers the least connected
// actor that it can: one that is much less connected than its own, beside a hub half as connected, and any if the name must be shown.
function freePlace({ x, y, r }, width, height, taken, owner, must, strong, frame) {
  const box = (left, top) => ({ owner, left, right: left + width, top, bottom: top + height });
  const places = [
    box(x - width / 2, y + r + 2),
    box(x - width / 2, y - r - 2 - height),
    box(x + r + 4, y - height / 2),
    box(x - r - 4 - width, y - height / 2),
    box(x + 0.7 * r, y + 0.7 * r),
    box(x - 0.7 * r - width, y + 0.7 * r),
    box(x + 0.7 * r, y - 0.7 * r - height),
    box(x - 0.7 * r - width, y - 0.7 * r - height),
  ];
  const inside = (place) => place.left > 2 && place.right < frame.width - 2 && place.top > 2 && place.bottom < frame.height - 2;
  const others = taken.filter((other) => other.owner !== owner);
  const covered = (place) => Math.max(0, ...others.filter((other) => overlaps(place, other))
    .map((other) => other.disc ? weight[other.owner] : Infinity));
  const [best] = places.filter(inside).map((place) => ({ place, cost: covered(place) })).sort((a, b) => a.cost - b.cost);
  if (best && best.cost <= weight[owner] / (strong ? 2 : 12)) return best.place;
  return must ? (best && best.cost < Infinity ? best.place : places[0]) : null;
}
