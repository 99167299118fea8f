// The main path in Firefox: open a page, see the figure come alive, move a control, see the numbers and the words
// follow. Playwright drives only a Firefox of its own; this drives the one on the machine. A line of input,
// {address, name, values}, with no values where the address says it all, is answered by a line of output,
// {state, outputs, summary, ...} or {error}, all JSON.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.argv[2], headless: true });

async function visit({ address, name, values }) {
  const page = await browser.newPage();
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(address).origin) && !/^(data|blob):/.test(request.url()))
      problems.push(request.url());
  });
  try {
    await page.goto(address);
    const found = await page.evaluate(
      async (name, values) => {
        const element = document.querySelector(`dnn-explainer[name="${name}"]`);
        element.scrollIntoView();
        await element.ready;
        if (values) await element.set(values);
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
