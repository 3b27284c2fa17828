// The pages of `revisit build --report accessibility`, in a folder: as accessible as what they speak of.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { check, finish, launch, plain, views } from "./browser.js";

const folder = process.argv[2];
const browser = await launch();
const files = readdirSync(folder).filter(f => f.endsWith(".accessibility.html")).sort();

check("there are pages", files.length > 0);
for (const file of files) {
	const address = pathToFileURL(`${folder}/${file}`).href;

	await views(browser, file, address, { ready: page => page.locator("summary").click(),
		more: async (name, page) => {
			const cut = await page.evaluate(() => [...document.querySelectorAll("th")].filter(th => {
				const word = document.createElement("span");
				word.style = "position:absolute;white-space:nowrap";
				// addresses and names of files may be
				word.textContent = th.innerText.split(/\s/).filter(w => w.length <= 10)
					.reduce((a, b) => a.length < b.length ? b : a, "");
				const kept = th.appendChild(word).getBoundingClientRect().width <= th.clientWidth;
				word.remove();
				return !kept;
			}).map(th => th.textContent));
			check(`${name}: no word of a head is cut`, cut.length === 0, cut);
		} });

	const page = await plain(browser, file, address);
	// the hostile one has dark words on its cover's dark band
	const wrong = await page.locator("tr.fail").allInnerTexts();
	check(`${file}: what is to be mended is found`, wrong.length === (file.startsWith("hostile") ? 2 : 0),
		wrong);
	await page.context().close();
}
await browser.close();
finish();
