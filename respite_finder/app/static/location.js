// Asks the browser where it is, on a click only. Two decimals of a degree leave this file, no more.
// Every word comes from the server, in the visitor's language.
const DECIMALS = 2;
const TIMEOUT_MS = 10_000;
// A question of the browser that nobody answers has no end of its own.
const GIVE_UP_MS = 60_000;
const REUSE_MS = 10 * 60_000;
const FAILURES = { 1: "refused", 2: "unavailable", 3: "timeout" };

const rounded = (degrees) => Number(degrees.toFixed(DECIMALS));

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".location");
  const button = box.querySelector("button");
  const answer = box.querySelector(".answer");
  // What is going on outlives a run of the page: it stands on the element itself.
  const going = (box.going ??= { on: 0, state: "" });
  going.send = setTriggerValue;
  going.words = data;

  const show = (state) => {
    going.state = state;
    const waiting = state === "waiting";
    button.textContent = waiting ? going.words.waiting : going.words.button;
    button.setAttribute("aria-disabled", String(waiting));
    answer.textContent = (waiting ? going.words.look : going.words[state]) ?? "";
  };

  box.querySelector(".before").textContent = data.before;
  show(going.state);

  button.onclick = () => {
    if (going.state === "waiting") return;
    if (!window.isSecureContext) return show("insecure");
    if (!navigator.geolocation) return show("unavailable");
    const mine = (going.on += 1);
    const end = (state) => {
      if (going.on !== mine || going.state !== "waiting") return false;
      clearTimeout(going.timer);
      show(state);
      return true;
    };
    show("waiting");
    going.timer = setTimeout(() => end("timeout"), GIVE_UP_MS);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [lat, lon] = [rounded(coords.latitude), rounded(coords.longitude)];
        if (end("")) going.send("position", { lat, lon });
      },
      ({ code }) => end(FAILURES[code] ?? "unavailable"),
      { enableHighAccuracy: false, timeout: TIMEOUT_MS, maximumAge: REUSE_MS },
    );
  };
}
