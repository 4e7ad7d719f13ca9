// Small comforts: every screen works without them.
(() => {
  "use strict";

  // After a swap the reader, and the keyboard, are brought to what is new.
  document.addEventListener("htmx:afterSettle", () => {
    const news = document.querySelector("[data-focus]");
    if (news) {
      news.focus({ preventScroll: true });
      news.scrollIntoView({ block: "nearest" });
    }
  });

  // The session ended meanwhile: go and sign in, rather than show the sign-in page inside this one.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = new URL(event.detail.xhr.responseURL || location.href);
    if (answered.pathname.startsWith("/compte/")) {
      event.detail.shouldSwap = false;
      location.assign(answered.href);
    }
  });
})();
