// For comfort only: looks how far the import is without loading the page anew, which would throw a reader back to its top. Without it the page loads itself again.
(() => {
  const part = document.getElementById("running");
  if (!part) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      if (answer.redirected) { location.assign(answer.url); return; }
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("running");
      if (!next) { location.reload(); return; }
      part.replaceChildren(...next.childNodes);
    } catch {
      // The service may be away for a moment; the next look tells.
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 2000);
})();
