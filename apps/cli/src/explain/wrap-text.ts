/** Letters that take the width of two figures: from Hangul and CJK's own signs on. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u

/** Lines of at most so many columns, divided between words where there are any. What has no shape, as controls, is dropped. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text)
    .split(' ')
    .flatMap((whole) => pieces(whole, columns))) {
    if (line === '') line = word
    else if (columnsOf(line) + 1 + columnsOf(word) <= columns) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0)
}

function printable(text: string): string {
  return text.replace(/\p{Other}/gu, '')
}

/** A word that is longer than a line, cut into pieces that are not. */
function pieces(word: string, columns: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (columnsOf(part + character) > columns) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
