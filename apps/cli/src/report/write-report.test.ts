import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caughtBy } from '../evaluate/caught-by.ts'
import { type ComparedPair, ratesOf } from '../evaluate/face-rates.ts'
import type { LivenessRow } from '../evaluate/judge-clip.ts'
import { livenessReport } from '../evaluate/liveness-report.ts'
import { escapeHtml } from './html.ts'
import { writeReport } from './write-report.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-report-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const LIVE: LivenessRow = {
  file: 'f',
  kind: 'bonafide',
  attack: false,
  subject: 'p',
  asked: ['turn-left'],
  colours: 0,
  notJudged: [],
  passed: true,
  passedWithoutLight: true,
  passedStrictly: true,
  reason: null,
  checks: { 'depth-on-turn': 'passed' },
  against: [],
  measures: {},
  frames: 30,
  ms: 100,
}

const CALIBRATION = [
  { distance: 0, score: 100 },
  { distance: 0.5, score: 60 },
  { distance: 0.7, score: 45 },
  { distance: 1, score: 0 },
]

function facesReport() {
  const pair = (same: boolean, distance: number): ComparedPair => ({ same, distance, people: [] })
  const pairs = [pair(true, 0.3), pair(true, 0.45), pair(true, Number.POSITIVE_INFINITY), pair(false, 0.8)]
  const rates = ratesOf(pairs, CALIBRATION)
  const rows = pairs.map(({ same, distance }) => ({ comparison: 'selfie', same, distance }))
  return {
    ...rates,
    withHiddenEyes: rates,
    pictures: 5,
    failedToAcquire: 1,
    msPerImage: { p50: 40, p95: 90 },
    model: '<script>alert(1)</script>',
    quality: { blurred: 2 },
    sets: { 'a "set" & more': rates },
    portrait: { ...rates, withHiddenEyes: rates, cards: 4, failedToAcquire: 0 },
    rows: [{ file: 'x.jpg', quality: 80 }, ...rows],
  }
}

describe('the page of a report', () => {
  it('shows the rates with their bounds, the curves and the operating point, in one file without scripts or addresses', async () => {
    const page = await readFile(await writeReport('faces', facesReport(), folder), 'utf8')
    expect(page).toContain('66.67 %')
    expect(page).toMatch(/at least \d/)
    expect(page.match(/<figcaption>(ROC|DET|Distances)/g)).toHaveLength(6)
    // Two comparisons with two plots each.
    expect(page.match(/<circle class="point s1"/g)).toHaveLength(4)
    expect(page).not.toMatch(/<script|https?:|src=|url\(/)
    expect(page).toContain(escapeHtml('<script>alert(1)</script>'))
    expect(page).toContain('a &quot;set&quot; &amp; more')
  })

  it('is drawn from the JSON document that lies beside it', async () => {
    const first = await readFile(await writeReport('faces', facesReport(), folder), 'utf8')
    const kept = JSON.parse(await readFile(join(folder, 'faces.json'), 'utf8')) as object
    expect(await readFile(await writeReport('faces', kept, folder), 'utf8')).toBe(first)
  })

  it('shows attacks by kind with what each check said against them', async () => {
    const checks = { 'depth-on-turn': 'failed' } as const
    const print: LivenessRow = { ...LIVE, kind: 'print', attack: true, passed: false, checks }
    const twice = { ...print, checks: { ...checks, 'screen-light': 'not-judged' } as const }
    const replay: LivenessRow = { ...LIVE, kind: 'replay', attack: true, file: 'replay_7' }
    const rows = [LIVE, print, twice, replay]
    const report = { ...livenessReport([LIVE, print]), caught: caughtBy(rows) }
    const page = await readFile(await writeReport('liveness', report, folder), 'utf8')
    expect(page).toContain('<figcaption>depth-on-turn</figcaption>')
    expect(page).toContain('0 of 1, ≤ 95 %')
    expect(page).toContain('The same without the colours')
    // Two prints: depth spoke against both, against one of them alone; the light against one. The replay passed.
    expect(page).toContain('<th scope="row">print</th><td>2</td><td>2 (1)</td><td>1</td><td>0</td>')
    expect(page).toContain('<th scope="row">replay</th><td>1</td><td>–</td><td>–</td><td>1</td>')
    expect(page).toContain('Attacks that passed: replay_7.')
  })

  it('shows clips of which nothing was asked apart, with the turns that were called a sheet', async () => {
    const unasked: LivenessRow = { ...LIVE, asked: [], passed: false, checks: {} }
    const report = {
      ...livenessReport([unasked]),
      turnsWithoutChallenge: { clips: 1, turns: 4, calledSheet: 1, upper95: 0.75 },
    }
    const page = await readFile(await writeReport('liveness', report, folder), 'utf8')
    expect(page).toContain('Clips in which nothing was asked')
    expect(page).toContain('1 of 4 turns that depth could judge were called a sheet, at most 75.0 %.')
  })

  it('is refused for a report of another form', async () => {
    await expect(writeReport('faces', { n: 1 }, folder)).rejects.toThrow()
    await expect(writeReport('weather', {}, folder)).rejects.toMatchObject({ code: 'command-failed' })
  })
})
