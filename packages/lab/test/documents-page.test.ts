import { readFile } from 'node:fs/promises'
import { documentTypes, type RegisteredDocument } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'

interface Figure {
  readonly photographs: number
  readonly fields: number
  readonly right: number
}

const MEASURED: Readonly<Record<RegisteredDocument['measured'], string>> = {
  specimens: 'zone: public specimens',
  renderings: '',
  'rules-only': 'rules only',
}

/** The page `docs/documents.md`: every registered type, how it is read, and what that was measured on. */
function documentsPage(figures: ReadonlyMap<string, Figure>): string {
  const types = [...new Set(documentTypes.values())]
  return [
    '# Documents',
    '',
    'Written from `packages/engine/src/documents/types` and the last measurement; edit a type there, then run',
    '`npx vitest run --project unit packages/lab/test/documents-page.test.ts -u`. The figures are the rows of',
    '`bonafide evaluate documents --rendered --only print --json` with seeds 52000 and 53001.',
    '',
    '*Measured* says how many fields came back from how many photographs of **our own renderings**, medium and hard together:',
    'invented people, our own patterns, one face of type, and the very places where the reader looks. No picture of the real',
    'document was at hand for any layout. Labels and places are from descriptions, editions differ, and worn, laminated or',
    'holographic cards were not seen: expect less, and measure on documents of your own before you rely on a type.',
    '',
    '*Number* says what becomes of one changed digit: every one is caught, most are (check digits modulo 10), or only what',
    'breaks the form. A number of another form goes to a person; a wrong check digit fails.',
    '',
    'Where nobody says what a picture shows (OcrModel 1 and 2), the type is told by zone, barcode or print, or it stays unknown:',
    '36 of 36 rendered sides, medium and hard, were told ([how](measurements/documents.md#types-that-nobody-named)).',
    '',
    '| Document | Codes | Sides | Read from | Number | Measured |',
    '|---|---|---|---|---|---|',
    ...types.map((type) => row(type, figures)),
    '',
    '## What is not read',
    '',
    '- Scripts beside Latin and Chinese ([why](decisions/scripts.md)). Thai cards are read by what they print in English. Marks of',
    '  Vietnamese letters are lost in reading; names are compared without them.',
    '- Handwriting, stamps, and what is engraved or perforated.',
    '- Fronts that show no last day are not judged on it: ask for both pages (`Pages=01,02`) where the back shows one.',
    '',
    '## Codes that are refused',
    '',
    'HKG07001, PHL01002, PHL07001, PHL07002: the API names these codes, but not which documents they mean. Which of the permits',
    'CHN05001, CHN05002 and CHN05003 stand for, and which editions HKG01001, HKG01002 and MAC01001 to MAC01003 do, is our',
    'assumption; CHN05004 is refused. USA02001, CAN02001 and GLB01001 are codes of ours.',
    '',
  ].join('\n')
}

function row(type: RegisteredDocument, figures: ReadonlyMap<string, Figure>): string {
  const { title, codes, sides, number } = type
  const cells = [
    title,
    codes.map(({ code }) => code).join(', '),
    sides.join(', '),
    sourcesOf(type).join(', '),
    number === undefined ? '' : `${number.name} (${number.protects})`,
    measuredOf(type, figures),
  ]
  return `| ${cells.join(' | ')} |`
}

function sourcesOf({ mrz, barcode, pages }: RegisteredDocument): readonly string[] {
  return [
    ...(mrz === undefined ? [] : [mrz.formats.join('/')]),
    ...(barcode?.format === 'AAMVA' ? ['PDF417'] : []),
    ...(Object.values(pages).some(({ fields }) => fields.length > 0) ? ['print'] : []),
  ]
}

function measuredOf({ codes, sides, measured }: RegisteredDocument, figures: ReadonlyMap<string, Figure>): string {
  const [first] = codes
  const parts = sides.flatMap((page) => {
    const figure = figures.get(`${first?.code} ${page}`)
    return figure === undefined ? [] : [`${page}: ${figure.right} of ${figure.fields} in ${figure.photographs}`]
  })
  return [MEASURED[measured], ...parts].filter((part) => part !== '').join('; ') || 'not measured'
}

describe('docs/documents.md', () => {
  it('is written from the registry and what was measured', async () => {
    const figures: Record<string, Figure> = JSON.parse(
      await readFile(new URL('./rendered-figures.json', import.meta.url), 'utf8'),
    )
    await expect(documentsPage(new Map(Object.entries(figures)))).toMatchFileSnapshot('../../../docs/documents.md')
  })

  it('has figures for no side that does not exist', async () => {
    const figures: Record<string, Figure> = JSON.parse(
      await readFile(new URL('./rendered-figures.json', import.meta.url), 'utf8'),
    )
    for (const side of Object.keys(figures)) {
      const [code = '', page = ''] = side.split(' ')
      expect(documentTypes.get(code)?.sides, side).toContain(page)
    }
    expect(Object.keys(figures).length).toBeGreaterThan(0)
  })
})
