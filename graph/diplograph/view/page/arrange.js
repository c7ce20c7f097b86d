// Where the actors that are drawn stand in this frame. The file brings a place for every actor; those that are drawn are spread anew
// over the frame they are seen in, by stress over the ways between them (Zheng, Pawar and Goodman, "Graph drawing by stochastic
// gradient descent", 2019) with pseudo-random numbers of a fixed seed: the same choice in the same frame gives the same picture.

let placed = new Set(); // who stands in the picture as it was last arranged
let base = 1; // by how much actors are drawn larger or smaller than the file says, so that they suit the frame
const PASSES = 30;

function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

// The actors in groups that nothing joins, the largest first.
function groups(numbers) {
  const group = new Map(numbers.map((number) => [number, [number]]));
  for (const tie of ties) {
    const [a, b] = [group.get(tie.a), group.get(tie.b)];
    if (!drawn[tie.number].length || !a || !b || a === b) continue;
    for (const number of b) group.set(number, a);
    a.push(...b);
  }
  return [...new Set(group.values())].map((all) => all.sort((a, b) => a - b)).sort((a, b) => b.length - a.length || a[0] - b[0]);
}

// For every two of a group of actors how far apart they should be, as a matrix.
function ways(numbers) {
  const n = numbers.length;
  const at = new Map(numbers.map((number, i) => [number, i]));
  const near = numbers.map(() => new Map());
  for (const tie of ties) {
    const amount = drawn[tie.number].length * (tie.family === "statement" ? 0.4 : 1);
    const [a, b] = [at.get(tie.a), at.get(tie.b)];
    if (!amount || a === undefined || b === undefined) continue;
    near[a].set(b, (near[a].get(b) || 0) + amount);
    near[b].set(a, (near[b].get(a) || 0) + amount);
  }
  const way = new Float64Array(n * n).fill(Infinity);
  let longest = 1;
  for (let source = 0; source < n; source += 1) {
    const row = way.subarray(source * n, source * n + n);
    const open = new Set([source]);
    row[source] = 0;
    while (open.size) { // Dijkstra
      let next = -1;
      for (const i of open) if (next < 0 || row[i] < row[next]) next = i;
      open.delete(next);
      longest = Math.max(longest, row[next]);
      for (const [i, amount] of near[next]) {
        const crowd = 1 + 0.3 * Math.log2(Math.min(near[next].size, near[i].size));
        const apart = actors[numbers[next]].community === actors[numbers[i]].community ? 1 : 1.35;
        const length = row[next] + (crowd * apart) / (1 + 0.1 * Math.log2(1 + amount));
        if (length < row[i]) {
          row[i] = length;
          open.add(i);
        }
      }
    }
  }
  return { way, near, longest };
}

// Points at about these distances. Those that `from` knows begin there; with `gently` they do not go far.
function spread(numbers, from, gently) {
  const n = numbers.length;
  const random = generator(7);
  const { way, near, longest } = ways(numbers);
  const points = numbers.map((number, i) => from(number) || around(i));
  function around(i) {
    const known = [...near[i].keys()].map((other) => from(numbers[other])).filter(Boolean);
    const angle = i * 2.399963;
    const middle = known.length ? mean(known) : { x: 0, y: 0 };
    return { x: middle.x + 0.4 * Math.cos(angle), y: middle.y + 0.4 * Math.sin(angle) };
  }
  const pairs = [];
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) pairs.push(i * n + j);
  const most = gently ? 2 : longest ** 2;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const step = most * (0.02 / most) ** (pass / (PASSES - 1));
    for (let k = pairs.length - 1; k > 0; k -= 1) {
      const other = Math.floor(random() * (k + 1));
      [pairs[k], pairs[other]] = [pairs[other], pairs[k]];
    }
    for (const pair of pairs) {
      const [a, b] = [points[Math.floor(pair / n)], points[pair % n]];
      const wanted = way[pair];
      const [dx, dy] = [a.x - b.x || 1e-3, a.y - b.y];
      const length = Math.hypot(dx, dy);
      const move = (Math.min(1, step / wanted ** 2) * (length - wanted)) / (2 * length);
      a.x -= move * dx;
      a.y -= move * dy;
      b.x += move * dx;
      b.y += move * dy;
    }
  }
  return points;
}

function mean(points) {
  return { x: points.reduce((sum, p) => sum + p.x, 0) / points.length, y: points.reduce((sum, p) => sum + p.y, 0) / points.length };
}

// The cloud turned so that its long side lies along the long side of the frame; on which side things lie is kept where it can be.
function turn(points, wide, before) {
  const middle = mean(points);
  let [xx, xy, yy] = [0, 0, 0];
  for (const p of points) {
    p.x -= middle.x;
    p.y -= middle.y;
    xx += p.x * p.x;
    xy += p.x * p.y;
    yy += p.y * p.y;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy) + (wide ? 0 : Math.PI / 2);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const p of points) [p.x, p.y] = [p.x * cos + p.y * sin, p.y * cos - p.x * sin];
  for (const axis of ["x", "y"]) {
    const along = points.reduce((sum, p, i) => sum + p[axis] * (before[i] ? before[i][axis] : 0), 0);
    if (along < 0) for (const p of points) p[axis] = -p[axis];
  }
}

function room() {
  const frame = document.getElementById("mynetwork").getBoundingClientRect();
  const legend = document.getElementById("legend").offsetHeight;
  const side = Math.min(58, frame.width / 8);
  return { width: Math.max(frame.width - 2 * side, 120), height: Math.max(frame.height - legend - 92, 120) };
}

