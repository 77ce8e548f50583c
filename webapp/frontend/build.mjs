// Builds what the browser loads into ./built: small scripts, one stylesheet, the licences of what they hold.
import { build } from "esbuild";
import * as sass from "sass";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "built");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await build({
  entryPoints: [join(here, "src/site.js"), join(here, "src/diagram.js"), join(here, "src/upload.js"), join(here, "src/correct.js"), join(here, "src/room.js"), join(here, "src/follow.js")],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "linked",
  logLevel: "warning",
});

// The icon font is packed into the stylesheet, so that a page needs no request beyond its own.
const css = sass.compile(join(here, "src/site.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import", "mixed-decls", "if-function"],
  logger: sass.Logger.silent,
});
writeFileSync(join(out, "site.css"), css.css);

const diagramCss = join(out, "diagram.css");
await build({
  entryPoints: [join(here, "src/diagram.css")],
  outfile: diagramCss,
  bundle: true,
  minify: true,
  loader: { ".woff2": "dataurl", ".woff": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
  logLevel: "warning",
});

for (const name of ["bpmn-js", "govuk-frontend"]) {
  for (const file of ["LICENSE", "LICENSE.txt"]) {
    try {
      cpSync(join(here, "node_modules", name, file), join(out, `${name}.LICENCE.txt`));
    } catch {
      // each package has one of the two
    }
  }
}
