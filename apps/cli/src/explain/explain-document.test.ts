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
        printed: [{ field: 'surname', text: 'ERIKSSON', value: 'ERIKSSON', confidence01: 1, box: BOX, page: '01' }],
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
    for (const label of ['P&lt;UTO', 'surname: ERIKSSON', 'PDF417', 'portrait', 'fields-agree: birthDate'])
      expect(svg).toContain(`>${label}</text>`)
    expect(svg.match(/<rect x="100" y="200" width="300" height="40"/g)).toHaveLength(5)
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
    expect(svg).not.toContain('\u0007')
  })
})
