/**
 * What the SDK reports of the browser before it submits the material of an attempt (`POST /attempts/{attemptId}/device`).
 * It says what it sees and judges nothing. Longer texts are cut by the SDK to the lengths of `DEVICE_REPORT_LIMITS`; the
 * service refuses a report that goes beyond them.
 */
export interface DeviceReport {
  readonly version: 1
  readonly browser: {
    readonly userAgent: string
    readonly platform: string
    readonly languages: readonly string[]
    readonly touchPoints: number
    /** User agent client hints, where the browser has them. */
    readonly hints?: { readonly platform: string; readonly mobile: boolean; readonly brands: readonly string[] }
  }
  readonly screen: {
    readonly width: number
    readonly height: number
    readonly pixelRatio: number
    readonly outerWidth: number
    readonly outerHeight: number
  }
  readonly storage: { readonly cookies: boolean; readonly local: boolean; readonly database: boolean }
  /** The renderer that WebGL names. */
  readonly graphics?: string
  readonly automation: {
    readonly webdriver: boolean
    /** Names that tools of automation leave in a page. */
    readonly marks: readonly string[]
  }
  readonly natives: readonly NativeReport[]
  /** Absent where no camera was used, e.g. for a page from the album. */
  readonly camera?: CameraReport
}

/** A built-in function of the page, by its text and by whether something stands before it. */
export interface NativeReport {
  readonly name: string
  /** Its text by the `toString` of a fresh frame. */
  readonly text: string
  /** Its text by the page's own `toString`. */
  readonly ownText: string
  readonly shadowed: boolean
}

export interface CameraReport {
  readonly source: 'device' | 'test'
  /** Name of the class of the track. */
  readonly track: string
  readonly label: string
  readonly listed: boolean
  readonly hasDeviceId: boolean
  readonly others: readonly string[]
  readonly settings: VideoSize
  /** The most that the camera can do. */
  readonly capabilities?: VideoSize
  /** The first pictures: how far apart they came, in milliseconds. */
  readonly timing?: {
    readonly frames: number
    readonly meanMs: number
    readonly deviationMs: number
    readonly longestMs: number
  }
}

interface VideoSize {
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly facingMode?: string
}

/** Texts in characters, lists in items. A whole report has at most `bytes`. */
export const DEVICE_REPORT_LIMITS = { bytes: 32 * 1024, text: 512, name: 64, list: 32 } as const

/** What the service answers. */
export interface DeviceAnswer {
  /** Opaque. Goes along when the material of the attempt is submitted; the merchant's server may ask FaceGuardRisk with it. */
  readonly deviceToken: string
  /** In safe mode: the threat tags that the report raised (client-sdk section 9). */
  readonly threatTags?: readonly string[]
}
