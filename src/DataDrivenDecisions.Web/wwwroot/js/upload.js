// For comfort only: sends the delivery in chunks, tells how far it is, goes on after a break. Without it the plain form sends it in one go.
(() => {
  const form = document.getElementById("upload");
  const bar = document.getElementById("progress");
  const words = document.getElementById("progress-words");
  if (!form || !bar || !words) return;
  const buttons = form.querySelectorAll("button[type=submit]");
  const headers = { "X-Form-Token": form.querySelector("[name=__RequestVerificationToken]").value };
  const uploads = "/imports/uploads";
  const firstChunk = 256 * 1024;
  const mostTries = 10;

  class Refused extends Error {}
  const pause = seconds => new Promise(done => setTimeout(done, 1000 * seconds));
  const size = n => n < 1e6 ? `${Math.ceil(n / 1e3)} KB` : n < 1e9 ? `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)} MB` : `${(n / 1e9).toFixed(2)} GB`;
  const left = s => s < 90 ? `about ${Math.max(1, Math.round(s))} s left` : s < 5400 ? `about ${Math.round(s / 60)} min left` : `about ${Math.round(s / 3600)} h left`;
  const safe = name => name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "");

  // Browsers make hashes on secure pages only; elsewhere a chunk is sent without one.
  const hash = async bytes => globalThis.crypto?.subtle
    ? [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map(b => b.toString(16).padStart(2, "0")).join("")
    : null;

  // A broken connection and a service that starts anew are waited for; a refusal in words is not.
  const ask = async (path, options, isChunk = false) => {
    for (let tries = 1; ; tries++) {
      let answer = null;
      try { answer = await fetch(path, options); } catch { /* looked at below */ }
      if (answer?.ok || (answer?.status === 409 && isChunk)) return answer.status === 204 ? null : answer.json();
      const waits = !answer || answer.status >= 500 || answer.status === 423 || answer.status === 422;
      if (!waits || tries >= mostTries) throw answer ? new Refused((await answer.json().catch(() => ({}))).problem ?? "It could not be sent. Load the page again and try once more.") : new Error();
      words.textContent = "The connection broke. Trying again …";
      await pause(Math.min(15, 2 ** (tries - 1)));
    }
  };

  // An upload of the same files that broke off; its last chunk must be in the file as it came.
  const brokenOff = async files => {
    for (const upload of await ask(uploads)) {
      if (upload.files.length !== files.length || !upload.files.every((f, i) => f.bytes === files[i].size && f.name.endsWith(safe(files[i].name)))) continue;
      const same = await Promise.all(upload.files.map(async (f, i) => {
        const known = f.lastChunk && await hash(await files[i].slice(f.lastChunk.offset, f.lastChunk.offset + f.lastChunk.bytes).arrayBuffer());
        return !known || known === f.lastChunk.sha256;
      }));
      if (same.every(Boolean)) return upload;
    }
    return null;
  };

  const begin = files => ask(uploads, {
    method: "POST", headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ files: files.map(f => ({ name: f.name, bytes: f.size })) }),
  });

  const send = async (files, said) => {
    let upload = await brokenOff(files) ?? await begin(files);
    const all = files.reduce((sum, f) => sum + f.size, 0);
    const sent = () => upload.files.reduce((sum, f) => sum + f.received, 0);
    const [began, before] = [performance.now(), sent()];
    const tell = () => {
      const rate = 1000 * (sent() - before) / (performance.now() - began);
      bar.value = all > 0 ? 100 * sent() / all : 100;
      words.textContent = sent() >= all ? "100% sent" : `${Math.floor(bar.value)}% sent: ${size(sent())} of ${size(all)}` + (rate > 0 ? `, ${size(rate)} a second, ${left((all - sent()) / rate)}` : "");
    };
    tell();
    let length = firstChunk;
    for (const [i, file] of files.entries()) {
      while (upload.files[i].received < file.size) {
        const from = upload.files[i].received;
        const bytes = await file.slice(from, from + length).arrayBuffer();
        const known = await hash(bytes);
        const start = performance.now();
        upload = await ask(`${uploads}/${upload.id}/${i}`, { method: "PUT", headers: { ...headers, "Upload-Offset": from, ...(known ? { "Upload-Sha256": known } : {}) }, body: bytes }, true);
        if (performance.now() - start < 1000) length = Math.min(2 * length, upload.chunkBytes);
        tell();
      }
    }
    return ask(`${uploads}/${upload.id}/finish`, { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(said) });
  };

  form.addEventListener("submit", async event => {
    event.preventDefault();
    bar.hidden = false;
    const said = { intent: event.submitter?.value ?? "load", year: form.elements.year.value, readAs: form.elements.readAs.value, source: form.elements.source?.value ?? "" };
    buttons.forEach(b => { b.disabled = true; });
    try {
      location.assign((await send([...form.elements.files.files], said)).running);
    } catch (failure) {
      buttons.forEach(b => { b.disabled = false; });
      words.textContent = failure instanceof Refused ? failure.message
        : `The connection broke at ${Math.floor(bar.value)}%. What has come is kept for a day: choose the same files again, and it goes on from there.`;
    }
  });
})();
