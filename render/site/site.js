"use strict";
// Search all pages of the site by the words of their titles and of what the index adds to them; nothing is fetched.
(() => {
  const most = 12;
  const form = document.getElementById("find");
  const [text, said, list] = ["find-text", "find-said", "find-list"].map((id) => document.getElementById(id));
  const plain = (words) => words.toLocaleLowerCase("en").normalize("NFD").replace(/\p{M}/gu, "");
  const index = window.crossregimeIndex.map(([kind, title, path, more]) => ({ kind, title, path, named: plain(title), all: plain(`${title} ${more}`) }));

  // What starts with the words comes first, then what has them in its title, then the rest; each in the index's order.
  const found = (wanted) => {
    const words = plain(wanted).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const place = ({ named }) => (named.startsWith(words[0]) ? 0 : words.every((word) => named.includes(word)) ? 1 : 2);
    return index.filter(({ all }) => words.every((word) => all.includes(word))).sort((a, b) => place(a) - place(b));
  };

  const show = () => {
    const hits = found(text.value);
    list.replaceChildren(...hits.slice(0, most).map(({ kind, title, path }) => {
      const link = document.createElement("a");
      link.href = form.dataset.root + path;
      link.textContent = title;
      const what = document.createElement("span");
      what.className = "how";
      what.textContent = ` ${kind}`;
      const item = document.createElement("li");
      item.append(link, what);
      return item;
    }));
    list.hidden = !hits.length;
    const more = hits.length > most ? `, the first ${most} shown` : "";
    said.textContent = text.value.trim() ? `${hits.length || "nothing"} found${more}` : "";
  };

  const links = () => [...list.querySelectorAll("a")];
  form.addEventListener("keydown", (event) => {
    const at = links().indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Escape") {
      text.value = "";
      show();
      text.focus();
    } else if (to !== undefined && links().length) {
      (to < 0 ? text : links()[Math.min(to, links().length - 1)]).focus();
      event.preventDefault();
    }
  });
  text.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.hidden = false;
  show();
})();
