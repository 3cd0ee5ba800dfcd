import { DEVICE_REPORT_LIMITS } from '@bonafide/protocol'

/** A text as long as a report may carry it. */
export function cut(text: unknown, most: number = DEVICE_REPORT_LIMITS.text): string {
  return String(text).slice(0, most)
}

export function cutAll(texts: readonly unknown[], most: number = DEVICE_REPORT_LIMITS.text): readonly string[] {
  return texts.slice(0, DEVICE_REPORT_LIMITS.list).map((text) => cut(text, most))
}
