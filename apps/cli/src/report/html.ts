/** Text as it may stand in HTML and SVG, also inside quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A share as people read it; a dash where nothing was measured. */
export function percent(share: number | null | undefined, digits = 2): string {
  return share === null || share === undefined || !Number.isFinite(share) ? '–' : `${(100 * share).toFixed(digits)} %`
}

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A table whose first column names the row and whose other columns are numbers. */
export function tableHtml({ head, rows }: Table): string {
  const cells = (values: readonly string[], tag: string) =>
    values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('')
  const body = rows.map(
    ([name = '', ...rest]) => `<tr><th scope="row">${escapeHtml(name)}</th>${cells(rest, 'td')}</tr>`,
  )
  return `<div class="scroll"><table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
