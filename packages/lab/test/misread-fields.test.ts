import { misreadFields } from '@bonafide/lab'
import { describe, expect, it } from 'vitest'

describe('fields that were not read as they were drawn', () => {
  it('compares letters and digits, not accents, marks or spaces', () => {
    expect(misreadFields([['surname', 'Núñez-Łoś']], [{ field: 'surname', text: 'NUNEZ LOS' }])).toEqual([])
  })

  it('names what was drawn, and nothing as what was read where nothing was', () => {
    expect(misreadFields([['sex', 'F']], [])).toEqual([{ field: 'sex', drawn: 'F', read: '' }])
    expect(misreadFields([['sex', 'F']], [{ field: 'sex', text: 'M' }])).toEqual([
      { field: 'sex', drawn: 'F', read: 'M' },
    ])
  })

  it('takes a validity that is drawn as one from both of its days', () => {
    const validity = [['expiryDate', '2020.01.02至2030.01.02']] as const
    const days = [
      { field: 'issueDate', text: '2020.01.02' },
      { field: 'expiryDate', text: '2030.01.02' },
    ] as const
    expect(misreadFields(validity, days)).toEqual([])
    expect(misreadFields(validity, days.slice(1))).toHaveLength(1)
  })

  it('does not take the day of issue for the last day where both are drawn', () => {
    const both = [
      ['issueDate', '2020-01-02'],
      ['expiryDate', '2030-01-02'],
    ] as const
    expect(misreadFields(both, [{ field: 'issueDate', text: '2020-01-02' }])).toMatchObject([{ field: 'expiryDate' }])
  })
})
