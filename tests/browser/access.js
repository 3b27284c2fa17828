// The pages of `revisit build --report accessibility`, in a folder: as accessible as what they speak of.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { accessible, check, finish, launch } from "./browser.js";

const folder = process.argv[2];
const browser = await launch();
const files = readdirSync(folder).filter(f => f.endsWith(".accessibility.html")).sort();

check("there are pages", files.length > 0);
for (const file of files) {
	const address = pathToFileURL(`${folder}/${file}`).href;

	for (const colorScheme of ["light", "dark"]) {
		for (const width of [320, 1400]) {
			const name = `${file} ${colorScheme} ${width}`;
			// The page's own policy keeps axe out: it is let past for the test.
			const context = await browser.newContext({ bypassCSP: true, colorScheme,
				viewport: { width, height: 900 } });
			const page = await context.newPage();
			await page.goto(address);
			await page.locator("summary").click();
			await accessible(name, page);
			const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			check(`${name}: the page scrolls in one direction only`, over <= 0, `${over} pixels too wide`);
			await context.close();
		}
	}

	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	const asked = [], said = [];
	page.on("request", r => asked.push(r.url()));
	page.on("console", m => said.push(m.text()));
	await page.goto(address);
	check(`${file}: nothing but the page is fetched`, asked.length === 1, asked);
	check(`${file}: the browser has no complaint`, said.length === 0, said);
	// the hostile one has dark words on its cover's dark band
	const wrong = await page.locator("tr.fail").allInnerTexts();
	check(`${file}: what is to be mended is found`, wrong.length === (file.startsWith("hostile") ? 2 : 0),
		wrong);
	await context.close();
}
await browser.close();
finish();
