"""Whether a page fits its window: nothing beyond its edge, nothing cut off, no text over text."""

from playwright.sync_api import Page

# The windows and sizes of text in which pages have to fit: WCAG 1.4.4 and 1.4.10.
TEXT_OF_TWICE_ITS_SIZE, NARROW = (1280, "200%"), (320, "100%")

MISFITS = """() => {
  const misfits = new Set();
  const note = (what, where) => misfits.add(`${what}: ${where}`);
  const elements = [...document.body.querySelectorAll(":not(svg *, option, script, template)")];
  // What an element passes on to all that stands in it, asked once.
  const passedOn = (is) => {
    const known = new Map();
    const ask = (one) => {
      if (one && !known.has(one)) known.set(one, is(one) || ask(one.parentElement));
      return Boolean(one) && known.get(one);
    };
    return ask;
  };
  const style = (one) => getComputedStyle(one);
  const isForEars = passedOn((one) =>
    one.matches(".kp-skip, .visually-hidden") || style(one).clipPath === "inset(50%)");
  const isClipped = passedOn((one) => style(one).overflowX !== "visible");
  const stays = passedOn((one) => style(one).position === "sticky");
  const called = (one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`;

  if (document.documentElement.scrollWidth > innerWidth) note("too wide", "the page");
  const shown = elements.filter((one) =>
    one.checkVisibility({ visibilityProperty: true }) && !isForEars(one));
  for (const one of shown) {
    const { left, right, width } = one.getBoundingClientRect();
    const isBeyond = width && (right > innerWidth + 1 || left < -1);
    if (isBeyond && !isClipped(one.parentElement)) note("beyond the edge", called(one));
    const isMore = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2;
    if (isMore && style(one).overflowX === "hidden") note("cut off", called(one));
  }

  const texts = shown.filter((one) => !stays(one)).flatMap((one) => [...one.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const lines = texts.flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].map((box) => ({ node, box }));
  });
  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach(({ node, box }, at) => {
    for (let next = at + 1; lines[next]?.box.top < box.bottom; next += 1) {
      const other = lines[next];
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
      const isOver = wide > 3 && high > 0.4 * Math.min(box.height, other.box.height);
      if (isOver && other.node !== node) note("over another", `${node.data} – ${other.node.data}`);
    }
  });
  return [...misfits].slice(0, 5);
}"""
UNFOLD = """() => document.querySelectorAll("main details").forEach((each) => (each.open = true))"""


def misfits(page: Page, width: int, size: str) -> list[str]:
    """Say what does not fit in a window of a width, with text of a size."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("size => (document.documentElement.style.fontSize = size)", size)
    page.evaluate(UNFOLD)
    return [f"{width} px, {size}: {each}" for each in page.evaluate(MISFITS)]
