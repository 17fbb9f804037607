// Prints as JSON what axe-core finds in the pages given as arguments: node axe.cjs CHROMIUM FILE ...
const path = require("node:path");
const modules = path.resolve(__dirname, "../../node_modules");
const { chromium } = require(path.join(modules, "playwright-core"));

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function main([executablePath, ...files]) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const found = {};
  for (const file of files) {
    const requests = [];
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`file://${file}`);
    await page.addScriptTag({ path: path.join(modules, "axe-core/axe.min.js") });
    const run = () => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    const { violations, passes } = await page.evaluate(run);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    found[file] = {
      violations: violations.map((each) => `${each.id}: ${each.nodes.length} x ${each.nodes[0].html}`),
      passes: passes.length,
      scrollsSideways: wide,
      requests: requests.filter((url) => !url.startsWith("data:")),
    };
    await page.close();
  }
  await browser.close();
  console.log(JSON.stringify(found));
}

main(process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
