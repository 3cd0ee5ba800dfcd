/** What one built-in function of the page looks like; who replaced it cannot be seen, that it was replaced can. */
export interface NativeLook {
  /** E.g. `MediaDevices.getUserMedia`. */
  readonly name: string
  /** Its text as a fresh frame's own `toString` writes it. */
  readonly text: string
  /** Its text as the page's own `toString` writes it. */
  readonly ownText: string
  /** Whether something on the object itself stands before it. */
  readonly shadowed: boolean
}

/** The camera that was used for a step, as the browser describes it. */
export interface CameraLook {
  /** `test` is the virtual camera of a test account. */
  readonly source: 'device' | 'test'
  /** Name of the class that the track is of. */
  readonly track: string
  readonly label: string
  /** Whether the browser lists a camera of this name. */
  readonly listed: boolean
  readonly hasDeviceId: boolean
  /** Labels of the cameras that were not used. */
  readonly others: readonly string[]
}

/** What a browser says of itself while evidence is taken. All of it is a claim. */
export interface DeviceReport {
  readonly browser: {
    readonly userAgent: string
    readonly platform: string
    readonly touchPoints: number
    /** What browsers of one family say of their system a second time. */
    readonly hints?: { readonly platform: string; readonly mobile: boolean } | undefined
  }
  readonly screen: { readonly outerWidth: number; readonly outerHeight: number }
  readonly storage: { readonly cookies: boolean }
  /** What draws; absent where the browser does not say. */
  readonly graphics?: string | undefined
  readonly automation: {
    readonly webdriver: boolean
    /** Names that tools of automation leave in a page. */
    readonly marks: readonly string[]
  }
  readonly natives: readonly NativeLook[]
  readonly camera?: CameraLook | undefined
}

/** What became of the token that came with the evidence. */
export type TokenState = 'good' | 'missing' | 'invalid' | 'tampered' | 'expired' | 'foreign'

/** The report of one step. */
export interface StepReport {
  readonly token: TokenState
  /** A face is always filmed; a page of a document may come from an album. */
  readonly needsCamera: boolean
  readonly report?: DeviceReport
  /** How the browser named itself to the server when it reported. */
  readonly requestUserAgent?: string
}

/** What was said of the device when the verification was begun. */
export interface StartClaims {
  readonly userAgent?: string
  readonly osVersion?: string
  readonly system?: 'android' | 'ios'
}

export interface DeviceEvidence {
  /** Whether the device decides along; otherwise what is found is kept and nothing more. */
  readonly decides: boolean
  readonly claims: StartClaims
  readonly steps: readonly StepReport[]
}
