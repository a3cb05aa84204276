/** The one theme of all pictures, and the paper they are drawn on. */
import { safe } from './text.ts'

/** Colours follow the page where it sets them; a picture that stands alone is dark on white, whatever the theme of
 *  whoever looks at it or took it away. Orange and blue are the attacker's and the defender's, and nobody else's (Okabe
 *  & Ito 2008); all else is told apart by shape, dash and two greys. */
const STYLE = `<style>
.c{--c-ink:var(--ink,#1a1d21);--c-muted:var(--muted,#565d66);--c-rule:var(--rule,#c9ced6);--c-paper:var(--paper,#fff);--c-one:var(--mark,#35424f);--c-two:var(--mark-2,#7b8590);--c-def:var(--defender,#0072b2);--c-att:var(--attacker,#d55e00);font:12px system-ui,sans-serif}
.c text{fill:var(--c-ink);paint-order:stroke;stroke:var(--c-paper);stroke-width:3px;stroke-linejoin:round}.c .m{fill:var(--c-muted)}.c .r{stroke:var(--c-rule);fill:none}.c .z{stroke:var(--c-muted);stroke-width:1.5}
.c .one{fill:var(--c-one)}.c .two{fill:var(--c-two)}.c .l1{stroke:var(--c-one);fill:none;stroke-width:2.5}.c .l2{stroke:var(--c-two);fill:none;stroke-width:2.5;stroke-dasharray:7 4}
.c .l3{stroke:var(--c-muted);fill:none;stroke-width:2;stroke-dasharray:2 3}.c .b1{fill:var(--c-one);opacity:.14}.c .b2{fill:var(--c-one);opacity:.24}.c .b3{fill:var(--c-two);opacity:.16}.c .b4{fill:var(--c-two);opacity:.28}.c .b5{fill:var(--c-muted);opacity:.14}
.c .l4{stroke:var(--c-two);fill:none;stroke-width:2.5}.c .x{stroke:var(--c-ink);stroke-width:2;fill:none}.c .g{stroke:var(--c-muted);fill:none;stroke-width:1.5;stroke-dasharray:5 4;opacity:.75}
.c .att{fill:var(--c-att)}.c .def{fill:var(--c-def)}.c .la{stroke:var(--c-att);fill:none;stroke-width:2.5}.c .ld{stroke:var(--c-def);fill:none;stroke-width:2.5}.c .ba1{fill:var(--c-att);opacity:.16}.c .ba2{fill:var(--c-att);opacity:.28}.c .bd1{fill:var(--c-def);opacity:.16}.c .bd2{fill:var(--c-def);opacity:.28}
.c .paper{fill:var(--c-paper)}.c .cell{stroke:var(--c-rule);fill:none}.c .first{fill:var(--c-muted);fill-opacity:.6}.c .wash{fill:var(--c-muted);fill-opacity:.28}.c .edge1,.c .edge2,.c .hatch{stroke:var(--c-ink)}.c .line{stroke:var(--c-ink);fill:none}.c .halo{stroke:var(--c-paper);fill:none}
</style>`

/** Wraps the marks of a picture, on paper of its own: alone in a dark viewer it stays readable. */
export function svgOf(
  about: { readonly title: string; readonly description: string },
  size: { readonly width: number; readonly height: number },
  marks: string,
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="c" role="img" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">` +
    `<title>${safe(about.title)}</title><desc>${safe(about.description)}</desc>${STYLE}<rect class="paper" width="${size.width}" height="${size.height}"/>${marks}</svg>`
  )
}
