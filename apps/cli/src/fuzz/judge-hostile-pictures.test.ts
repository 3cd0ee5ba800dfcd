import { createPictures } from '@bonafide/imaging'
import { demoStill, type HostilePictures, openHostilePictures } from '@bonafide/lab'
import { createJudgePool, type Judge } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeHostilePictures } from './judge-hostile-pictures.ts'

const DEEP = process.env['BONAFIDE_TEST_DEEP'] === '1'
/** The deep set takes half an hour of one core. */
const COUNT = DEEP ? 10_000 : 120
/** Bombs are for the deep set; the crafted pictures that stand last cost little. */
const CHEAP = 3
/** What a service gives by default. */
const DEADLINE_MS = 60_000
/** More than one core needs for the whole set. */
const LONGEST_MS = 40 * COUNT * 1000

describe('damaged and crafted pictures', () => {
  let hostile: HostilePictures
  let judge: Judge
  const problems: unknown[] = []
  beforeAll(async () => {
    hostile = await openHostilePictures(await demoStill('ada-document', createPictures()))
    judge = createJudgePool({
      processes: 1,
      deadlineMs: DEADLINE_MS,
      memoryMb: 1536,
      onError: (error) => problems.push(error),
    })
  }, 60_000)
  afterAll(() => judge.close())

  it('are the same for the same seed, and others for another', async () => {
    const number = hostile.crafted + 5
    expect(await hostile.at(number, 1)).toEqual(await hostile.at(number, 1))
    expect(await hostile.at(number, 1)).not.toEqual(await hostile.at(number, 2))
  })

  it(
    'neither pass nor end a judging process nor keep it beyond its deadline',
    async () => {
      const options = {
        count: COUNT,
        first: DEEP ? 0 : hostile.crafted - CHEAP,
        seed: 20_261_125,
        deadlineMs: DEADLINE_MS,
      }
      const report = await judgeHostilePictures(hostile, judge, options, () => {})
      expect(report).toMatchObject({ pictures: COUNT, passed: [], late: [], ended: [] })
      expect(Object.keys(report.outcomes)).toEqual(['judged', 'picture-unreadable'])
      expect(problems).toEqual([])
    },
    LONGEST_MS,
  )
})
