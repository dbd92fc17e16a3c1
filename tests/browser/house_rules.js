/* What is too small, too pale or without a name, in the page or frame that it runs in. */
([textPx, stepPx, targetPx, contrast, contrastLarge]) => {
  const out = [];
  const seen = (e) => e.checkVisibility({ checkOpacity: true, visibilityProperty: true })
    && !e.closest("[aria-hidden=true]");
  const rgba = (words) => {
    const [r, g, b, a = 1] = words.match(/[\d.]+/g).map(Number);
    return words.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    const layers = [];
    for (let up = e; up; up = up.parentElement) {
      const c = rgba(getComputedStyle(up).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((base, c) => over(c, base), [255, 255, 255, 1]);
  };
  const faded = (e) => {
    let all = 1;
    for (let up = e; up; up = up.parentElement) all *= Number(getComputedStyle(up).opacity);
    return all;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  while (texts.nextNode()) {
    const node = texts.currentNode, e = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(e.tagName) || !seen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { width, height } = range.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const words = node.data.trim().slice(0, 40);
    // The letter in a mark is a drawing: its words stand beside it, or in its name.
    if (size < textPx && !e.closest(".mark")) told.add(`${size} px: ${words}`);
    const back = behind(e), ink = rgba(style.color);
    ink[3] *= faded(e);
    const [a, b] = [light(over(ink, back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const disabled = e.closest("[disabled], [aria-disabled=true]");
    if (!disabled && ratio < (large ? contrastLarge : contrast)) told.add(`contrast ${ratio.toFixed(2)}: ${words}`);
  }
  out.push(...told);
  for (const e of document.querySelectorAll("a[href], button, [role=button], summary, .stSelectbox [role=group]")) {
    const { width, height } = e.getBoundingClientRect();
    if (!seen(e) || width < 2 || e.tabIndex < 0 && !e.matches("[role=group]")) continue;
    if (e.matches("[data-testid=stSkipToContent]")) continue;
    // A link in a sentence is as high as its line; what is a step of its own is large.
    const inSentence = e.matches("a") && !e.matches(".button, .leave, .leaflet-control a") && e.closest("p, td, th, li, .source") && !e.closest("[data-testid=stPageLink]");
    const least = inSentence ? targetPx : e.matches(".leaflet-marker-icon") ? targetPx : stepPx;
    if (!inSentence && (height < least - 0.5 || width < least - 0.5)) {
      out.push(`${Math.round(width)} x ${Math.round(height)} px: ${e.textContent.trim().slice(0, 40) || e.ariaLabel}`);
    }
  }
  for (const e of document.querySelectorAll("img, svg, iframe, .mark")) {
    const named = e.ariaLabel || e.alt || e.title || e.querySelector("title");
    if (e.checkVisibility() && !e.closest("[aria-hidden=true], .leaflet-marker-icon[aria-label], svg[pointer-events=none]") && !named) out.push(`no name: ${e.outerHTML.slice(0, 90)}`);
  }
  return out;
}
