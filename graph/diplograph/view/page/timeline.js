// Events by week, month or year under the network; drag over it to keep a stretch of time.

const strip = document.getElementById("timeline");
const DAY = 86400000;
let bins = null;

function dayNumber(date) {
  return Math.floor(Date.parse(`${date.slice(0, 8)}${date.slice(8, 10) > "28" ? "28" : date.slice(8, 10)}T00:00:00Z`) / DAY)
    + (date.slice(8, 10) > "28" ? Number(date.slice(8, 10)) - 28 : 0);
}

function isoDay(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

// Edges of bins that make at most some 130 bars: weeks, months, or years.
function makeBins() {
  const dated = things.filter((thing) => thing.span && thing.when.length >= 7);
  if (!dated.length) return null;
  const low = dated.reduce((least, thing) => (thing.span[0] < least ? thing.span[0] : least), "9999");
  const high = dated.reduce((most, thing) => (thing.span[0] > most ? thing.span[0] : most), "0000");
  const days = dayNumber(high) - dayNumber(low);
  const unit = days <= 420 ? "week" : days <= 4000 ? "month" : "year";
  const starts = [];
  if (unit === "week") {
    const monday = dayNumber(low) - ((dayNumber(low) + 3) % 7);
    for (let at = monday; at <= dayNumber(high); at += 7) starts.push(isoDay(at));
    starts.push(isoDay(dayNumber(starts[starts.length - 1]) + 7));
  } else {
    let [year, month] = [Number(low.slice(0, 4)), unit === "month" ? Number(low.slice(5, 7)) : 1];
    const text = () => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
    const step = () => {
      month += unit === "month" ? 1 : 12;
      if (month > 12) [year, month] = [year + 1, month - 12];
    };
    for (; text() <= high; step()) starts.push(text());
    starts.push(text());
  }
  return { unit, starts };
}

function binOf(date) {
  let [low, high] = [0, bins.starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bins.starts[middle] <= date) low = middle;
    else high = middle;
  }
  return low;
}

function tickLabel(start, n) {
  const [year, month, day] = start.split("-");
  if (bins.unit === "year") return n % Math.ceil(bins.starts.length / 14) === 0 ? year : "";
  if (bins.unit === "month") return month === "01" || n === 0 ? (month === "01" ? year : `${MONTHS[Number(month) - 1]} ${year}`) : "";
  return Number(day) <= 7 ? `${MONTHS[Number(month) - 1]}${month === "01" || n < 5 ? ` ${year}` : ""}` : "";
}

function drawTimeline() {
  if (!bins) {
    strip.hidden = true;
    return;
  }
  const { width, height } = { width: Math.max(strip.clientWidth, 200), height: 74 };
  const [left, right, top, base] = [14, width - 14, 8, 54];
  const number = bins.starts.length - 1;
  const slot = (right - left) / number;
  const bar = Math.min(Math.max(slot * 0.8, 1), 26);
  const counts = Array.from({ length: number }, () => new Map());
  for (const thing of things) {
    if (!thing.span || thing.when.length < 7 || !passes(thing, true)) continue;
    const bin = counts[binOf(thing.span[0])];
    bin.set(thing.family, (bin.get(thing.family) || 0) + 1);
  }
  const most = Math.max(3, ...counts.map((bin) => [...bin.values()].reduce((a, b) => a + b, 0)));
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "aria-label": `Events and statements by ${bins.unit}, at most ${most}; the date fields of the filters choose a time as dragging here does` });
  let labelled = -100;
  counts.forEach((bin, n) => {
    const x = left + n * slot;
    const outside = (state.since && bins.starts[n + 1] <= state.since) || (state.until && bins.starts[n] > state.until);
    let y = base;
    for (const family of FAMILIES) {
      const amount = bin.get(family);
      if (!amount) continue;
      const tall = Math.max(2, (amount / most) * (base - top));
      y -= tall;
      drawing.append(svg("rect", { x: x + (slot - bar) / 2, y, width: bar, height: tall, fill: colours[family], opacity: outside ? 0.2 : 0.9 }));
    }
    const text = tickLabel(bins.starts[n], n);
    if (text && x - labelled > 44) {
      labelled = x;
      drawing.append(svg("path", { d: `M${x},${base}v5`, class: "axis" }));
      const label = svg("text", { x: x + 3, y: base + 15 });
      label.textContent = text;
      drawing.append(label);
    }
  });
  drawing.append(svg("path", { d: `M${left},${base}H${right}`, class: "axis" }));
  if (state.since || state.until) {
    const from = state.since ? left + slot * binOf(state.since) : left;
    const to = state.until ? left + slot * (binOf(state.until) + 1) : right;
    drawing.append(svg("rect", { x: from, y: 2, width: Math.max(to - from, 2), height: base - 2, class: "brush", rx: 3 }));
  }
  brush(drawing, { left, right, slot, number, base });
  const range = state.since || state.until
    ? h("button", { type: "button", class: "quiet", onclick: () => setTime("", "") },
      `${state.since ? readable(state.since) : "…"} – ${state.until ? readable(state.until) : "…"}  ✕`)
    : h("span", {}, `by ${bins.unit} · drag to choose a time`);
  strip.replaceChildren(drawing, h("p", {}, range));
}

function setTime(since, until) {
  state.since = since;
  state.until = until;
  fillFilters();
  update();
}

function brush(drawing, { left, right, slot, number, base }) {
  const at = (event) => {
    const x = event.clientX - drawing.getBoundingClientRect().left;
    return Math.min(number - 1, Math.max(0, Math.floor((Math.min(Math.max(x, left), right) - left) / slot)));
  };
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const start = at(event);
    const box = svg("rect", { y: 2, height: base - 2, class: "brush", rx: 3 });
    let [low, high] = [start, start];
    const draw = (to) => {
      [low, high] = [Math.min(start, to), Math.max(start, to)];
      box.setAttribute("x", left + low * slot);
      box.setAttribute("width", (high - low + 1) * slot);
    };
    draw(start);
    for (const old of drawing.querySelectorAll(".brush")) old.remove();
    drawing.append(box);
    drawing.setPointerCapture(event.pointerId);
    drawing.onpointermove = (move) => draw(at(move));
    drawing.onpointercancel = () => drawTimeline();
    drawing.onpointerup = () => setTime(bins.starts[low], isoDay(dayNumber(bins.starts[high + 1]) - 1));
    event.preventDefault();
  });
}
