"""Draws the PNG icons in public/ from our mark. Run by hand when the mark changes; the pictures are committed.

Needs Playwright and Debian's Chromium: `python build/draw-icons.py`.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).parent.parent / "public"
STROKES = (
    '<g fill="none" stroke-width="4.4" stroke-linecap="round" transform="translate({shift} {shift}) scale({scale})">'
    '<path stroke="{path}" d="M12 29V17C12 10 8 8 5 3"/><path stroke="{way}" d="M12 20c0-7 9-7 14-14"/></g>'
)


def icon(*, ground: str, scale: float, path: str = "#fff", way: str = "#f2c14e") -> str:
    strokes = STROKES.format(shift=round((32 - 32 * scale) / 2, 2), scale=scale, path=path, way=way)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%">{ground}{strokes}</svg>'


def notebook(*, ground: str, scale: float) -> str:
    shift = round((32 - 32 * scale) / 2, 2)
    strokes = (
        f'<path transform="translate({shift} {shift}) scale({scale})" d="M10 6.5h13.5v19H10zM7.5 11.5h5M7.5 16h5M7.5 20.5h5" '
        'fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%">{ground}{strokes}</svg>'


PLAIN_ROUNDED = '<rect width="32" height="32" rx="7" fill="#5b6670"/>'
PLAIN_FULL = '<rect width="32" height="32" fill="#5b6670"/>'
ROUNDED = '<rect width="32" height="32" rx="7" fill="#0b5c66"/>'
FULL = '<rect width="32" height="32" fill="#0b5c66"/>'
ICONS = {
    ("icon-192", 192): icon(ground=ROUNDED, scale=0.72),
    ("icon-512", 512): icon(ground=ROUNDED, scale=0.72),
    # Phones cut maskable icons to a circle of 80 % of the width.
    ("icon-192-maskable", 192): icon(ground=FULL, scale=0.56),
    ("icon-512-maskable", 512): icon(ground=FULL, scale=0.56),
    # The plain look: a notebook, as in plain.svg.
    ("plain-192", 192): notebook(ground=PLAIN_ROUNDED, scale=1),
    ("plain-512", 512): notebook(ground=PLAIN_ROUNDED, scale=1),
    ("plain-192-maskable", 192): notebook(ground=PLAIN_FULL, scale=0.8),
    ("plain-512-maskable", 512): notebook(ground=PLAIN_FULL, scale=0.8),
    # Android draws the badge in one colour from its transparency.
    ("badge-96", 96): icon(ground="", scale=0.95, way="#fff"),
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for (name, size), svg in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f'<body style="margin:0">{svg}')
            page.screenshot(path=PUBLIC / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
