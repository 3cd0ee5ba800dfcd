import type { StateName } from '@bonafide/capture'

type Look = Readonly<Record<string, string>>

const OCR: readonly StateName[] = ['document-camera', 'document-review']
const READ: readonly StateName[] = ['reading-review']
const FACE: readonly StateName[] = ['face-ready', 'face-asking', 'face-capture']

/** Which colour of StyleConfig (client-sdk.md section 7) takes which place, and on which screens. */
const PLACES: readonly (readonly [key: string, states: readonly StateName[], variables: readonly string[]])[] = [
  ['guidePage.backgroundColor', ['guide'], ['--card']],
  ['guidePage.btnBgColor', ['guide'], ['--accent', '--accent-deep']],
  ['guidePage.btnTextColor', ['guide'], ['--on-accent']],
  ['guidePage.startBtnBgColor', ['guide'], ['--accent', '--accent-deep']],
  ['guidePage.startBtnTextColor', ['guide'], ['--on-accent']],
  ['ocrPage.ocrBgColor', OCR, ['--card']],
  ['ocrPage.tipColor', OCR, ['--hint-ink']],
  ['ocrPage.maskColor', OCR, ['--mask']],
  ['ocrPage.submitBtnBgColor', OCR, ['--accent', '--accent-deep']],
  ['ocrPage.submitBtnTextColor', OCR, ['--on-accent']],
  ['ocrPage.uploadTextColor', OCR, ['--album-ink']],
  ['ocrResultPage.backgroundColor', READ, ['--card']],
  ['ocrResultPage.topTipBgColor', READ, ['--tip']],
  ['ocrResultPage.topTipTextColor', READ, ['--tip-ink']],
  ['ocrResultPage.inputBgColor', READ, ['--field']],
  ['ocrResultPage.ocrTextColor', READ, ['--field-ink']],
  ['ocrResultPage.btnBgColor', READ, ['--accent', '--accent-deep']],
  ['ocrResultPage.btnTextColor', READ, ['--on-accent']],
  ['facePage.backgroundColor', FACE, ['--card']],
  ['facePage.topTipColor', FACE, ['--title-ink']],
  ['facePage.processBarColor', FACE, ['--face-progress']],
]

/** Text on a background of the merchant's keeps its contrast in both schemes. */
const INKS = {
  light: { '--ink': '#141a2a', '--soft': '#4b556c', '--line': '#c9d0de', '--tint': 'rgb(28 39 76 / 8%)' },
  dark: { '--ink': '#f4f6fb', '--soft': '#c3cbdc', '--line': '#56607a', '--tint': 'rgb(255 255 255 / 12%)' },
} as const

/** Dresses the screen of a state. Through the CSSOM: the policy of the page forbids style attributes. */
export function dress(root: HTMLElement, look: Look | undefined, state: StateName): void {
  root.removeAttribute('style')
  if (look === undefined) return
  for (const [key, states, variables] of PLACES) {
    const colour = look[key]
    if (colour === undefined || !states.includes(state)) continue
    for (const variable of variables) root.style.setProperty(variable, colour)
    if (variables.includes('--card')) setInks(root, colour)
    for (const [ground, ink] of Object.entries(INK_ON)) {
      if (variables.includes(ground)) root.style.setProperty(ink, inksOn(colour)['--ink'])
    }
  }
  placeDialog(root, look)
  const dialog = look['alert.primaryBtnBgColor']
  if (dialog === undefined) return
  root.style.setProperty('--dialog-accent', dialog)
  root.style.setProperty('--dialog-on-accent', inksOn(dialog)['--ink'])
}

/** What is written on a ground, unless the merchant says its colour too: that comes behind it in the list of places. */
const INK_ON: Readonly<Record<string, string>> = {
  '--tip': '--tip-ink',
  '--field': '--field-ink',
  '--accent': '--on-accent',
}

/** Tracks of the grid that the dialog lies in: what they are given is never more than there is, so that it stays on the screen. */
function placeDialog({ style }: HTMLElement, look: Look): void {
  for (const [key, before, after] of SIDES) {
    const length = look[key]
    if (length === undefined) continue
    const share = length.endsWith('%') ? Number.parseFloat(length) / 100 : undefined
    style.setProperty(before, share === undefined ? `minmax(0, ${length})` : `${share}fr`)
    style.setProperty(after, share === undefined ? '1fr' : `${1 - share}fr`)
  }
  const width = look['alert.width']
  if (width !== undefined) style.setProperty('--dialog-width', width)
}

const SIDES = [
  ['alert.top', '--dialog-above', '--dialog-below'],
  ['alert.left', '--dialog-left', '--dialog-right'],
] as const

function setInks(root: HTMLElement, background: string): void {
  for (const [name, value] of Object.entries(inksOn(background))) root.style.setProperty(name, value)
}

function inksOn(background: string): (typeof INKS)['light' | 'dark'] {
  const [red = 0, green = 0, blue = 0] = (background.match(/[\d.]+/g) ?? []).map(Number)
  // Relative luminance, near enough with a gamma of 2.2: above 0.18 black text has more contrast than white.
  const luminance = 0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2
  return INKS[luminance > 0.18 ? 'light' : 'dark']
}
