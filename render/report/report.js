"use strict";
// Sort, filter, search and open what the page holds; nothing is worked out here and nothing is fetched.
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const held = (id) => JSON.parse(find(id).textContent);

  // Each row of the table opens to the council's history.
  const body = find("table").tBodies[0];
  const rows = all("tr.council", body).map((row) => ({ row, history: row.nextElementSibling }));
  const open = ({ row, history }, wanted) => {
    row.querySelector("button.open").setAttribute("aria-expanded", String(wanted));
    history.hidden = !wanted;
  };
  for (const each of rows) {
    open(each, false);
    each.row.querySelector("button.open").addEventListener("click", () => open(each, each.history.hidden));
  }

  // The heads of the columns sort; what is alike stays in the order of the names.
  all("th[data-sort]").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    if (column === 0) head.setAttribute("aria-sort", "ascending");
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      all("th[data-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = ({ row }) => row.cells[column].dataset.key;
      const order = head.dataset.sort === "number" ? (a, b) => key(a) - key(b) : (a, b) => key(a).localeCompare(key(b), "en");
      rows.sort((a, b) => (down ? -1 : 1) * order(a, b) || a.row.dataset.name.localeCompare(b.row.dataset.name, "en"));
      body.append(...rows.flatMap(({ row, history }) => [row, history]));
    });
  });

  // A region, a type and a search limit the table; region and type leave the other councils of the maps blank.
  const filters = find("filters");
  const [region, type, name] = ["filter-region", "filter-type", "filter-name"].map(find);
  const maps = Object.entries(held("places")).map(([id, councils]) => {
    const drawing = find(id);
    const codes = new Map(Object.values(councils).map((place) => [place[2], place]));
    const marks = all("path", drawing).filter((path) => path.querySelector("title"))
      .map((path) => [path, councils[path.querySelector("title").textContent.split(": ")[0]]]);
    const letters = all("text", drawing).map((text) => [text, codes.get(text.textContent)]);
    return [...marks, ...letters].filter(([, place]) => place);
  }).flat();
  const limit = () => {
    const within = (of, kind) => (!region.value || region.value === of) && (!type.value || type.value === kind);
    const wanted = name.value.trim().toLocaleLowerCase("en");
    let shown = 0;
    for (const each of rows) {
      const { name: called, region: of, type: kind } = each.row.dataset;
      const keep = within(of, kind) && called.toLocaleLowerCase("en").includes(wanted);
      each.row.hidden = !keep;
      each.history.hidden = !keep || each.row.querySelector("button.open").getAttribute("aria-expanded") === "false";
      shown += keep;
    }
    for (const [mark, [of, kind]] of maps) mark.classList.toggle("out", !within(of, kind));
    find("shown").textContent = `${shown} of ${rows.length} councils.`;
  };
  filters.addEventListener("input", limit);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(limit));
  filters.hidden = false;

  // One group at a time, drawn beforehand.
  const chooser = find("chooser");
  if (chooser) {
    const chosen = find("group");
    const choose = () => all(".group").forEach((each) => { each.hidden = each.id !== chosen.value; });
    chosen.addEventListener("change", choose);
    chooser.addEventListener("submit", (event) => event.preventDefault());
    chooser.hidden = false;
    choose();
  }

  // A link into what is folded opens it; on paper everything folded is open.
  const unfold = (element) => { for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true; };
  addEventListener("hashchange", () => unfold(find(location.hash.slice(1))));
  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details:not([open])"); folded.forEach((each) => { each.open = true; }); });
  addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }));

  // The data come out of the page itself.
  const text = { "pairs-csv": () => held("pairs-csv"), "comparison-json": () => find("comparison-json").textContent };
  for (const button of all("#downloads button")) {
    button.addEventListener("click", () => {
      const { from, name: called, type: kind } = button.dataset;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text[from]()], { type: kind }));
      link.download = called;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }
  const downloads = find("downloads"); // a page of a site has files beside it instead
  if (downloads) downloads.hidden = false;
})();
