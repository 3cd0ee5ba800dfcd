import { escapeHtml } from './html.ts'

export interface Page {
  readonly title: string
  /** What was measured on what, in a sentence or two. */
  readonly lead: readonly string[]
  readonly sections: readonly Section[]
}

export interface Section {
  readonly title: string
  /** HTML of this module's own making: every text from a report was escaped. */
  readonly parts: readonly string[]
  readonly note?: string
}

/** Colours keep their distance for people who see few of them (Okabe and Ito). */
const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f7f9;--ink:#1c2430;--faint:#5b6675;--line:#d9dee5;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#aa4499}
@media (prefers-color-scheme:dark){:root{--ground:#12161c;--panel:#1a2028;--ink:#e6eaf0;--faint:#9aa5b4;--line:#333c48;--s0:#56b4e9;--s1:#f0894b;--s2:#2cc295;--s3:#d891c4}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1240px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:26px;margin:0 0 8px}h2{font-size:19px;margin:40px 0 12px}
p{margin:4px 0;color:var(--faint);max-width:75ch}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(370px,100%),1fr));gap:16px;margin-bottom:10px}
figure{margin:0;padding:14px 16px;background:var(--panel);border:1px solid var(--line);border-radius:8px}
figcaption{font-weight:600;margin-bottom:4px}
svg{width:100%;height:auto;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--faint)}svg text.title{font-size:13px;fill:var(--ink)}
.grid{stroke:var(--line);stroke-width:1;fill:none}
.line{fill:none;stroke-width:2}.upright{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4;fill:none}
.diagonal{stroke:var(--faint);stroke-width:1;stroke-dasharray:2 4;fill:none}
.bars{opacity:.72}.point{stroke:var(--panel);stroke-width:2}
path.s0{stroke:var(--s0)}path.s1{stroke:var(--s1)}path.s2{stroke:var(--s2)}path.s3{stroke:var(--s3)}
rect.s0,circle.s0{fill:var(--s0)}rect.s1,circle.s1{fill:var(--s1)}rect.s2,circle.s2{fill:var(--s2)}rect.s3,circle.s3{fill:var(--s3)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:6px 0 0;padding:0;font-size:13px}
.legend li{opacity:1;stroke:none}
.legend i{display:inline-block;width:14px;height:4px;margin-right:7px;vertical-align:middle;background:var(--ink);border-radius:2px}
.legend .bars i{height:12px}.legend .point i{width:10px;height:10px;border-radius:50%}
.legend .s0 i{background:var(--s0)}.legend .s1 i{background:var(--s1)}.legend .s2 i{background:var(--s2)}.legend .s3 i{background:var(--s3)}
.legend .upright{border:0}.legend .upright i{height:0;border-top:2px dashed var(--ink);background:none}
.whisker{stroke:var(--ink);stroke-width:1.5;fill:none}
.scroll{overflow-x:auto;margin:0 0 12px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
thead th{color:var(--faint);font-weight:500;font-size:13px}
th:first-child{text-align:left;font-weight:500}
`

/** One file that needs nothing else: no scripts, no fonts, no pictures. */
export function pageHtml({ title, lead, sections }: Page): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
  const body = sections.map(
    (section) =>
      `<section><h2>${escapeHtml(section.title)}</h2>${section.parts.join('')}${section.note === undefined ? '' : paragraph(section.note)}</section>`,
  )
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1>${lead.map(paragraph).join('')}${body.join('')}`,
    '</main></body></html>\n',
  ].join('')
}

/** Plots side by side where there is room. */
export function plotsHtml(plots: readonly string[]): string {
  return `<div class="plots">${plots.join('')}</div>`
}
