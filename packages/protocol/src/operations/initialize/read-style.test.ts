import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64 } from '../../bytes.ts'
import { ValueRefused } from '../parameter.ts'
import { readStyle } from './read-style.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG = addressOf(SIGNATURE)
const COLOUR_IN_FORM = /^rgba\([\d., ]+\)$/
const LENGTH_IN_FORM = /^[\d.]+(%|px)$/
const PNG_IN_FORM = /^data:image\/png;base64,iVBORw0KGg[A-Za-z0-9+/]+={0,2}$/

/** Section 7 of the client's specification, mobile and PC: what is worn, and what is taken and not shown. */
const LISTED = {
  guidePage: {
    colours: 'backgroundColor btnBgColor btnTextColor startBtnBgColor startBtnTextColor',
    pictures: 'faceImg ocrImg lightImg phoneImg step1Icon step2Icon',
    notShownPictures: 'circle1Img circle2Img leftBorderImg shelterFromImg pathIcon',
    notShownShadows: 'btnShadow',
  },
  ocrPage: {
    colours: 'ocrBgColor tipColor maskColor submitBtnBgColor submitBtnTextColor uploadTextColor',
    pictures: 'backIconImg submitIconImg albumIconImg backIcon uploadIcon',
    notShownPictures: 'ocrPhotoBorderImg',
  },
  ocrResultPage: {
    colours: 'backgroundColor topTipBgColor topTipTextColor ocrTextColor inputBgColor btnBgColor btnTextColor',
    pictures: 'backIconImg',
    notShownColours: 'maskColor',
  },
  facePage: { colours: 'backgroundColor topTipColor processBarColor' },
  alert: { colours: 'primaryBtnBgColor', positions: 'top left', widths: 'width' },
} as const

const COLOUR = {
  takes: '#010203',
  reads: { look: 'rgba(1, 2, 3, 1)' },
  refuses: ['red;background:url(//x)', '#12345', 'url(#a)', 7, null, {}],
}
const PICTURE = {
  takes: PNG,
  reads: { pictures: PNG },
  refuses: [
    '',
    'https://shop.example/face.png',
    'javascript:alert(1)',
    `data:image/svg+xml;base64,${encodeBase64(new TextEncoder().encode('<svg onload="alert(1)"/>'))}`,
    addressOf([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0]),
    addressOf(SIGNATURE.slice(0, 7)),
    addressOf([...SIGNATURE, ...Array<number>(16 * 1024 - 7).fill(0)]),
    `${PNG}"`,
    `${PNG}) url(//x`,
    PNG.replace('base64,', 'base64, '),
    PNG.replace('data:', 'DATA:'),
    [PNG],
  ],
}
const POSITION = {
  takes: '45.5%',
  reads: { look: '45.5%' },
  refuses: ['101%', '-1%', '2001px', '4em', 'calc(1px)', '45', '4%;', ' 4%', '1e3px', 45],
}
/** What is taken for each form, how it is read, and what is refused. */
const FORMS = {
  colours: COLOUR,
  pictures: PICTURE,
  positions: POSITION,
  widths: { takes: '480px', reads: { look: '480px' }, refuses: ['239px', '961px', '19%', '101%', 'auto', '50vw'] },
  notShownColours: { ...COLOUR, reads: {} },
  notShownPictures: { ...PICTURE, reads: {} },
  notShownShadows: { takes: '0 2px 8px rgba(0,0,0,.2)', reads: {}, refuses: ['', 'url(//x);', 'a{b}', 7] },
} as const

const KEYS = Object.entries(LISTED).flatMap(([group, forms]) =>
  Object.entries(forms).flatMap(([form, names]) =>
    names.split(' ').map((key) => ({ group, key, form: FORMS[form as keyof typeof FORMS] })),
  ),
)

