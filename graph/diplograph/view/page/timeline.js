// Events by week under the network; drag over it, or move its two handles, to keep a stretch of time.

const strip = document.getElementById("timeline");
const DAY = 86400000;
let bins = null;
let zoomed = null; // first and last day of a stretch that alone is shown

function dayNumber(date) {
  const [year, month, day] = date.split("-").map(Number);
  return Math.round(Date.UTC(year, month - 1, Math.min(day, 28)) / DAY) + Math.max(day - 28, 0);
}

function isoDay(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

// Where most lies: dates far from all others (a treaty of 1953 in an article of 2018) go into one bar at either end.
function stretch(dated) {
  if (zoomed) return zoomed;
  const days = dated.map((thing) => thing.span[0]).sort();
  const [low, high] = [days[Math.floor(days.length * 0.04)], days[Math.floor(days.length * 0.985)]];
  const slack = Math.max(60, (dayNumber(high) - dayNumber(low)) * 0.4);
  const near = days.filter((day) => dayNumber(day) >= dayNumber(low) - slack && dayNumber(day) <= dayNumber(high) + slack);
  return [near[0], near[near.length - 1]];
}

// Edges of bins: weeks where they are wide enough to be seen, else months or years.
function makeBins() {
  const dated = things.filter((thing) => thing.span && thing.when.length >= 7);
  if (!dated.length) return null;
  const [low, high] = stretch(dated);
  const width = Math.max(strip.clientWidth, 300);
  const days = dayNumber(high) - dayNumber(low) + 1;
  const unit = zoomed && days <= 21 ? "day" : days / 7 <= width / 1.8 ? "week" : days / 30 <= width / 1.8 ? "month" : "year";
  const starts = [];
  if (unit === "day" || unit === "week") {
    const step = unit === "day" ? 1 : 7;
    const first = unit === "day" ? dayNumber(low) : dayNumber(low) - ((dayNumber(low) + 3) % 7);
    for (let at = first; at <= dayNumber(high); at += step) starts.push(isoDay(at));
    starts.push(isoDay(dayNumber(starts[starts.length - 1]) + step));
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
  const end = starts[starts.length - 1];
  return { unit, starts, before: dated.some((thing) => thing.span[0] < starts[0]), after: dated.some((thing) => thing.span[0] >= end) };
}

// The bin of a day; -1 and the number of bins are the bars for all that lies before and after.
function binOf(date) {
  if (date < bins.starts[0]) return -1;
  if (date >= bins.starts[bins.starts.length - 1]) return bins.starts.length - 1;
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
  const first = n === 0;
  if (bins.unit === "year") return n % Math.ceil(bins.starts.length / 14) === 0 ? year : "";
  if (bins.unit === "month") return month === "01" ? year : first ? `${MONTHS[Number(month) - 1]} ${year}` : "";
  if (bins.unit === "day") return `${Number(day)} ${MONTHS[Number(month) - 1]}${first ? ` ${year}` : ""}`;
  if (Number(day) > 7 && !first) return "";
  if (bins.starts.length > 110) return month === "01" ? year : first && Number(month) < 10 ? `${MONTHS[Number(month) - 1]} ${year}` : "";
  return `${MONTHS[Number(month) - 1]}${month === "01" || first ? ` ${year}` : ""}`;
}

function drawTimeline() {
  if (!bins) {
    strip.hidden = true;
    return;
  }
  const [width, height, top, base] = [Math.max(strip.clientWidth, 200), 74, 8, 52];
  const number = bins.starts.length - 1;
  const left = bins.before ? 60 : 14;
  const right = width - (bins.after ? 50 : 14);
  const slot = (right - left) / number;
  const bar = Math.min(Math.max(slot * 0.8, 1), 26);
  const counts = new Map();
  for (const thing of things) {
    if (!thing.span || thing.when.length < 7 || !passes(thing, true)) continue;
    const n = binOf(thing.span[0]);
    const bin = counts.get(n) || counts.set(n, new Map()).get(n);
    bin.set(thing.family, (bin.get(thing.family) || 0) + 1);
  }
  const total = (bin) => [...bin.values()].reduce((a, b) => a + b, 0);
  const most = [...counts].reduce((top, [n, bin]) => (n >= 0 && n < number ? Math.max(top, total(bin)) : top), 3);
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "aria-label": `Events and statements by ${bins.unit}, at most ${most}; the two sliders after this choose a time as dragging here does` });
  for (const [n, bin] of counts) {
    const beyond = n < 0 || n >= number;
    const x = n < 0 ? 14 : n >= number ? width - 14 - 12 : left + n * slot + (slot - bar) / 2;
    const outside = beyond ? Boolean(state.since || state.until)
      : (state.since && bins.starts[n + 1] <= state.since) || (state.until && bins.starts[n] > state.until);
    let y = base;
    for (const family of FAMILIES) {
      if (!bin.get(family)) continue;
      const tall = Math.max(2, (bin.get(family) / Math.max(most, beyond ? total(bin) : 0)) * (base - top));
      y -= tall;
      drawing.append(svg("rect", { x, y, width: beyond ? 10 : bar, height: tall, fill: colours[family], opacity: outside ? 0.2 : beyond ? 0.5 : 0.95 }));
    }
  }
  const note = (x, text, anchor = "start") => {
    const label = svg("text", { x, y: base + 16, "text-anchor": anchor });
    label.textContent = text;
    drawing.append(label);
  };
  if (bins.before) note(12, "earlier");
  if (bins.after) note(width - 12, "later", "end");
  let labelled = -100;
  bins.starts.slice(0, -1).forEach((start, n) => {
    const x = left + n * slot;
    const text = tickLabel(start, n);
    if (!text || x < labelled || x > right - (bins.after ? 52 : 36)) return;
    labelled = x + 12 + 7 * text.length;
    drawing.append(svg("path", { d: `M${x},${base}v5`, class: "axis" }));
    note(x + 3, text);
  });
  drawing.append(svg("path", { d: `M${left},${base}H${right}`, class: "axis" }));
  const [from, to] = chosenBins();
  if (state.since || state.until) {
    drawing.append(svg("rect", { x: left + slot * from, y: 2, width: Math.max((to - from + 1) * slot, 2), height: base - 2, class: "brush", rx: 3 }));
  }
  brush(drawing, { left, right, slot, number, base });
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.end : "";
  strip.replaceChildren(drawing, handles({ left, right, slot, number }), h("p", {}, ...rangeText(from, to)));
  if (focus) strip.querySelector(`[data-end="${focus}"]`).focus();
}