// Boxes of actors with their names pushed apart, inside the frame as far as there is room.
function part(points, boxes, { width, height }) {
  for (let round = 0; round < 90; round += 1) {
    let calm = true;
    for (let i = 0; i < points.length; i += 1) {
      for (let j = i + 1; j < points.length; j += 1) {
        const [a, b] = [points[i], points[j]];
        const dx = b.x - a.x;
        const dy = b.y + boxes[j].down - a.y - boxes[i].down;
        const across = boxes[i].wide + boxes[j].wide + 5 - Math.abs(dx);
        const down = boxes[i].high + boxes[j].high + 4 - Math.abs(dy);
        if (across <= 0 || down <= 0) continue;
        calm = false;
        if (across < down) {
          const push = (across / 2) * 0.6 * (dx < 0 ? -1 : 1);
          a.x -= push;
          b.x += push;
        } else {
          const push = (down / 2) * 0.6 * (dy < 0 ? -1 : 1);
          a.y -= push;
          b.y += push;
        }
      }
    }
    points.forEach((p, i) => {
      const [x, y] = [width / 2 - Math.min(boxes[i].wide, width / 3), height / 2 - boxes[i].high - boxes[i].down];
      p.x = Math.min(Math.max(p.x, -x), x);
      p.y = Math.min(Math.max(p.y, -y), y);
    });
    if (calm) break;
  }
}

// A place for a small group where it meets fewest of those that have one: the best of a grid over the frame.
function freeSpot(points, boxes, others, otherBoxes, { width, height }) {
  let best = { cost: Infinity, x: 0, y: 0 };
  const [wide, high] = [Math.max(...points.map((p, i) => Math.abs(p.x) + boxes[i].wide)), Math.max(...points.map((p, i) => Math.abs(p.y) + boxes[i].high))];
  for (let column = 0; column <= 24; column += 1) {
    for (let row = 0; row <= 18; row += 1) {
      const x = (width - 2 * Math.min(wide, width / 2)) * (column / 24 - 0.5);
      const y = (height - 2 * Math.min(high, height / 2)) * (row / 18 - 0.5);
      let cost = Math.hypot(x / width, y / height);
      others.forEach((other, i) => {
        const across = wide + otherBoxes[i].wide + 14 - Math.abs(x - other.x);
        const down = high + otherBoxes[i].high + 10 - Math.abs(y - other.y);
        if (across > 0 && down > 0) cost += 4 + (across * down) / 400;
      });
      if (cost < best.cost) best = { cost, x, y };
    }
  }
  return best;
}

function scaled(points, sx, sy) {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const [x, y] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  for (const p of points) [p.x, p.y] = [(p.x - x) * sx, (p.y - y) * sy];
}

// Spread those that are drawn over the frame. With `afresh` from the places in the file, else from where they stand now.
function arrange(afresh) {
  const numbers = groups([...shownActors]).flat();
  const earlier = afresh ? new Set() : placed;
  placed = new Set(numbers);
  if (!numbers.length) return;
  const frame = room();
  const { width, height } = frame;
  const now = network.getPositions();
  const unit = Math.sqrt((width * height) / numbers.length);
  const from = (number) => {
    const { home, node } = actors[number];
    if (afresh) return { x: home.x / 135, y: home.y / 135 };
    return earlier.has(number) && now[node] ? { x: now[node].x / unit, y: now[node].y / unit } : null;
  };
  const sizes = numbers.map((number) => nodes.get(actors[number].node).size);
  base = Math.min(1, 27 / Math.max(...sizes), Math.sqrt((0.055 * width * height) / sizes.reduce((sum, size) => sum + Math.PI * size * size, 0)));
  const rank = new Map(byWeight.filter(isShown).map((number, i) => [number, i]));
  const named = Math.round((width * height) / 9500);
  const boxes = numbers.map((number, i) => {
    const size = sizes[i] * base;
    const name = rank.get(number) < named ? 3.5 * Math.min(actors[number].label.length, 26) : 0;
    return { wide: Math.max(size * (actors[number].kind === "country" ? WIDE : 1), name), high: size + (name ? 9 : 0), down: name ? 9 : 0 };
  });
  const points = [];
  for (const group of groups(numbers)) {
    const some = spread(group, from, !afresh);
    const own = boxes.slice(points.length, points.length + group.length);
    turn(some, points.length ? true : width > height, group.map(from));
    if (!points.length) {
      const [xs, ys] = [some.map((p) => p.x), some.map((p) => p.y)];
      const full = numbers.length - group.length > 0.25 * numbers.length ? 0.78 : 1; // room for the others beside it
      const sx = (full * width) / Math.max(Math.max(...xs) - Math.min(...xs), 0.6);
      const sy = (full * height) / Math.max(Math.max(...ys) - Math.min(...ys), 0.6);
      scaled(some, Math.min(sx, 2 * sy, 260), Math.min(sy, 2 * sx, 260));
      part(some, own, frame);
    } else {
      scaled(some, 0.6 * unit, 0.5 * unit);
      part(some, own, frame);
      const spot = freeSpot(some, own, points, boxes, frame);
      for (const p of some) [p.x, p.y] = [p.x + spot.x, p.y + spot.y];
    }
    points.push(...some);
  }
  part(points, boxes, frame);
  nodes.update(numbers.map((number, i) => ({ id: actors[number].node, x: points[i].x, y: points[i].y })));
}
