"""`/embed/NAME/`: one explainer alone, for iframes and slides. No theme, no search, no navigation.

Search engines are asked to pass it over: a figure is found on the page that explains it.
"""

import html

from explainers._core.files import kept, places, policy
from explainers._core.files.markup import markup

ROOT = "../.."

THEME = """
// The embedder's wish first (?theme=dark), then the reader's setting; before anything is painted.
document.documentElement.dataset.theme = new URLSearchParams(location.search).get("theme")
  || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{root}/assets/favicon.svg">
<link rel="stylesheet" href="{assets}/theme.css">
<link rel="stylesheet" href="{assets}/player.css">
<style>
body {{ margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif }}
body {{ color: var(--dnn-ink); background: var(--dnn-paper) }}
h1 {{ margin: 0 0 .75rem; font-size: 1.125rem }}
main {{ margin: 0 auto; max-width: 62.5rem }}
figure {{ margin: 0 }}
figcaption {{ margin-top: .75rem; color: var(--dnn-muted) }}
</style>
<script>{theme}</script>
{scripts}
<script type="module" src="{assets}/offline.js" async fetchpriority="low"></script>
</head>
<body>
<main>
<h1>{title}</h1>
<figure class="explainer" id="{name}">
<dnn-explainer name="{name}" data-state="still">{markup}</dnn-explainer>
<figcaption>{description}</figcaption>
</figure>
</main>
</body>
</html>
"""


def embed(explainer):
    """The whole page as text, to be written to `docs/embed/NAME/index.html`."""
    spec = kept.spec(explainer)

    def address(path):
        return f"{ROOT}/{path}"

    return PAGE.format(
        root=ROOT,
        policy=policy.site(THEME),
        theme=THEME,
        assets=f"{ROOT}/{places.ASSETS}",
        name=spec["name"],
        title=html.escape(spec["title"]),
        description=html.escape(spec["description"]),
        scripts=places.scripts(spec, address),
        markup=markup(
            spec, places.stills(spec["name"], address), address=lambda file: address(f"{places.ASSETS}/{file}")
        ),
    )
