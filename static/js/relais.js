// Small comforts: every screen works without them.
(() => {
  "use strict";

  const OFFLINE =
    "L'envoi n'a pas abouti. Vérifiez votre connexion, puis renvoyez : votre texte est toujours là.";
  const SIGNED_OUT =
    "Votre session est terminée. Connectez-vous dans un autre onglet, puis renvoyez : votre texte est toujours là.";

  const say = (element, words) => {
    const place = element.closest("form")?.querySelector("[data-failure]");
    if (place) {
      place.textContent = words;
      place.hidden = false;
    }
  };

  // After a swap the reader, and the keyboard, are brought to what is new.
  document.addEventListener("htmx:afterSettle", () => {
    const news = document.querySelector("[data-focus]");
    if (news) {
      news.focus({ preventScroll: true });
      news.scrollIntoView({ block: "nearest" });
    }
  });

  // Who signed in again in another tab has a new token: the form of this one follows.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.parameters.csrfmiddlewaretoken) {
      event.detail.parameters.csrfmiddlewaretoken = token[1];
    }
  });

  // Only a fragment may take the place of a fragment: a whole page means that something else happened.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    const { elt } = event.detail.requestConfig;
    if (!/<html[\s>]/i.test(xhr.responseText)) return;
    event.detail.shouldSwap = false;
    const answered = new URL(xhr.responseURL || location.href);
    if (answered.pathname.startsWith("/compte/") || xhr.status === 403) say(elt, SIGNED_OUT);
    else if (xhr.status === 404) location.reload();
    else say(elt, OFFLINE);
  });
  document.addEventListener("htmx:sendError", (event) => say(event.detail.elt, OFFLINE));
})();
