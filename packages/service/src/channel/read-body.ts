import {
  type AttemptRequest,
  CLIP_MISSING,
  type ClaimRequest,
  DEVICE_REPORT_LIMITS,
  type DeviceReport,
  type LeaveRequest,
  type NumberRequest,
  type OpenRequest,
  type RetakeRequest,
  type SubmitRequest,
} from '@bonafide/protocol'
import { z } from 'zod'
import { Refusal } from '../flow/refusal.ts'
import { device } from './device-schema.ts'

/** Whatever else a client puts into a body is dropped here: nothing it says about a result is ever read. */
const open = z.object({
  publicKey: z.string().min(80).max(100),
  protocol: z.string().max(4096).optional(),
  sdk: z.string().max(64),
})
const attempt = z.object({
  step: z.string().max(32),
  withoutFlash: z.boolean().optional(),
  device: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,64}$/)
    .optional(),
  consent: z.string().max(64).optional(),
})
const submit = z.object({
  pieces: z.int().min(1).max(32),
  size: z
    .int()
    .min(1)
    .max(16 * 1024 * 1024),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of any form: a token that is none is a finding, not a mistake of the request. */
  deviceToken: z.string().max(4096).optional(),
  /** For the trace alone; another word than ours is dropped. */
  withoutClip: z.enum(CLIP_MISSING).optional().catch(undefined),
})
const retake = z.object({ step: z.string().max(32) })
const leave = z.object({ code: z.int().min(1000).max(9999) })
const claim = z.object({ publicKey: z.string().min(80).max(100), token: z.string().min(16).max(64) })
const number = z.object({ number: z.int().min(0).max(99) })

/** The bodies that requests are read with, by name; for the description of the channel. */
export const CHANNEL_BODIES = { open, attempt, device, submit, retake, leave, claim, number } as const

export function readOpenRequest(body: Uint8Array): OpenRequest {
  const { protocol, ...rest } = read(open, body)
  return protocol === undefined ? rest : { ...rest, protocol }
}

export function readAttemptRequest(body: Uint8Array): AttemptRequest {
  const { withoutFlash, device: name, consent, ...rest } = read(attempt, body)
  return {
    ...rest,
    ...(withoutFlash === undefined ? {} : { withoutFlash }),
    ...(name === undefined ? {} : { device: name }),
    ...(consent === undefined ? {} : { consent }),
  }
}

export function readDeviceReport(body: Uint8Array): DeviceReport {
  if (body.length > DEVICE_REPORT_LIMITS.bytes) throw new Refusal('material-too-large')
  return read(device, body)
}

export function readSubmitRequest(body: Uint8Array): SubmitRequest {
  const { deviceToken, withoutClip, ...rest } = read(submit, body)
  return {
    ...rest,
    ...(deviceToken === undefined ? {} : { deviceToken }),
    ...(withoutClip === undefined ? {} : { withoutClip }),
  }
}

export function readRetakeRequest(body: Uint8Array): RetakeRequest {
  return read(retake, body)
}

export function readLeaveRequest(body: Uint8Array): LeaveRequest {
  return read(leave, body)
}

export function readClaimRequest(body: Uint8Array): ClaimRequest {
  return read(claim, body)
}

export function readNumberRequest(body: Uint8Array): NumberRequest {
  return read(number, body)
}

function read<Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(body))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal('request-invalid', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'malformed'}` })
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Refusal('request-invalid', { detail: 'the body is not JSON' })
  }
}
