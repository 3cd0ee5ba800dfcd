import type { EstimatedAttributes } from '@bonafide/engine'

/** Age and sex in the words of the API. */
export function shownAttributes({ ageYears, sex }: EstimatedAttributes) {
  return { age: Math.round(ageYears), gender: sex === 'female' ? 'F' : 'M' } as const
}

/**
 * `FaceAttributeInfo`, whose form is not documented upstream: the same, said to be an estimate, with how sure the network
 * is of the sex, 50 to 100. Nothing else is estimated.
 */
export function attributeInfo(attributes: EstimatedAttributes) {
  return {
    estimated: true,
    ...shownAttributes(attributes),
    genderScore: Math.round(attributes.sexShare01 * 1000) / 10,
  }
}
