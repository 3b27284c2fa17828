// The pages of `revisit build --to html`, in a folder: accessible in light and dark, at 320 pixels and
// wide, by keyboard, without script, on paper.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { accessible, check, finish, launch, plain, views } from "./browser.js";

const folder = process.argv[2];
const browser = await launch();
const files = readdirSync(folder).filter(f => f.endsWith(".html")).sort();

check("there are pages", files.length > 0);
for (const file of files) {
	const address = pathToFileURL(`${folder}/${file}`).href;

	await views(browser, file, address, { more: async (name, page) => {
		const drawn = await page.evaluate(() => {
			const shown = [...document.querySelectorAll("svg:not(.shape)")]
				.filter(s => s.getBoundingClientRect().width);
			const text = shown.flatMap(s => [...s.querySelectorAll("text")]);
			return { charts: document.querySelectorAll("figure:has(svg)").length, shown: shown.length,
				least: Math.min(...text.map(t => parseFloat(getComputedStyle(t).fontSize) *
					t.ownerSVGElement.getScreenCTM().a)) };
		});
		check(`${name}: each chart is shown once`, drawn.charts === drawn.shown, drawn);
		check(`${name}: text of charts can be read`, !drawn.charts || drawn.least >= 10, drawn);
		const tight = await page.evaluate(() => [...document.querySelectorAll("main p + p")]
			.filter(p => p.getBoundingClientRect().top - p.previousElementSibling
				.getBoundingClientRect().bottom < 1).map(p => p.textContent.slice(0, 40)));
		const cut = await page.evaluate(() => [...document.querySelectorAll(".stack svg")]
			.filter(s => s.getBoundingClientRect().right > s.closest(".scroll").getBoundingClientRect().right)
			.map(s => s.ariaLabel));
		check(`${name}: a grade is seen on all of its scale`, cut.length === 0, cut);
		const marked = await page.evaluate(() => [...document.querySelectorAll("ul.plain")]
			.map(u => getComputedStyle(u).listStyleType).filter(t => t !== '""'));
		check(`${name}: a plain list has no marks`, marked.length === 0, marked);
		check(`${name}: a paragraph is set off from the one before`, tight.length === 0, tight);
	} });

	await (await plain(browser, file, address)).context().close();

	const page = await browser.newPage({ bypassCSP: true, viewport: { width: 800, height: 700 } });
	await page.goto(address);
	await page.keyboard.press("Tab");
	const first = await page.evaluate(() => {
		const box = document.activeElement.getBoundingClientRect();
		return { class: document.activeElement.className, left: box.left, top: box.top };
	});
	check(`${file}: the first stop is the way past the contents`,
		first.class.includes("skip") && first.left >= 0 && first.top >= 0, first);
	await page.keyboard.press("Enter");
	check(`${file}: and it leads to the report`,
		await page.evaluate(() => document.activeElement.localName === "main"));
	const wrong = await page.evaluate(() => [...document.querySelectorAll("a[href^='#']")]
		.filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash));
	check(`${file}: every link in the page leads somewhere`, wrong.length === 0, wrong);
	const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")]
		.map(h => +(h.ariaLevel || h.localName[1])));
	check(`${file}: one first heading, no level skipped`, levels[0] === 1 &&
		levels.filter(l => l === 1).length === 1 &&
		levels.every((l, i) => i === 0 || l <= levels[i - 1] + 1), levels);
	for (const summary of await page.locator("summary").all()) {
		await summary.focus();
		await page.keyboard.press("Enter");
	}
	// A scale has no more data than its alternative says; what stands in a table has its data beside it.
	const closed = await page.evaluate(() => [...document.querySelectorAll("figure:has(svg)")]
		.filter(f => !f.closest("td") && !f.querySelector("details[open] td") && ![...f.querySelectorAll("svg text")]
			.every(t => f.querySelector("svg").ariaLabel.includes(t.textContent))).length);
	check(`${file}: the data of every chart that stands in no table can be shown`, closed === 0, `${closed} cannot`);
	await accessible(`${file} opened`, page);

	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	const print = await page.evaluate(() => ({
		paper: getComputedStyle(document.documentElement).backgroundColor,
		nav: getComputedStyle(document.querySelector("nav")).display,
	}));
	check(`${file}: paper is white and has no navigation`,
		print.paper === "rgb(255, 255, 255)" && print.nav === "none", print);
	await page.close();
}
await browser.close();
finish();
