import type { Decision, Finding } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { spoofDetails } from './on-request.ts'

const wanted = { fields: true, standardValues: false, spoofDetails: true }

function detailsOf(finding: Partial<Finding>) {
  const signs: Finding = {
    check: 'forgery-signs',
    outcome: 'passed',
    reasons: [],
    measures: {},
    regions: [],
    ...finding,
  }
  const decision: Decision = { outcome: 'passed', findings: [signs], policyId: 'default', models: [] }
  return spoofDetails({ decision, wanted }).extraSpoofResultDetails
}

describe('extraSpoofResultDetails', () => {
  it('says of each sign that was looked for whether it was found', () => {
    const measures = { 'page01-screenPeak': 5.1, 'page01-colour': 14, 'page01-placesLookedAt': 6 }
    expect(detailsOf({ outcome: 'failed', reasons: ['screen-recapture'], measures })).toEqual([
      {
        name: 'DOCUMENT',
        result: 'Y',
        spoofType: ['SCREEN_REMARK'],
        components: [
          { name: 'SCREEN_REMARK', subResult: 'Y' },
          { name: 'PHOTO_COPY', subResult: 'N' },
          { name: 'TAMPER', subResult: 'N' },
        ],
      },
    ])
  })

  it('says nothing of a sign that no page could be searched for', () => {
    const measures = { 'page01-screenPeak': 2 }
    expect(detailsOf({ measures })).toEqual([
      { name: 'DOCUMENT', result: 'N', spoofType: [], components: [{ name: 'SCREEN_REMARK', subResult: 'N' }] },
    ])
  })

  it('does not say of a document what was judged on one of its pages only', () => {
    const measures = {
      'page01-screenPeak': 2,
      'page01-placesLookedAt': 6,
      'page02-screenPeak': 2.1,
      'page02-oddPlaces': 0,
    }
    expect(detailsOf({ measures })).toEqual([
      { name: 'DOCUMENT', result: 'N', spoofType: [], components: [{ name: 'SCREEN_REMARK', subResult: 'N' }] },
    ])
  })

  it('says what was found, also where too little could be looked at to say that it is not there', () => {
    const measures = { 'page01-oddPlaces': 2 }
    expect(detailsOf({ outcome: 'failed', reasons: ['document-tampered'], measures })).toEqual([
      {
        name: 'DOCUMENT',
        result: 'Y',
        spoofType: ['TAMPER'],
        components: [{ name: 'TAMPER', subResult: 'Y' }],
      },
    ])
  })
})
