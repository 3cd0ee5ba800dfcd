import { COLOUR, PICTURE, POSITION, SHADOW, type StyleForm, WIDTH } from './style-values.ts'

export interface StyleKey {
  readonly form: StyleForm
  /** Whether it has a place on our screens; else it is checked and taken, and changes nothing. */
  readonly shown: boolean
}

/** client-sdk.md section 7, mobile and PC keys in one, as `group.key`. */
export const STYLE_KEYS: ReadonlyMap<string, StyleKey> = new Map([
  ...keys('guidePage', COLOUR, 'backgroundColor btnBgColor btnTextColor startBtnBgColor startBtnTextColor'),
  ...keys('guidePage', PICTURE, 'ocrImg faceImg lightImg phoneImg step1Icon step2Icon'),
  ...notShown('guidePage', PICTURE, 'circle1Img circle2Img leftBorderImg shelterFromImg pathIcon'),
  ...notShown('guidePage', SHADOW, 'btnShadow'),
  ...keys('ocrPage', COLOUR, 'ocrBgColor tipColor maskColor submitBtnBgColor submitBtnTextColor uploadTextColor'),
  ...keys('ocrPage', PICTURE, 'backIconImg backIcon submitIconImg albumIconImg uploadIcon'),
  ...notShown('ocrPage', PICTURE, 'ocrPhotoBorderImg'),
  ...keys('ocrResultPage', COLOUR, 'backgroundColor topTipBgColor topTipTextColor ocrTextColor inputBgColor'),
  ...keys('ocrResultPage', COLOUR, 'btnBgColor btnTextColor'),
  ...keys('ocrResultPage', PICTURE, 'backIconImg'),
  ...notShown('ocrResultPage', COLOUR, 'maskColor'),
  ...keys('facePage', COLOUR, 'backgroundColor topTipColor processBarColor'),
  ...keys('alert', COLOUR, 'primaryBtnBgColor'),
  ...keys('alert', POSITION, 'top left'),
  ...keys('alert', WIDTH, 'width'),
])

function keys(group: string, form: StyleForm, names: string, shown = true): readonly (readonly [string, StyleKey])[] {
  return names.split(' ').map((name) => [`${group}.${name}`, { form, shown }] as const)
}

function notShown(group: string, form: StyleForm, names: string): readonly (readonly [string, StyleKey])[] {
  return keys(group, form, names, false)
}
