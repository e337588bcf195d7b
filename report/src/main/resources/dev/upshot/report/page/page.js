// Keeps an open page up to date without moving it under the reader's eyes. The page is asked for again while it is looked at;
// what differs is changed in place, so that scroll, focus, selection and open details stay as they are. Asking survives sleep,
// restarts and lost networks, which a stream of events does not. Without this script every page is whole: reload it.
"use strict";
(() => {
  const PAUSE = 5000, LONGEST_PAUSE = 60000, PATIENCE = 20000, QUIET = 60000; // milliseconds
  const OWN = "data-script"; // what this script put into the page
  const UNREADABLE = "Cannot be read now: this is as it was";

  const READERS = new Set(["open"]); // attributes that are the reader's doing

  function own(element, className) {
    const made = document.createElement(element);
    made.setAttribute(OWN, "");
    made.className = className;
    return made;
  }

  const said = own("p", "live"), told = own("p", "unseen");
  told.setAttribute("role", "status");
  let tag = "", pause = PAUSE, timer = 0, asking = false, toldAt = 0;

  /** To be seen; and heard where somebody listens to the page, now or, if it is only another update, once a minute. */
  function say(text) {
    said.textContent = text;
    told.textContent = text;
    toldAt = Date.now();
  }

  function sayUpdated() {
    const text = "Updated" + asOf();
    if (Date.now() - toldAt > QUIET) say(text);
    else said.textContent = text;
  }

  /** Whether this is what was read before the database went away: a notice says so. */
  function isKept() {
    return document.getElementById("kept") !== null;
  }

  function asOf() {
    const moment = document.body.dataset.asOf;
    return moment ? ", as of " + moment : "";
  }

  // In place -----------------------------------------------------------------------------------------------------------

  /** By what an element is found again: a row by the first words of its first cell, a table or figure by its caption. */
  function name(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const title = node.cells ? node.cells[0] : node.caption || (node.nodeName === "FIGURE" && node.querySelector("figcaption"));
    return node.dataset.key || node.id || (title && title.firstChild ? title.firstChild.textContent : "");
  }

  function alike(one, other) {
    return one.nodeName === other.nodeName && name(one) === name(other);
  }

  /** Elements and words; neither the blanks between them nor what is this script's own. */
  function content(node) {
    return [...node.childNodes].filter((child) => child.nodeType === Node.ELEMENT_NODE
      ? !child.hasAttribute(OWN)
      : child.data.trim() !== "");
  }

  function become(node, fresh) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      if (node.data !== fresh.data) node.data = fresh.data;
      return;
    }
    for (const { name } of [...node.attributes]) {
      if (!fresh.hasAttribute(name) && !READERS.has(name)) node.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (node.getAttribute(name) !== value && !READERS.has(name)) node.setAttribute(name, value);
    }
    const old = content(node), wanted = content(fresh);
    let at = 0;
    wanted.forEach((child, i) => {
      const same = old.findIndex((one, j) => j >= at && alike(one, child));
      const passed = old.slice(at, Math.max(at, same));
      // Nothing that stays is moved: that would lose the reader's place in it.
      if (same < 0 || passed.some((one) => wanted.slice(i + 1).some((later) => alike(one, later)))) {
        node.insertBefore(child, old[at] || null);
        node.insertBefore(new Text("\n"), child.nextSibling);
        return;
      }
      passed.forEach((one) => one.remove());
      become(old[same], child);
      at = same + 1;
    });
    old.slice(at).forEach((one) => one.remove());
  }

  /** What the reader looks at: the first piece that begins within the window. */
  function place() {
    for (const piece of document.querySelectorAll("h1, h2, h3, caption, tr, li, figure, pre")) {
      const top = piece.getBoundingClientRect().top;
      if (top >= 0 && top < innerHeight) return { piece, top };
    }
    return null;
  }

  function show(fresh) {
    const before = place();
    const chosen = getSelection();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = chosen;
    const focused = document.activeElement;
    document.title = fresh.title;
    become(document.body, fresh.body);
    if (before && before.piece.isConnected) scrollBy(0, before.piece.getBoundingClientRect().top - before.top);
    if (anchorNode && anchorNode.isConnected && focusNode.isConnected
        && (chosen.anchorNode !== anchorNode || chosen.anchorOffset !== anchorOffset || chosen.focusOffset !== focusOffset)) {
      const within = (node, offset) => Math.min(offset, node.data === undefined ? node.childNodes.length : node.data.length);
      chosen.setBaseAndExtent(anchorNode, within(anchorNode, anchorOffset), focusNode, within(focusNode, focusOffset));
    }
    if (focused && !focused.isConnected && focused.hasAttribute("href")) {
      const again = document.querySelector(`a[href="${CSS.escape(focused.getAttribute("href"))}"]`);
      if (again) again.focus({ preventScroll: true });
    }
  }

  // Asking -------------------------------------------------------------------------------------------------------------

  /** Asks for the page and shows it; whether it has said more of it than that it is newer. */
  async function ask() {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 304) return false;
    const isNotice = document.body.dataset.notice !== undefined;
    if (!answer.ok && !isNotice) throw Object.assign(new Error("refused"), { status: answer.status });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    tag = answer.headers.get("ETag") || "";
    if (fresh.querySelector("style").textContent !== document.querySelector("style").textContent) {
      location.reload(); // Another version is served: its style sheet is not ours.
      return true;
    }
    const was = document.body.innerHTML, wasKept = isKept();
    show(fresh);
    if (document.body.innerHTML === was) return false;
    offerCopies();
    if (isKept()) say(UNREADABLE + asOf());
    else if (wasKept) say("Read again" + asOf());
    else sayUpdated();
    return isKept() || wasKept;
  }

  async function look() {
    if (asking || document.hidden) return;
    asking = true;
    clearTimeout(timer);
    try {
      const isTold = await ask();
      if (pause !== PAUSE && !isTold) say((isKept() ? UNREADABLE : "Reached again") + asOf());
      pause = PAUSE;
    } catch (failure) {
      pause = Math.min(LONGEST_PAUSE, pause * 2);
      const text = (!failure.status ? "Cannot be reached: this is as it was"
        : failure.status === 401 ? "The token is needed again: this is as it was" : UNREADABLE) + asOf();
      if (said.textContent !== text) say(text);
    } finally {
      asking = false;
      timer = setTimeout(look, pause);
    }
  }

  // Copying ------------------------------------------------------------------------------------------------------------

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text.textContent);
      say("Copied");
    } catch (refused) { // Only pages of this machine or under TLS may: then the reader copies what is selected.
      getSelection().selectAllChildren(text);
      say("Selected: copy it with the keyboard");
    }
  }

  /** What can be copied gets a button, also where it has come since. */
  function offerCopies() {
    for (const text of document.querySelectorAll("pre")) {
      if (text.previousElementSibling?.classList.contains("copy")) continue;
      const button = own("button", "copy");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", () => copy(text));
      text.before(button);
    }
  }

  offerCopies();

  document.documentElement.style.overflowAnchor = "none"; // show() keeps the place itself, in every browser alike.
  document.querySelector("nav").append(said, told);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("pageshow", (event) => event.persisted && look());
  timer = setTimeout(look, PAUSE);
})();
