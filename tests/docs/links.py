"""Links between the pages: the file and the heading they name have to be there."""
import re

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchor(heading):
    words = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return words.replace(" ", "-")


def anchors(page):
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return {anchor(line.lstrip("#")) for line in text.split("\n") if line.startswith("#")}


def broken_links(page):
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        path, _, heading = link.partition("#")
        if "://" in path:
            continue
        target = (page.parent / path) if path else page
        if not target.exists():
            yield "%s: the link `%s` leads nowhere" % (page, link)
        elif heading and target.suffix == ".md" and heading not in anchors(target):
            yield "%s: `%s` has no heading `#%s`" % (page, path or page.name, heading)
