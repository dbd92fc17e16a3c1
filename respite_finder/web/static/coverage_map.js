/* The map of coverage. Python sends one compact payload; the outlines are fetched once a map.
 *
 * coverageMap.start(map, options)    once: words for screen readers, panes, the hatching
 * coverageMap.show(layer, payload)   at every change: areas by class, dots, the view
 *
 * Units are those of the outlines, x to the right and y upwards: Leaflet calls them lng and lat.
 */
"use strict";
window.coverageMap = (function () {
  const LABEL_PX = 13;
  const NARROW_PX = 600;
  const BUTTONS_PX = 104;
  const outlines = {};
  let map = null;
  let shown = null;
  let latest = 0;
  let clicks = 0;
  let fitted = true;

  function start(leafletMap, options) {
    map = leafletMap;
    const box = window.mapFrame.prepare(map, options);
    box.classList.add("coverage-map");
    for (const [name, z] of [["codes", 620], ["dots", 610]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    hatching();
    map.on("zoomend", labels);
    map.on("dragstart", () => { fitted = false; });
    box.addEventListener("click", (event) => {
      if (event.target.closest(".leaflet-control-zoom")) fitted = false;
    });
    new ResizeObserver(() => {
      map.invalidateSize();
      if (fitted) fit();
    }).observe(box);
  }

  // Lines that say "no figure" without a colour.
  function hatching() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", 0);
    svg.setAttribute("height", 0);
    svg.setAttribute("aria-hidden", "true");
    svg.innerHTML = '<pattern id="hatching" width="7" height="7" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect class="hatch-back" width="7" height="7"/>' +
      '<rect class="hatch-line" width="2" height="7"/></pattern>';
    document.body.append(svg);
  }

  // On a phone the buttons would lie on Washington: the map begins below them.
  function fit() {
    if (!shown) return;
    const room = map.getSize().x < NARROW_PX ? BUTTONS_PX : 2;
    map.fitBounds([[0, 0], [shown.height, shown.width]], {
      animate: false, paddingTopLeft: [2, room], paddingBottomRight: [2, 2],
    });
  }

  function outline(name) {
    outlines[name] ??= window.mapFrame.fetchJson("coverage/" + name + ".json");
    return outlines[name];
  }

  async function show(layer, payload) {
    const mine = ++latest;
    const box = map.getContainer();
    box.classList.toggle("dark", payload.dark);
    box.classList.toggle("clickable", payload.clickable);
    box.style.setProperty("--no-figure", payload.noFigure);
    const moved = !shown || shown.layout !== payload.layout;
    shown = payload;
    if (moved) {
      fitted = true;
      fit();
    }
    let drawn;
    try {
      drawn = await outline(payload.layout);
    } catch (error) {
      delete outlines[payload.layout];
      console.warn(error);
      return;
    }
    if (mine !== latest) return; // a newer one is on its way
    for (const area of drawn.areas) addArea(layer, payload, area);
    for (const [left, bottom, right, top] of drawn.insets) {
      L.rectangle([[bottom, left], [top, right]], { interactive: false, className: "inset", fill: false, weight: 1 }).addTo(layer);
    }
    for (const [x, y] of payload.places) addSpot(layer, x, y, "place-dot", 10);
    for (const [x, y] of payload.added) addSpot(layer, x, y, "place-added", 18);
    payload.codes = drawn.areas.filter((area) => area.label);
    labels();
    box.dataset.layout = payload.layout;
    box.dataset.areas = drawn.areas.length;
    box.dataset.places = payload.places.length;
    box.dataset.added = payload.added.length;
  }

  function addArea(layer, payload, area) {
    const number = payload.classes[area.id];
    const known = number !== undefined && number >= 0;
    const rings = area.rings.map((polygon) => polygon.map((ring) => pairs(ring)));
    const shape = L.polygon(rings, {
      className: "area" + (known ? "" : " no-figure"), weight: 1, fillOpacity: 1, smoothFactor: 0.4,
      fillColor: known ? payload.colors[number] : "none",
    });
    const words = payload.tips[area.id] || area.name;
    shape.bindTooltip(window.mapFrame.tip(words, area.id, clicks), { sticky: true });
    shape.on("click", () => {
      clicks += 1;
      shape.setTooltipContent(window.mapFrame.tip(words, area.id, clicks));
    });
    shape.on("add", () => {
      shape.getElement().dataset.area = area.id;
      // The table has the same, and a stop for each area would keep the keyboard here.
      shape.getElement().setAttribute("tabindex", "-1");
    });
    layer.addLayer(shape);
  }

  function pairs(flat) {
    const found = [];
    for (let i = 0; i < flat.length; i += 2) found.push([flat[i + 1], flat[i]]);
    return found;
  }

  function addSpot(layer, x, y, name, size) {
    L.marker([y, x], {
      pane: "dots", interactive: false, keyboard: false,
      icon: L.divIcon({ className: name, iconSize: [size, size] }),
    }).addTo(layer);
  }

  // Postal codes where there is room for them.
  let codes = null;
  function labels() {
    codes?.remove();
    if (!shown || !shown.codes) return;
    codes = L.layerGroup().addTo(map);
    const scale = 2 ** map.getZoom();
    for (const area of shown.codes) {
      const [x, y, room] = area.label;
      if (room * scale < LABEL_PX) continue;
      const text = document.createElement("span");
      text.textContent = area.id;
      L.marker([y, x], {
        pane: "codes", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "code", html: text, iconSize: [30, 18] }),
      }).addTo(codes);
    }
  }

  return { start, show };
})();
