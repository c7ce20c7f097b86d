// One event or statement as a card: when, what, and the sentences that it rests on.

const MODALITY = { future: "planned", hypothetical: "conditional", negation: "denied", historical: "earlier" };

function articleLine(article) {
  const safe = /^https?:\/\//i.test(article.url);
  const title = safe
    ? h("a", { href: article.url, target: "_blank", rel: "noopener noreferrer nofollow" }, said(article.title))
    : h("cite", {}, said(article.title));
  return h("footer", {}, title, article.publisher ? [" — ", said(article.publisher)] : "",
    article.date ? `, ${readable(article.date)}` : "");
}

function quoteBlock(number) {
  const quote = quotes[number];
  const parts = quote.parts.map((part, i) => (i % 2 ? h("mark", {}, part) : part));
  return h("blockquote", {}, h("p", { dir: "auto" }, h("bdi", {}, parts)), articleLine(articles[quote.article]));
}

function listed(numbers) {
  const all = numbers.map((number) => actors[number].label);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all[all.length - 1]}`;
}

function thingTitle(thing) {
  if (thing.statement) {
    const to = thing.addressees.length ? ` to ${listed(thing.addressees)}` : "";
    return `${listed(thing.by)}${to}${thing.to.length ? ` about ${listed(thing.to)}` : ""}`;
  }
  const relation = words(thing.relation);
  if (thing.to.length || thing.by.length < 2) return [listed(thing.by), relation, listed(thing.to)].filter(Boolean).join(" ");
  return `${listed(thing.by.slice(0, 1))} ${relation} ${listed(thing.by.slice(1))}`;
}

function chips(thing) {
  const found = thing.modality.map((word) => [MODALITY[word] || word, word === "negation" ? "denied" : "modal"]);
  if (thing.mode) found.push([words(thing.mode), ""]);
  if (thing.statement && thing.form) found.push([`${thing.form} speech`, ""]);
  if (thing.place) found.push([thing.place, ""]);
  if (thing.according.length) found.push([`according to ${thing.according.join(", ")}`, ""]);
  if (thing.sources > 1) {
    found.push([`${count(thing.sources, "article")}${thing.origins < thing.sources ? ` of ${count(thing.origins, "origin")}` : ""}`, "strong"]);
  }
  if (thing.disputed) found.push([`sources disagree${thing.points.length ? `: ${thing.points.join(", ")}` : ""}`, "denied"]);
  return found.length ? h("p", { class: "chips" }, found.map(([text, kind]) => h("span", { class: kind }, said(text)))) : null;
}

// The posts that the parties held when the article was written.
function posts(thing) {
  const offices = new Map(thing.told.flatMap((article) => articles[article].offices));
  const held = [...new Set([...thing.by, ...thing.to, ...thing.addressees])].filter((number) => offices.has(number));
  return held.length ? h("p", { class: "posts" }, said(held.map((number) => `${actors[number].label}: ${offices.get(number)}`).join(" · "))) : null;
}

function contradicting(thing) {
  return thing.against.length ? h("p", { class: "against" }, "others tell it as: ", thing.against.map((number) =>
    h("button", { type: "button", class: "quiet", onclick: () => choose({ thing: number }, true) }, said(thingTitle(things[number]))))) : null;
}

function card(number) {
  const thing = things[number];
  const unseen = thing.statement && thing.text && !thing.quotes.length;
  const item = h("li", { class: "card", "data-status": thing.status },
    h("p", { class: "when" }, thing.when
      ? h("time", { datetime: thing.when }, `${thing.date ? "" : "reported "}${readable(thing.when)}`) : readable(""),
      h("span", { class: "what" }, thing.statement ? "said" : words(thing.relation))),
    h("h4", {}, said(thingTitle(thing))),
    chips(thing),
    posts(thing),
    unseen ? h("p", { class: "spoken", dir: "auto" }, said(thing.text)) : null,
    thing.quotes.map(quoteBlock),
    contradicting(thing),
    thing.more ? h("p", { class: "more" }, `and ${count(thing.more, "more passage")}`) : null);
  item.style.borderLeftColor = colours[thing.family];
  return item;
}

// Cards in the order of time; a long list begins with its first forty.
function cards(numbers, limit = 40) {
  const list = h("ol", { class: "cards" }, numbers.slice(0, limit).map(card));
  if (numbers.length <= limit) return list;
  const button = h("button", { type: "button", class: "quiet", onclick: () => {
    list.append(...numbers.slice(limit).map(card));
    button.remove();
  } }, `Show all ${numbers.length.toLocaleString("en")}`);
  return h("div", {}, list, button);
}
