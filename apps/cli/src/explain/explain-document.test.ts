import { describe, expect, it } from 'vitest'
import { explainDocument } from './explain-document.ts'

const PICTURE = { jpeg: Uint8Array.of(255, 216), width: 1600, height: 1200 }
const BOX = { x: 100, y: 200, width: 300, height: 40 }

describe('explainDocument', () => {
  it('draws everything that was found where it was found', () => {
    const svg = explainDocument(
      PICTURE,
      {
        fields: {},
        pages: [
          {
            page: '01',
            width: 1600,
            height: 1200,
            outlined: true,
            corners: [
              { x: 1, y: 2 },
              { x: 1500, y: 3 },
              { x: 1510, y: 1100 },
              { x: 4, y: 1105 },
            ],
          },
        ],
        mrz: { format: 'TD3', lines: ['P<UTO'], checks: [], nameConfidence01: 1, lineBoxes: [BOX] },
        printed: [{ field: 'surname', text: 'ERIKSSON', value: 'ERIKSSON', confidence01: 0.98, box: BOX, page: '01' }],
        barcodes: [{ page: '01', format: 'PDF417', box: BOX, text: '', warnings: [] }],
        portraitBox: BOX,
      },
      [
        {
          check: 'fields-agree',
          outcome: 'failed',
          reasons: ['date-disagrees'],
          measures: {},
          regions: [{ on: 'page-01', box: BOX, label: 'birthDate' }],
        },
      ],
    )
    expect(svg).toContain('points="1,2 1500,3 1510,1100 4,1105"')
    expect(svg.match(/points="100,200 400,200 400,240 100,240"/g)).toHaveLength(5)
    const listed = ['page', 'P&lt;UTO', 'surname: ERIKSSON (belief 0.98)', 'PDF417', 'portrait']
    for (const text of ['fields-agree, failed: birthDate', ...listed]) expect(svg).toContain(`>${text}</text>`)
    // Each number stands on the picture and in the list.
    for (const number of [1, 2, 3, 4, 5, 6]) expect(svg.match(new RegExp(`>${number}</text>`, 'g'))).toHaveLength(2)
  })

  it('lists an objection that has no place', () => {
    const svg = explainDocument(PICTURE, { fields: {} }, [
      { check: 'document-read', outcome: 'failed', reasons: ['document-unreadable'], measures: {}, regions: [] },
    ])
    expect(svg).toContain('>document-read, failed: document-unreadable</text>')
    expect(svg).not.toContain('<polygon')
    expect(svg).toContain('>nothing</text>')
  })

  it('keeps numbers apart that belong to one corner, and inside of the picture', () => {
    const corner = { x: 0, y: 0, width: 300, height: 40 }
    const printed = (['surname', 'givenNames'] as const).map((field) => ({
      ...{ field, text: 'A', value: 'A', confidence01: 1, box: corner, page: '01' as const },
    }))
    const tags = [
      ...explainDocument(PICTURE, { fields: {}, printed }, []).matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)"/g),
    ]
    const onPicture = tags.map(([, x, y]) => ({ x: Number(x), y: Number(y) })).filter(({ x }) => x < PICTURE.width)
    expect(onPicture[0]?.y).toBe(0)
    expect(onPicture[1]?.x).toBeGreaterThan(onPicture[0]?.x ?? 0)
  })

  it('ends the mark of what reaches beyond the picture at its border', () => {
    const svg = explainDocument(PICTURE, { fields: {}, portraitBox: { x: -50, y: 900, width: 400, height: 500 } }, [])
    expect(svg).toContain('points="0,900 350,900 350,1200 0,1200"')
  })

  it('takes what a document says as data', () => {
    const text = '<script>"&\u0007\u202e'
    const svg = explainDocument(
      PICTURE,
      { fields: {}, printed: [{ field: 'surname', text, value: text, confidence01: 1, box: BOX, page: '01' }] },
      [],
    )
    expect(svg).toContain('surname: &lt;script&gt;&quot;&amp;')
    expect(svg).not.toContain('<script')
    for (const shapeless of ['\u0007', '\u202e']) expect(svg).not.toContain(shapeless)
  })
})
