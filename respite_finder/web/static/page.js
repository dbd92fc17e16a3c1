/* What every page does in the browser, also when the connection to the server is gone:
 * leave quickly, know its language, show the page in place of the first screen, and say so
 * when the map does not come.
 */
"use strict";
(function () {
  const PRESSES = 3;
  const WITHIN_MS = 2000;
  const MAP_WAIT_MS = 12000;
  const neutralPage = document.currentScript.dataset.leave;
  let presses = [];
  let leaving = false;

  function leave() {
    leaving = true;
    // Nothing to read while the other page loads; this entry of the history becomes that page.
    document.documentElement.hidden = true;
    document.title = "";
    window.location.replace(neutralPage);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
    if (!leaving && presses.length < PRESSES) return;
    // To the browser Escape means "stop loading": it must not stop the page that we go to.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!leaving) leave();
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a.leave")) {
      event.preventDefault();
      leave();
    }
  }, true);

  function frameOf(box) {
    const frame = box.querySelector("iframe");
    try {
      return frame && frame.contentDocument;
    } catch {
      return null;
    }
  }

  // The map says that it is there by the class that its script sets.
  function watchMap(box) {
    if (box.dataset.watched) return;
    box.dataset.watched = "yes";
    const since = Date.now();
    const timer = setInterval(() => {
      const inside = box.isConnected && frameOf(box);
      const drawn = inside && inside.querySelector(".respite-map");
      const waited = Date.now() - since > MAP_WAIT_MS;
      if (waited || drawn) box.classList.toggle("map-failed", !drawn);
      if (drawn) box.querySelector("iframe").title = drawn.getAttribute("aria-label");
      if (drawn || !box.isConnected) clearInterval(timer);
    }, 500);
  }

  function scrollTo(target) {
    if (target.dataset.done) return;
    target.dataset.done = "yes";
    document.querySelector(target.dataset.scroll)
      ?.scrollIntoView({ block: target.dataset.block });
  }

  // What had the focus is gone: it goes to what undoes that, and not to the top of the page.
  function focusOn(target) {
    const found = [...document.querySelectorAll(target.dataset.focus)].find((e) => e.checkVisibility());
    if (target.dataset.done || !found) return;
    target.dataset.done = "yes";
    found.focus();
  }

  // The framework tells in a dialog, for developers, that the connection is lost, and the page is
  // dead behind it. Who reads a number here must still be able to call it: the dialog is closed.
  function keepCallable() {
    const app = document.querySelector("[data-testid=stApp]");
    if (!app || app.dataset.testConnectionState === "CONNECTED") return;
    document.querySelector(".stDialog [role=dialog] button")?.click();
  }

  function look() {
    keepCallable();
    const top = document.querySelector("#root .top");
    if (!top) return;
    document.getElementById("first")?.remove();
    document.documentElement.lang = top.dataset.language;
    for (const english of document.querySelectorAll(".st-key-report")) english.lang = "en";
    document.querySelectorAll(".st-key-map-box, .st-key-place-map, .st-key-coverage-map").forEach(watchMap);
    document.querySelectorAll("[data-scroll]").forEach(scrollTo);
    document.querySelectorAll("[data-focus]").forEach(focusOn);
  }

  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
