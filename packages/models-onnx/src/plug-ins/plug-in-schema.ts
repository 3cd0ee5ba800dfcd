import { z } from 'zod'

const threeNumbers = z.tuple([z.number(), z.number(), z.number()])
/** Every network of the file: which bytes, and under which name what it computed is stored. */
const network = {
  /** Chosen by the operator; part of the hash is added to it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name of small letters, digits and dashes'),
  path: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the file, 64 small hexadecimal digits'),
}
const pixels = {
  sizePx: z.number().int().min(16).max(1024),
  channels: z.enum(['rgb', 'bgr']),
  mean: threeNumbers,
  deviation: threeNumbers.refine((values) => values.every((value) => value !== 0), 'must not be 0'),
}
/** Distances of two templates, as `bonafide evaluate faces` prints them: up to `match` one person, up to `review` a doubt. */
const thresholds = z
  .strictObject({ match: z.number().positive(), review: z.number().positive() })
  .refine(({ match, review }) => match < review, 'match must be less than review')

/** The file that names networks of the operator's own. */
export const PLUG_IN_SCHEMA = z.strictObject({
  detector: z
    .strictObject({
      ...network,
      adapter: z.enum(['blazeface', 'yunet']),
      minScore: z.number().gt(0).lt(1).optional(),
    })
    .optional(),
  embedder: z
    .strictObject({
      ...network,
      ...pixels,
      adapter: z.literal('arc112'),
      zoom: z.number().min(0.5).max(2).default(1),
      shift: z.number().min(-0.5).max(0.5).default(0),
      mirror: z.boolean().default(true),
      metric: z.enum(['euclid', 'cosine']),
      dimensions: z.number().int().min(2).max(4096),
      thresholds: z.strictObject({ selfie: thresholds, portrait: thresholds }).optional(),
    })
    .optional(),
  antiSpoof: z
    .strictObject({
      ...network,
      ...pixels,
      adapter: z.literal('crop'),
      cropScale: z.number().min(0.5).max(6),
      activation: z.enum(['none', 'softmax', 'sigmoid']),
      realIndex: z.number().int().min(0).max(15),
      minRealScore: z.number().gt(0).lt(1),
    })
    .optional(),
})

/** Networks of the operator's own, with absolute paths. Plain data, so that it can be handed to a child process. */
export type PlugIns = z.output<typeof PLUG_IN_SCHEMA>
