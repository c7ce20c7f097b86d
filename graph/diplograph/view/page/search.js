// Search with completion: actors by any of their names, their country's code or office, and relations.

const search = document.getElementById("search");
const found = document.getElementById("found");
let active = -1;

function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

const index = [
  ...actors.map((actor, number) => ({
    label: actor.label,
    detail: [actor.office.split("; ")[0], actor.country].filter(Boolean).join(", "),
    keys: [actor.label, ...actor.names, actor.country, actor.office].map(plain),
    rank: weight[number] || 0,
    icon: () => kindIcon(actor.kind),
    go: () => choose({ actor: number }, true),
  })),
  ...[...new Set(things.map((thing) => thing.relation))].sort().map((relation) => ({
    label: `only “${words(relation)}”`,
    detail: "relation",
    keys: [plain(words(relation)), plain(relation)],
    rank: -1,
    icon: () => familyIcon(things.find((thing) => thing.relation === relation).family),
    go: () => onlyRelation(relation),
  })),
];

function onlyRelation(relation) {
  for (const thing of things) {
    if (thing.relation === relation) state.relations.delete(thing.relation);
    else state.relations.add(thing.relation);
  }
  const statement = things.some((thing) => thing.relation === relation && thing.statement);
  state.mode = statement ? "statements" : "events";
  document.querySelector(`#modes input[value="${state.mode}"]`).checked = true;
  fillFilters();
  choose(null);
  settle(true);
}

function matches(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const score = (entry) => Math.min(...entry.keys.map((key) =>
    (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(` ${wanted}`) ? 2 : key.includes(wanted) ? 3 : 9)));
  return index.map((entry) => [score(entry), entry]).filter(([points]) => points < 9)
    .sort((a, b) => a[0] - b[0] || b[1].rank - a[1].rank || (a[1].label < b[1].label ? -1 : 1))
    .slice(0, 8).map(([, entry]) => entry);
}

function suggest() {
  const entries = matches(search.value);
  active = entries.length ? 0 : -1;
  found.replaceChildren(...entries.map((entry, i) => h("li", {
    id: `found-${i}`, role: "option", "aria-selected": String(i === active),
    onpointerdown: (event) => { event.preventDefault(); take(entry); },
  }, entry.icon(), h("span", { class: "grow" }, said(entry.label), entry.detail ? h("small", {}, said(entry.detail)) : ""))));
  if (!entries.length && search.value.trim()) found.append(h("li", { class: "nothing" }, "nothing of that name"));
  showFound(found.childElementCount > 0);
  found.entries = entries;
}

function showFound(open) {
  found.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  if (open && active >= 0) search.setAttribute("aria-activedescendant", `found-${active}`);
  else search.removeAttribute("aria-activedescendant");
}

function take(entry) {
  search.value = "";
  showFound(false);
  entry.go();
}

function startSearch() {
  search.addEventListener("input", suggest);
  search.addEventListener("blur", () => showFound(false));
  search.addEventListener("keydown", (event) => {
    const entries = found.hidden ? [] : found.entries || [];
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && entries.length) {
      active = (active + (event.key === "ArrowDown" ? 1 : entries.length - 1)) % entries.length;
      [...found.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
      showFound(true);
      event.preventDefault();
    } else if (event.key === "Enter" && entries[active]) {
      event.preventDefault();
      take(entries[active]);
    } else if (event.key === "Escape" && !found.hidden) {
      event.stopPropagation();
      showFound(false);
    }
  });
}
