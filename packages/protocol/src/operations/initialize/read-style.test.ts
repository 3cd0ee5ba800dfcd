import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValueRefused } from '../parameter.ts'
import { readStyle } from './read-style.ts'

const listed = (offered: string, others: string) => ({
  ...Object.fromEntries(offered.split(' ').map((key) => [key, true])),
  ...Object.fromEntries(others.split(' ').map((key) => [key, false])),
})

/** Section 7 of the client's specification, mobile and PC: colours that are worn, and what is not offered. */
const LISTED = {
  guidePage: listed(
    'backgroundColor btnBgColor btnTextColor startBtnBgColor startBtnTextColor',
    'btnShadow circle1Img circle2Img leftBorderImg faceImg ocrImg shelterFromImg lightImg phoneImg step1Icon step2Icon pathIcon',
  ),
  ocrPage: listed(
    'ocrBgColor tipColor maskColor submitBtnBgColor submitBtnTextColor uploadTextColor',
    'backIconImg submitIconImg ocrPhotoBorderImg albumIconImg backIcon uploadIcon',
  ),
  ocrResultPage: listed(
    'backgroundColor topTipBgColor topTipTextColor ocrTextColor inputBgColor btnBgColor btnTextColor',
    'maskColor backIconImg',
  ),
  facePage: { backgroundColor: true, topTipColor: true, processBarColor: true },
  alert: listed('primaryBtnBgColor', 'top left width'),
}

describe('StyleConfig', () => {
  it('is read into colours of one form', () => {
    const style = {
      guidePage: { backgroundColor: 'white', btnBgColor: '#fb5d01' },
      ocrPage: { ocrBgColor: 'rgba(2,2,2,.8)', maskColor: '#80020202' },
      facePage: { processBarColor: ['#112233', '#445566'] },
    }
    expect(readStyle(JSON.stringify(style))).toEqual({
      'guidePage.backgroundColor': 'rgba(255, 255, 255, 1)',
      'guidePage.btnBgColor': 'rgba(251, 93, 1, 1)',
      'ocrPage.ocrBgColor': 'rgba(2, 2, 2, 0.8)',
      'ocrPage.maskColor': 'rgba(2, 2, 2, 0.502)',
      'facePage.processBarColor': 'rgba(17, 34, 51, 1)',
    })
    expect(readStyle('{}')).toBeUndefined()
    expect(readStyle('{"guidePage":{}}')).toBeUndefined()
  })

  it.each([
    ['{"guidePage":{"faceImg":"data:image/png;base64,AA"}}', 'faceImg is not supported yet.'],
    ['{"alert":{"top":"45%"}}', 'top is not supported yet.'],
    ['{"__proto__":{"a":"#000000"}}', 'a is not supported yet.'],
    ['{"guidePage":{"btnBgColor":"red;background:url(//x)"}}', 'btnBgColor must be a colour'],
    ['{"guidePage":{"btnBgColor":"rgb(300,0,0)"}}', 'btnBgColor must be a colour'],
    ['[]', 'It must be a JSON object'],
    ['{', 'It is not JSON'],
  ])('refuses %s', (text, why) => {
    expect(() => readStyle(text)).toThrow(why)
  })

  it.each(Object.entries(LISTED))(
    'knows every key that the API lists for %s: it takes it, or refuses it by its name',
    (group, keys) => {
      for (const [key, offered] of Object.entries(keys)) {
        const read = () => readStyle(JSON.stringify({ [group]: { [key]: '#010203' } }))
        if (offered) expect(read()).toEqual({ [`${group}.${key}`]: 'rgba(1, 2, 3, 1)' })
        else expect(read).toThrow(`${key} is not supported yet.`)
      }
    },
  )

  it('lets nothing but numbers of a colour through, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string().map(styled)), (text) => {
        try {
          for (const colour of Object.values(readStyle(text) ?? {})) expect(colour).toMatch(/^rgba\([\d., ]+\)$/)
        } catch (error) {
          expect(error).toBeInstanceOf(ValueRefused)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

function styled(colour: string): string {
  return JSON.stringify({ guidePage: { btnBgColor: colour } })
}
