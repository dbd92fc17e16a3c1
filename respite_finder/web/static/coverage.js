/* What the pages of coverage do in the browser: sort a table of figures, and follow a link to a
 * state without loading the page anew. Without this script the table stands and the links work.
 */
"use strict";
(function () {
  const chosen = new Map(); // a table's name -> the column and direction that the reader chose

  function valueOf(row, column) {
    const text = row.cells[column].dataset.value;
    const number = Number(text);
    return text === "" || Number.isNaN(number) ? text : number;
  }

  // What has no value comes last, whatever the direction.
  function order(first, second, way) {
    if (first === "" || second === "") return (first === "") - (second === "");
    if (typeof first === "number" && typeof second === "number") return (first - second) * way;
    return String(first).localeCompare(String(second), document.documentElement.lang) * way;
  }

  function sort(table, column, direction) {
    const way = direction === "ascending" ? 1 : -1;
    const [body] = table.tBodies;
    const rows = [...body.rows].map((row) => [row, valueOf(row, column)]);
    rows.sort((one, other) => order(one[1], other[1], way));
    body.append(...rows.map(([row]) => row));
    [...table.tHead.rows[0].cells].forEach((head, number) => {
      if (number === column) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
    table.dataset.sorted = `${column} ${direction}`;
  }

  // Names begin with A, numbers with the most; a second press turns the order round.
  function press(head) {
    const table = head.closest("table");
    const column = head.cellIndex;
    const before = head.getAttribute("aria-sort");
    const numbers = [...table.tBodies[0].rows].some((row) => typeof valueOf(row, column) === "number");
    const first = numbers ? "descending" : "ascending";
    const turned = before === "descending" ? "ascending" : "descending";
    const direction = before ? turned : first;
    chosen.set(table.dataset.sortable, { column, direction });
    sort(table, column, direction);
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("table[data-sortable] thead button");
    if (button) {
      press(button.closest("th"));
      return;
    }
    const link = event.target.closest("a[data-within]");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    // The app follows the address as it does when a reader goes back: the session stays.
    event.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
  });

  // A table that was drawn anew keeps the order that its reader chose.
  function look() {
    for (const table of document.querySelectorAll("table[data-sortable]:not([data-sorted])")) {
      const order = chosen.get(table.dataset.sortable);
      const heads = table.tHead ? table.tHead.rows[0].cells.length : 0;
      if (order && order.column < heads) sort(table, order.column, order.direction);
    }
  }

  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
