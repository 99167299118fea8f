/**
 * Light or dark, before anything is painted: what the reader chose here before, else what the device prefers. Storage
 * may be blocked. No module, since those wait until the page is read.
 */

{
  let chosen = null;
  try {
    chosen = localStorage.getItem("dnn-theme");
  } catch {
    /* then the device decides */
  }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
  document.documentElement.classList.replace("no-js", "js");
}
