// The editor: YASGUI set up for this endpoint alone, with the named queries and the prefixes at hand. It asks no other host.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const { queries, prefixes } = JSON.parse(document.getElementById("data").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const ids = "https://w3id.org/diplograph/id/";
  const first = `SELECT ?who ?met ?n WHERE {
  ?event a dg:Event ; dg:relation dg:met ; dg:actor ?a , ?b ; dg:sourceCount ?n .
  FILTER NOT EXISTS { ?event dg:modality ?planned_or_denied }
  FILTER(STR(?a) < STR(?b))
  ?a rdfs:label ?who . ?b rdfs:label ?met .
} ORDER BY DESC(?n) ?who LIMIT 25`;

  // The editor marks a prefix that it does not see declared as a mistake, so those in use are written out.
  const declared = (text) => {
    const missing = Object.keys(prefixes).filter(
      (prefix) => new RegExp(`(^|[^\\w<:/#])${prefix}:`).test(text) && !new RegExp(`prefix\\s+${prefix}:`, "i").test(text),
    );
    return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + text;
  };

  const yasqe = Yasgui.Yasqe.defaults;
  yasqe.autocompleters = ["variables"]; // the others ask a server elsewhere
  yasqe.prefixCcApi = null;
  yasqe.createShareableLink = null;
  Yasgui.Yasr.defaults.prefixes = prefixes;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "diplograph",
    populateFromUrl: false,
    yasqe: { value: declared(first) },
  });

  const name = (tab) => tab?.getYasqe()?.getInputField().setAttribute("aria-label", "Query");
  name(yasgui.getTab());
  yasgui.on("tabSelect", () => setTimeout(() => name(yasgui.getTab())));

  const about = document.getElementById("about");
  const tell = (text) => { about.textContent = text; };
  const show = (text, name) => {
    const tab = yasgui.getTab();
    tab.setEndpoint(endpoint);
    tab.getYasqe().setValue(declared(text));
    if (name) tab.setName(name);
  };

  document.getElementById("named").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("queries").addEventListener("change", (event) => {
    const query = queries.find((query) => query.name === event.target.value);
    if (!query) return;
    show(query.text, query.title);
    tell(query.needs.length ? `${query.description} Put values in place of UNDEF for: ${query.needs.join(", ")}.` : query.description);
  });

  const asked = new URLSearchParams(location.hash.slice(1)).get("query");
  if (asked) {
    show(asked);
    history.replaceState(null, "", location.pathname);
  }

  yasgui.on("queryResponse", (_, tab) => {
    const headers = tab.getYasr()?.results?.res?.headers ?? {};
    const most = headers.get?.("x-sparql-maxrows") ?? headers["x-sparql-maxrows"];
    tell(most ? `The answer was longer: only ${Number(most).toLocaleString("en")} rows at most are shown.` : "");
  });

  // Characters that turn the reading direction of what stands around them are shown as what they are, as on all pages.
  const turning = /[\u202a-\u202e\u2066-\u2069]/g;
  const shown = (text) => text.replace(turning, (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase()}]`);
  const showAll = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.search(turning) >= 0 && node.parentElement?.closest("table")) node.data = shown(node.data);
    }
  };
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(showAll))).observe(
    document.querySelector("#yasgui"), { childList: true, subtree: true },
  );

  // What the graph has a page for opens here, not at w3id.org.
  document.getElementById("yasgui").addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    const href = link.getAttribute("href");
    if (href.startsWith(ids)) {
      event.preventDefault();
      location.assign("/id/" + href.slice(ids.length));
    } else if (!/^(https?:|#)/i.test(href)) {
      event.preventDefault();
    }
  }, true);
  document.documentElement.dataset.ready = "yes";
});
