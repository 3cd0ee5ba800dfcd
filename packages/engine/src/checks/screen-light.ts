import { vouchesForCamera } from '../device/judge-device.ts'
import type { FaceTrack } from '../face/face-track.ts'
import { type FlashAnswer, fitAnswer } from '../liveness/light/flash-answer.ts'
import { type RegionLight, regionLight } from '../liveness/light/region-light.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { staged } from '../verification/staged.ts'

/**
 * Light that a full colour has to add to the skin, as a share of what was there. Of 40 rendered people none read less than
 * 0.184, of 40 displays that replay them and reflect 4 to 12 % of the screen's light none more than 0.090
 * (docs/measurements/liveness.md, "Light of the screen"); the middle, rounded down. On a set that had no part in it, 48 people
 * read 0.179 and more, 48 displays 0.073 and less. Bright rooms stay below it and are not judged.
 */
const LEAST_GAIN = 0.12
/**
 * Between drawn and seen colours: rendered people read 0.94 and more (51 clips), chance without any light reaches 0.55
 * (28 clips).
 */
const LEAST_CORRELATION = 0.85
/**
 * What lies behind a head gets less of the screen's light than the head: with a wall at 1.7 times the distance of the face
 * a third. Rendered people read 0.12 at most, screens 0.56 and more, prints 0.27 and more.
 */
const MOST_SURROUND = 0.35

/** The colours that the screen showed come back from the face, in their order and more than from behind it. */
export default defineCheck({
  id: 'screen-light',
  needs: ['face'],
  reasons: ['light-not-answered', 'light-on-surround', 'light-too-weak', 'light-not-asked'],
  stopsOnFailure: false,
  run: async (examination, policy, tools) => {
    const track = await examination.faceTrack()
    if (track.clip.challenge.flashes.length === 0) {
      const vouched = vouchesForCamera(examination.evidence.device, policy.threats)
      return policy.lightMayBeMissing === 0 && !vouched
        ? makeFinding('screen-light', 'review', ['light-not-asked'])
        : passUnless('screen-light', [], { measures: { cameraVouched: vouched ? 1 : 0 } })
    }
    const answers = await staged('light', tools, async () => answersOf(track))
    const { front } = answers
    const measures = measuresOf(answers)
    if (front === undefined || front.gain < LEAST_GAIN) {
      return makeFinding('screen-light', 'not-judged', ['light-too-weak'], { measures })
    }
    return passUnless('screen-light', reasonsAgainst(front, answers.surround), { measures })
  },
})

type Answers = Readonly<Partial<Record<keyof RegionLight, FlashAnswer>>>

function answersOf({ clip, frames }: FaceTrack): Answers {
  const looks = frames.flatMap(({ index, atMs, face }) => {
    const picture = clip.frames[index]?.picture
    return face === undefined || picture === undefined ? [] : [{ atMs, regions: regionLight(picture, face) }]
  })
  const answerOf = (region: keyof RegionLight) => {
    const samples = looks.flatMap(({ atMs, regions }) => {
      const light = regions[region]
      return light === undefined ? [] : [{ atMs, light }]
    })
    const answer = fitAnswer(samples, clip.challenge.flashes)
    return answer === undefined ? {} : { [region]: answer }
  }
  return { ...answerOf('front'), ...answerOf('surround'), ...answerOf('ridge'), ...answerOf('flanks') }
}

function reasonsAgainst(front: FlashAnswer, surround: FlashAnswer | undefined): readonly Reason[] {
  const reasons: Reason[] = []
  if (front.correlation < LEAST_CORRELATION || !isInOrder(front)) reasons.push('light-not-answered')
  // A surround that answers noise does not answer the screen.
  const lit = surround !== undefined && surround.correlation >= LEAST_CORRELATION
  if (lit && surround.gain > MOST_SURROUND * front.gain) reasons.push('light-on-surround')
  return reasons
}

/**
 * Colours of another challenge are explained better by some order that is nearly the drawn one than by that: 0 of 2,256
 * clips before the challenge of somebody else were in order, 162 of 162 that could be judged before their own.
 */
function isInOrder({ correlation, otherCorrelation }: FlashAnswer): boolean {
  return correlation > otherCorrelation
}

function measuresOf({ front, surround, ...nose }: Answers): Record<string, number> {
  if (front === undefined) return {}
  const relief = lightRelief(nose)
  return {
    lightGain: front.gain,
    lightCorrelation: front.correlation,
    lightLagMs: front.lagMs,
    lightOtherCorrelation: front.otherCorrelation,
    ...(surround === undefined
      ? {}
      : { surroundShare: surround.gain / front.gain, surroundCorrelation: surround.correlation }),
    ...(relief === undefined ? {} : { lightRelief: relief }),
  }
}

/**
 * How much of the light on the ridge of the nose its flanks give back: 9 clips of rendered people read 0.78 at most, 9 injections
 * with a flat tint 0.98 and more. It decides nothing: before a window a head answers evenly, too, for the light of the room
 * then falls as the screen's does, and no filmed faces are at hand (docs/measurements/liveness.md).
 */
function lightRelief({ ridge, flanks }: Pick<Answers, 'ridge' | 'flanks'>): number | undefined {
  if (ridge === undefined || flanks === undefined) return undefined
  const read = Math.min(ridge.correlation, flanks.correlation) >= LEAST_CORRELATION && ridge.gain > 0
  return read ? flanks.gain / ridge.gain : undefined
}