// The first and last bin of the chosen time.
function chosenBins() {
  const last = bins.starts.length - 2;
  const within = (n) => Math.min(Math.max(n, 0), last);
  return [state.since ? within(binOf(state.since)) : 0, state.until ? within(binOf(state.until)) : last];
}

function rangeText(from, to) {
  const chosen = state.since || state.until;
  return [
    zoomed ? h("button", { type: "button", class: "quiet", onclick: () => zoomTo(null) }, "all time") : "",
    chosen && to - from + 1 < bins.starts.length - 1 && bins.unit !== "day"
      ? h("button", { type: "button", class: "quiet", onclick: () => zoomTo([bins.starts[from], isoDay(dayNumber(bins.starts[to + 1]) - 1)]) }, "closer") : "",
    chosen ? h("button", { type: "button", class: "quiet", "aria-label": "All time again", onclick: () => setTime("", "") },
      `${state.since ? readable(state.since) : "…"} – ${state.until ? readable(state.until) : "…"}  ✕`)
      : h("span", {}, `by ${bins.unit} · drag to choose a time`),
  ];
}

function zoomTo(range) {
  zoomed = range;
  bins = makeBins();
  drawTimeline();
}

// Two sliders on the axis, for the first and last bin: what the brush does, by keyboard.
function handles({ left, right, slot, number }) {
  const [from, to] = chosenBins();
  const handle = (end, value, label) => {
    const text = () => readable(end === "since" ? bins.starts[Number(input.value)] : isoDay(dayNumber(bins.starts[Number(input.value) + 1]) - 1));
    const input = h("input", { type: "range", min: 0, max: number - 1, step: 1, value, "data-end": end, "aria-label": label, oninput: () => {
      const [low, high] = [...strip.querySelectorAll("input")].map((other) => Number(other.value));
      if (low > high) input.value = end === "since" ? high : low;
      const [a, b] = [...strip.querySelectorAll("input")].map((other) => Number(other.value));
      setTime(a === 0 ? "" : bins.starts[a], b === number - 1 ? "" : isoDay(dayNumber(bins.starts[b + 1]) - 1));
    } });
    input.setAttribute("aria-valuetext", text());
    return input;
  };
  const box = h("div", { class: "handles" }, handle("since", from, "First day of the time shown"), handle("until", to, "Last day of the time shown"));
  box.style.left = `${left + slot / 2 - 8}px`;
  box.style.width = `${right - left - slot + 16}px`;
  return box;
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
