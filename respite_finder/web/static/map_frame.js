/* What every map's frame does: it has a name, keeps the page still, and lets Escape through. */
"use strict";
window.mapFrame = (function () {
  const ASSETS = "../../assets/";

  async function fetchJson(name) {
    const answer = await fetch(ASSETS + name);
    if (!answer.ok) throw new Error(name + ": " + answer.status);
    return answer.json();
  }

  function prepare(map, options) {
    const box = map.getContainer();
    box.classList.add("respite-map");
    box.setAttribute("role", "region");
    document.documentElement.lang = options.lang;
    box.setAttribute("aria-label", options.label);
    // Leaflet focuses the map at the first press. Were the page to scroll for that, the mark
    // would move away between press and release, and the click would be lost.
    const focus = box.focus.bind(box);
    box.focus = () => focus({ preventScroll: true });
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    for (const [name, words] of [["in", options.zoomIn], ["out", options.zoomOut]]) {
      const button = box.querySelector(".leaflet-control-zoom-" + name);
      button.title = words;
      button.setAttribute("aria-label", words);
    }
    // Escape leaves the page quickly from here too: keys pressed in this frame stay in it.
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        const told = new KeyboardEvent("keydown", { key: "Escape", cancelable: true });
        if (!window.parent.document.dispatchEvent(told)) event.preventDefault();
      }
    }, true);
    return box;
  }

  // Text for a tooltip, with an id and a number of clicks behind it that nobody sees: a click
  // returns the text, and a second click on the same thing must be another text.
  function tip(words, id, clicks) {
    const separator = "\u2063";
    const text = document.createElement("span");
    const hidden = document.createElement("span");
    hidden.hidden = true;
    hidden.textContent = separator + id + separator + clicks;
    text.append(words, hidden);
    return text.outerHTML;
  }

  return { fetchJson, prepare, tip };
})();
