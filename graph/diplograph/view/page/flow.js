// Statements as a picture of their own: who speaks on the left, the words in the middle, whom they are about on the right.

const flow = document.getElementById("flow");
const MOST = 60; // statements at first; a button shows the rest
const EACH = 6; // of one speaker at first
let read = 0; // how many statements there are to read with the filters as they are

function snippet(thing) {
  const text = thing.text || (thing.quotes.length ? quotes[thing.quotes[0]].parts.join("") : "");
  return text.length > 220 ? `${text.slice(0, 219).trimEnd()}…` : text;
}

function flowName(number) {
  return h("button", { type: "button", class: "who", onclick: () => choose({ actor: number }, true) },
    kindIcon(actors[number].kind), said(actors[number].label));
}

function flowRow(number) {
  const thing = things[number];
  const row = h("li", { class: "flow-row" },
    h("button", { type: "button", class: "words", "data-thing": String(number), "data-status": thing.status,
      "aria-pressed": String(Boolean(state.chosen) && state.chosen.thing === number), onclick: () => choose({ thing: number }, true) },
      h("span", { class: "spoken", dir: "auto" }, said(thing.form === "direct" ? `“${snippet(thing)}”` : snippet(thing))),
      h("small", {}, [readable(thing.when), thing.addressees.length ? `to ${listed(thing.addressees)}` : "",
        thing.according.length ? `according to ${thing.according.join(", ")}` : ""].filter(Boolean).join(" · "))),
    h("div", { class: "about" }, thing.to.filter((end) => !thing.by.includes(end)).map(flowName)));
  return row;
}

function flowGroup(speaker, numbers, each) {
  const rows = h("ol", {}, numbers.slice(0, each).map(flowRow));
  const more = numbers.length > each ? h("button", { type: "button", class: "quiet", onclick: () => {
    rows.append(...numbers.slice(each).map(flowRow));
    more.remove();
    drawThreads();
  } }, `${count(numbers.length - each, "more statement")} of ${actors[speaker].label}`) : "";
  return h("section", { class: "flow-group", "aria-label": `Statements of ${actors[speaker].label}` },
    h("div", { class: "speaker" }, flowName(speaker), h("small", {}, count(numbers.length, "statement"))),
    h("div", {}, rows, more));
}

function isReading() {
  return state.mode === "statements" && state.reading;
}

function fillFlow(most = MOST) {
  flow.hidden = !isReading();
  document.getElementById("stage").dataset.reading = String(isReading());
  if (!isReading()) return;
  const inside = circle();
  const chosen = state.chosen && state.chosen.actor !== undefined ? state.chosen.actor : null;
  const open = (number) => !state.kinds.has(actors[number].kind) && (!inside || inside.has(number));
  const bySpeaker = new Map();
  read = 0;
  things.forEach((thing, number) => {
    if (!thing.statement || !passes(thing) || !thing.by.some(open)) return;
    if (chosen !== null && ![...thing.by, ...thing.to, ...thing.addressees].includes(chosen)) return;
    read += 1;
    const speaker = thing.by[0];
    bySpeaker.set(speaker, [...(bySpeaker.get(speaker) || []), number]);
  });
  const groups = [...bySpeaker].sort((a, b) => (b[0] === chosen) - (a[0] === chosen) || b[1].length - a[1].length || a[0] - b[0]);
  const made = [];
  let shown = 0;
  for (const [speaker, numbers] of groups) {
    if (shown >= most) break;
    const each = speaker === chosen || most === Infinity ? numbers.length : EACH;
    shown += Math.min(each, numbers.length);
    made.push(flowGroup(speaker, numbers, each));
  }
  flow.replaceChildren(
    h("p", { class: "flow-head", "aria-hidden": "true" }, h("span", {}, "Who"), h("span", {}, "said"), h("span", {}, "about whom")),
    ...made,
    read > shown && made.length < groups.length
      ? h("button", { type: "button", class: "quiet", onclick: () => fillFlow(Infinity) }, `Show all ${count(read, "statement")}`) : "",
    read ? "" : h("p", { class: "lead" }, "No statements with these filters."));
  drawThreads();
}

// The threads from a speaker to each statement and on to whom it is about, behind the text; where columns lie under each other, none.
function drawThreads() {
  for (const old of flow.querySelectorAll("svg.threads")) old.remove();
  if (isNarrow()) return;
  for (const group of flow.querySelectorAll(".flow-group")) {
    const frame = group.getBoundingClientRect();
    const paths = [];
    const thread = (from, to, status) => {
      const [x1, y1] = [from.right - frame.left + 3, (from.top + from.bottom) / 2 - frame.top];
      const [x2, y2] = [to.left - frame.left - 3, (to.top + to.bottom) / 2 - frame.top];
      const middle = (x1 + x2) / 2;
      paths.push(svg("path", { d: `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`, "data-status": status }));
    };
    const speaker = group.querySelector(".who").getBoundingClientRect();
    for (const row of group.querySelectorAll(".flow-row")) {
      const spoken = row.querySelector(".words");
      const box = spoken.getBoundingClientRect();
      thread(speaker, box, spoken.dataset.status);
      for (const name of row.querySelectorAll(".about .who")) thread(box, name.getBoundingClientRect(), spoken.dataset.status);
    }
    group.prepend(svg("svg", { class: "threads", width: frame.width, height: frame.height, "aria-hidden": "true" }, ...paths));
  }
}

function startFlow() {
  const box = document.getElementById("reading");
  for (const [reading, label] of [[true, "Words"], [false, "Network"]]) {
    const input = h("input", { type: "radio", name: "reading", value: String(reading), checked: state.reading === reading, onchange: () => {
      state.reading = reading;
      update();
      settle(true);
    } });
    box.append(h("label", {}, input, h("span", {}, label)));
  }
}
