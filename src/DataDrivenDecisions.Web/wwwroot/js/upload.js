// For comfort only: shows how much of the delivery has been sent. Without it the form works all the same.
(() => {
  const form = document.getElementById("upload");
  const bar = document.getElementById("progress");
  const words = document.getElementById("progress-words");
  if (!form || !bar || !words) return;
  form.addEventListener("submit", event => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    request.upload.addEventListener("progress", sent => {
      if (!sent.lengthComputable) return;
      bar.value = 100 * sent.loaded / sent.total;
      words.textContent = `${Math.round(bar.value)}% sent`;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(request.responseURL); return; }
      form.querySelector("button").disabled = false;
      words.textContent = "It could not be sent. Load the page again and try once more.";
    });
    request.addEventListener("error", () => {
      form.querySelector("button").disabled = false;
      words.textContent = "The connection broke. Try again; nothing was loaded.";
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
