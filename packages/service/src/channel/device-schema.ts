import { DEVICE_REPORT_LIMITS } from '@bonafide/protocol'
import { z } from 'zod'

const text = z.string().max(DEVICE_REPORT_LIMITS.text)
const name = z.string().max(DEVICE_REPORT_LIMITS.name)
const texts = z.array(text).max(DEVICE_REPORT_LIMITS.list)
const number = z.number().min(0).max(1e7)

const size = z
  .object({ width: number, height: number, frameRate: number, facingMode: name })
  .partial()
  .transform(withoutUndefined)

const camera = z
  .object({
    source: z.enum(['device', 'test']),
    track: name,
    label: text,
    listed: z.boolean(),
    hasDeviceId: z.boolean(),
    others: texts,
    settings: size,
    capabilities: size.optional(),
    timing: z.object({ frames: number, meanMs: number, deviationMs: number, longestMs: number }).optional(),
  })
  .transform(withoutUndefined)

/** What a browser may report of itself (`DeviceReport` of the protocol). */
export const device = z
  .object({
    version: z.literal(1),
    browser: z
      .object({
        userAgent: text,
        platform: text,
        languages: z.array(name).max(DEVICE_REPORT_LIMITS.list),
        touchPoints: number,
        hints: z
          .object({ platform: name, mobile: z.boolean(), brands: z.array(name).max(DEVICE_REPORT_LIMITS.list) })
          .optional(),
      })
      .transform(withoutUndefined),
    screen: z.object({
      width: number,
      height: number,
      pixelRatio: number,
      outerWidth: number,
      outerHeight: number,
    }),
    storage: z.object({ cookies: z.boolean(), local: z.boolean(), database: z.boolean() }),
    graphics: text.optional(),
    automation: z.object({
      webdriver: z.boolean(),
      marks: z.array(name).max(DEVICE_REPORT_LIMITS.list),
    }),
    natives: z.array(z.object({ name, text, ownText: text, shadowed: z.boolean() })).max(DEVICE_REPORT_LIMITS.list),
    camera: camera.optional(),
  })
  .transform(withoutUndefined)

type WithoutUndefined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

/** Optional fields are absent or there, never undefined. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as WithoutUndefined<T>
}
