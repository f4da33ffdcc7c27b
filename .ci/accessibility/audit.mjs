// Looks at the first page and the charts with axe-core in a headless Chromium, in both languages, light and dark, wide and narrow:
//   node audit.mjs http://127.0.0.1:5080 /usr/bin/chromium
import axe from 'axe-core';
import puppeteer from 'puppeteer-core';

const [base, executablePath] = process.argv.slice(2);
if (!base || !executablePath) {
  console.error('usage: node audit.mjs <address of the host> <path of Chromium>');
  process.exit(2);
}

const charts = ['engagement', 'domains', 'timeline', 'taxonomy'];
const narrow = 360;
const smallestText = 11;
let passed = 0;
let failed = 0;

const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
try {
  for (const theme of ['light', 'dark']) {
    for (const width of [narrow, 1280]) {
      for (const lang of ['en', 'fr']) {
        await look(`/?lang=${lang}`, { theme, width });
      }
      for (const chart of charts) {
        await look(`/charts/${chart}.svg`, { theme, width });
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`accessibility: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function look(path, { theme, width }) {
  const page = await browser.newPage();
  const faults = [];
  try {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const answer = await page.goto(base + path, { waitUntil: 'load' });
    if (answer.status() !== 200) {
      faults.push(`is answered with ${answer.status()}`);
    }
    if (path.startsWith('/charts/')) {
      // axe-core knows documents of HTML only; a page may hold the picture as it is.
      const picture = await answer.text();
      await page.goto('about:blank');
      await page.setContent(`<!doctype html><html lang="en"><head><title>A chart</title></head><body style="margin:0"><main><h1 style="position:absolute;clip-path:inset(50%)">A chart</h1>${picture}</main></body></html>`);
    }
    faults.push(...(await page.evaluate(sizes, width, narrow, smallestText)));
    // Evaluated from outside, so that the page's own rules against scripts can stay as they are.
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const violation of result.violations) {
      faults.push(`${violation.impact} ${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')})`);
    }
  } catch (fault) {
    faults.push(String(fault));
  } finally {
    await page.close();
  }
  if (faults.length === 0) {
    passed++;
  } else {
    failed++;
    for (const fault of faults) {
      console.error(`FAILED ${path} ${theme} ${width}: ${fault}`);
    }
  }
}

// Nothing may be cut off, hidden by a sideways scroll or printed too small.
function sizes(width, narrow, smallest) {
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    found.push(`is ${document.documentElement.scrollWidth} pixels wide`);
  }
  for (const picture of document.querySelectorAll('svg.dp-chart')) {
    const frame = picture.getBoundingClientRect();
    for (const text of picture.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.bottom > frame.bottom + 0.5) {
        found.push(`cuts off "${text.textContent}"`);
      }
      const size = (parseFloat(getComputedStyle(text).fontSize) * frame.width) / 360;
      if (width >= narrow && size < smallest - 0.05) {
        found.push(`prints "${text.textContent}" ${size.toFixed(1)} pixels high`);
      }
    }
  }
  return found.slice(0, 5);
}
