// The main path in Firefox: open a page, see the figure come alive, move a control, see the numbers and the words
// follow. Playwright drives only a Firefox of its own; this drives the one on the machine. A line of input,
// {address, name, values}, with no values where the address says it all, is answered by a line of output,
// {state, outputs, summary, ...} or {error}, all JSON. Without a name all figures of the page are woken, and the answer
// is {states, said, violations, refused, problems}: what is said in their places, what the page's policy had to forbid,
// and what it says of a script of others.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: process.argv[2],
  headless: true,
  // What a page shows is the host's.
  extraPrefsFirefox: { "dom.serviceWorkers.enabled": false, ...JSON.parse(process.argv[3] ?? "{}") },
});

/** Told before a page's own scripts run, and kept until they are asked for. */
function listen() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    window.violations.push(`${effectiveDirective}: ${blockedURI}`),
  );
}

/** Wake every figure, one after the other. */
async function every() {
  const [states, said] = [{}, {}];
  for (const element of document.querySelectorAll("dnn-explainer")) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    element.querySelector("button[name=wake]")?.click();
    await element.ready?.catch(() => {});
    while (!["live", "error"].includes(element.dataset.state)) await new Promise(requestAnimationFrame);
    states[element.getAttribute("name")] = element.dataset.state;
    said[element.getAttribute("name")] = element.querySelector(".dnn-error p").textContent;
  }
  return { states, said, violations: window.violations };
}

/** Whether text may become a script: what the page's policy says of one. */
async function refused() {
  const told = new Promise((resolve) => document.addEventListener("securitypolicyviolation", resolve, { once: true }));
  document.body.append(Object.assign(document.createElement("script"), { textContent: "window.stranger = true" }));
  if (window.stranger) return "it ran";
  const { effectiveDirective, blockedURI } = await told;
  return `${effectiveDirective}: ${blockedURI}`;
}

async function visit({ address, name, values }) {
  const page = await browser.newPage();
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    const home = new URL(address).protocol === "file:" ? address : new URL(address).origin;
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) problems.push(request.url());
  });
  try {
    if (!name) await page.evaluateOnNewDocument(listen);
    await page.goto(address);
    if (!name) {
      const found = { ...(await page.evaluate(every)), problems: [...problems] };
      return { ...found, refused: await page.evaluate(refused) };
    }
    const found = await page.evaluate(
      async (name, values) => {
        const element = document.querySelector(`dnn-explainer[name="${name}"]`);
        element.scrollIntoView();
        await element.ready;
        if (values) await element.set(values).then(() => element.counted);
        if (values && element.querySelector("button[name=step]")) await element.reset();
        return {
          state: element.dataset.state,
          outputs: JSON.stringify(element.outputs), // as one text: it would come number by number otherwise
          summary: element.querySelector("[aria-live=polite]").textContent.trim(),
          painted: element.querySelectorAll(".js-plotly-plot .main-svg").length,
        };
      },
      name,
      values,
    );
    return { ...found, outputs: JSON.parse(found.outputs), problems };
  } finally {
    await page.close();
  }
}

try {
  for await (const line of createInterface({ input: process.stdin }))
    console.log(JSON.stringify(await visit(JSON.parse(line)).catch((error) => ({ error: String(error) }))));
} finally {
  await browser.close();
}
