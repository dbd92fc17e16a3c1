/* The map's behaviour. Python sends one compact payload; everything is drawn from it here.
 *
 * respiteMap.start(map, options)    once: outlines, town names, words for screen readers
 * respiteMap.show(layer, payload)   at every change of the results: marks, areas, ring, view
 */
"use strict";
window.respiteMap = (function () {
  const COUNTY_ZOOM = 7;
  let map = null;
  let lastView = null;
  let clicks = 0;
  let streets = null;

  const { fetchJson, prepare, tip } = window.mapFrame;

  function start(leafletMap, options) {
    map = leafletMap;
    const box = prepare(map, options);
    for (const [name, z] of [["land", 210], ["counties", 220], ["states", 230], ["towns", 350]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
    fetchJson("us_states.geojson").then(drawStates).catch(console.warn);
    drawCountiesWhenNear();
    fetchJson("towns.json").then(drawTowns).catch(console.warn);
    new ResizeObserver(() => map.invalidateSize()).observe(box);
  }

  function drawStates(states) {
    L.geoJSON(states, {
      pane: "land", interactive: false, style: { className: "land", stroke: false, fillOpacity: 1 },
    }).addTo(map);
    L.geoJSON(states, {
      pane: "states", interactive: false, style: { className: "state-line", fill: false, weight: 1.2 },
    }).addTo(map);
  }

  function drawCountiesWhenNear() {
    let asked = false;
    let layer = null;
    const update = () => {
      if (map.getZoom() >= COUNTY_ZOOM && !asked) {
        asked = true;
        fetchJson("us_counties.geojson").then((counties) => {
          // One line for all: a layer a county would be 3,000 layers to look after.
          const rings = counties.features.flatMap((f) => f.geometry.coordinates.flat(f.geometry.type === "Polygon" ? 0 : 1));
          const line = rings.map((ring) => ring.map(([lon, lat]) => [lat, lon]));
          layer = L.polyline(line, {
            pane: "counties", interactive: false, renderer: L.canvas({ pane: "counties" }),
            color: "#8a857b", opacity: 0.5, weight: 0.6,
          });
          update();
        }).catch(console.warn);
      }
      if (layer && map.getZoom() >= COUNTY_ZOOM) layer.addTo(map);
      else if (layer) layer.remove();
    };
    map.on("zoomend", update);
    update();
  }

  function drawTowns(towns) {
    const layer = L.layerGroup().addTo(map);
    const update = () => {
      layer.clearLayers();
      if (streets && map.hasLayer(streets)) return;
      const view = map.getBounds();
      const least = { 3: 3e6, 4: 9e5, 5: 4e5, 6: 2e5, 7: 8e4, 8: 3e4, 9: 1e4 }[map.getZoom()] || 0;
      const taken = [];
      for (const [name, lat, lon, people] of towns) {
        if (people < least || taken.length >= 45) break;
        if (!view.contains([lat, lon])) continue;
        const at = map.latLngToContainerPoint([lat, lon]);
        const wide = 7 * name.length + 8;
        const box = [at.x - wide / 2, at.y - 9, at.x + wide / 2, at.y + 9];
        const clash = taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]);
        if (clash) continue;
        taken.push(box);
        const label = document.createElement("span");
        label.textContent = name;
        L.marker([lat, lon], {
          pane: "towns", interactive: false, keyboard: false,
          icon: L.divIcon({ className: "town", html: label, iconSize: [wide, 18] }),
        }).addTo(layer);
      }
    };
    map.on("moveend", update);
    map.on("streets", update);
    update();
  }

  function showStreets(tiles) {
    if (streets && (!tiles || streets._url !== tiles.url)) {
      streets.remove();
      streets = null;
    }
    if (tiles && !streets) {
      streets = L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 18, referrerPolicy: "origin" });
      streets.addTo(map);
    }
    map.getContainer().classList.toggle("streets", Boolean(tiles));
    map.fire("streets");
  }

  function icon(kind, exact, chosen) {
    const mark = document.createElement("span");
    mark.className = "mark shape-" + kind.shape + (exact ? "" : " area") + (chosen ? " chosen" : "");
    mark.style.setProperty("--type", kind.color);
    const letter = document.createElement("b");
    letter.textContent = kind.letter;
    mark.append(letter);
    return L.divIcon({ className: "mark-box", html: mark, iconSize: [32, 32] });
  }

  function unpack(columns) {
    const parts = 10000;
    const names = columns.names.split("\n");
    return columns.ids.split(" ").filter(Boolean).map((id, i) => [
      id, columns.lats[i] / parts, columns.lons[i] / parts,
      Number(columns.kinds[i]), Number(columns.exact[i]), names[i],
    ]);
  }

  function addMark(group, payload, place) {
    const [id, lat, lon, type, exact, name] = place;
    const kind = payload.kinds[type];
    const marker = L.marker([lat, lon], {
      icon: icon(kind, exact === 1, id === payload.chosen),
      zIndexOffset: id === payload.chosen ? 1000 : 0,
    });
    const words = name + ", " + kind.name + (exact === 1 ? "" : ", " + payload.about);
    marker.bindTooltip(tip(words, id, clicks), { direction: "top", offset: [0, -14] });
    marker.on("click", () => {
      clicks += 1; // so that the same mark can be chosen twice
      marker.setTooltipContent(tip(words, id, clicks));
    });
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("aria-label", words);
      element.setAttribute("role", "button");
      element.dataset.place = id;
    });
    marker.on("keydown", (event) => {
      if (!["Enter", " "].includes(event.originalEvent.key)) return;
      L.DomEvent.stop(event.originalEvent);
      marker.fire("click", { latlng: marker.getLatLng(), sourceTarget: marker }, true);
    });
    group.addLayer(marker);
  }

  function cluster(payload) {
    return L.markerClusterGroup({
      maxClusterRadius: 44, showCoverageOnHover: false, disableClusteringAtZoom: 12,
      spiderfyOnMaxZoom: true, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      chunkedLoading: false,
      iconCreateFunction: (c) => {
        const count = c.getChildCount();
        const box = document.createElement("span");
        box.textContent = count;
        const made = L.divIcon({ className: "cluster", html: box, iconSize: [38, 38] });
        const create = made.createIcon.bind(made);
        made.createIcon = (old) => {
          const element = create(old);
          element.setAttribute("aria-label", payload.cluster.replace("{count}", count));
          return element;
        };
        return made;
      },
    });
  }

  function show(layer, payload) {
    const box = map.getContainer();
    box.classList.toggle("dark", payload.dark);
    showStreets(payload.tiles);
    if (payload.ring) {
      L.polygon(payload.ring, { interactive: false, className: "ring", fill: false, weight: 2, dashArray: "6 5" }).addTo(layer);
    }
    const areas = L.canvas({ padding: 0.3 });
    const group = cluster(payload);
    const places = unpack(payload.places);
    for (const place of places) {
      const [id, lat, lon, type, exact] = place;
      if (exact !== 1) {
        L.circle([lat, lon], {
          renderer: areas, interactive: false, radius: payload.reach[exact], weight: 1,
          color: payload.kinds[type].color, opacity: 0.35, fillOpacity: id === payload.chosen ? 0.25 : 0.07,
        }).addTo(layer);
      }
      // The chosen place stands outside the clusters, so that it can always be seen.
      addMark(id === payload.chosen ? layer : group, payload, place);
    }
    group.addTo(layer);
    if (payload.origin) {
      L.marker(payload.origin, {
        interactive: false, keyboard: false,
        icon: L.divIcon({ className: "origin", iconSize: [18, 18] }),
      }).addTo(layer);
    }
    box.dataset.places = places.length;
    if (payload.view && payload.view.key !== lastView) {
      lastView = payload.view.key;
      const still = { animate: false };
      if (payload.view.bounds) map.fitBounds(payload.view.bounds, { ...still, padding: [12, 12], maxZoom: 11 });
      else map.setView(payload.view.at, Math.max(map.getZoom(), payload.view.zoom), still);
    }
  }

  return { start, show };
})();