describe('StyleConfig', () => {
  it('is read into colours of one form', () => {
    const style = {
      guidePage: { backgroundColor: 'white', btnBgColor: '#fb5d01' },
      ocrPage: { ocrBgColor: 'rgba(2,2,2,.8)', maskColor: '#80020202' },
      facePage: { processBarColor: ['#112233', '#445566'] },
    }
    expect(readStyle(JSON.stringify(style))).toEqual({
      look: {
        'guidePage.backgroundColor': 'rgba(255, 255, 255, 1)',
        'guidePage.btnBgColor': 'rgba(251, 93, 1, 1)',
        'ocrPage.ocrBgColor': 'rgba(2, 2, 2, 0.8)',
        'ocrPage.maskColor': 'rgba(2, 2, 2, 0.502)',
        'facePage.processBarColor': 'rgba(17, 34, 51, 1)',
      },
    })
    expect(readStyle('{}')).toEqual({})
    expect(readStyle('{"guidePage":{}}')).toEqual({})
  })

  it.each([
    ['{"guidePage":{"heroImg":"data:image/png;base64,AA"}}', 'heroImg is no key of StyleConfig.'],
    ['{"shop":{"faceImg":"#000000"}}', 'faceImg is no key of StyleConfig.'],
    ['{"guidePage":{"<b>":"#000000"}}', 'A key is no key of StyleConfig.'],
    ['{"__proto__":{"a":"#000000"}}', 'a is no key of StyleConfig.'],
    ['{"guidePage":{"btnBgColor":"rgb(300,0,0)"}}', 'guidePage.btnBgColor must be a colour'],
    ['{"guidePage":{"faceImg":"https://a/b.png"}}', 'guidePage.faceImg must be a PNG picture of at most 16 KB'],
    ['{"alert":{"top":"3em"}}', 'alert.top must be from 0% to 100% or from 0px to 2000px.'],
    ['{"alert":{"width":"10%"}}', 'alert.width must be from 20% to 100% or from 240px to 960px.'],
    ['[]', 'It must be a JSON object'],
    ['{', 'It is not JSON'],
  ])('refuses %s', (text, why) => {
    expect(() => readStyle(text)).toThrow(why)
  })

  it('takes a picture of exactly 16 KB', () => {
    const faceImg = addressOf([...SIGNATURE, ...Array<number>(16 * 1024 - 8).fill(0)])
    expect(readStyle(JSON.stringify({ guidePage: { faceImg } })).pictures).toEqual({ 'guidePage.faceImg': faceImg })
  })

  it.each(KEYS)('takes $group.$key in its form, and refuses any other by its name', ({ group, key, form }) => {
    const read = (value: unknown) => readStyle(JSON.stringify({ [group]: { [key]: value } }))
    const named = Object.entries(form.reads).map(([part, value]) => [part, { [`${group}.${key}`]: value }])
    expect(read(form.takes)).toEqual(Object.fromEntries(named))
    for (const value of form.refuses) expect(() => read(value)).toThrow(`${group}.${key} must be `)
  })

  it('lets nothing but colours, lengths and PNG data through, whatever comes', () => {
    const values = fc.oneof(
      fc.string(),
      fc.string().map((text) => `${PNG}${text}`),
      fc.uint8Array().map((bytes) => addressOf([...SIGNATURE, ...bytes])),
      fc.tuple(fc.nat(3000), fc.constantFrom('%', 'px', 'em', '%;')).map(([number, unit]) => `${number}${unit}`),
    )
    const styled = fc
      .tuple(fc.constantFrom(...KEYS), values)
      .map(([{ group, key }, value]) => JSON.stringify({ [group]: { [key]: value } }))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), styled), (text) => {
        try {
          const { look = {}, pictures = {} } = readStyle(text)
          for (const value of Object.values(look)) {
            expect(COLOUR_IN_FORM.test(value) || LENGTH_IN_FORM.test(value)).toBe(true)
          }
          for (const value of Object.values(pictures)) expect(value).toMatch(PNG_IN_FORM)
        } catch (error) {
          expect(error).toBeInstanceOf(ValueRefused)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

function addressOf(bytes: Iterable<number>): string {
  return `data:image/png;base64,${encodeBase64(Uint8Array.from(bytes))}`
}
