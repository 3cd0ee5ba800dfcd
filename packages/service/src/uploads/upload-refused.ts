/** What an upload is refused with, in the words of the object storage that the official clients expect. */
export const UPLOAD_ERRORS = {
  MalformedPOSTRequest: { status: 400, message: 'The body is not a well-formed multipart/form-data.' },
  InvalidArgument: { status: 400, message: 'A part of the request is missing or malformed.' },
  InvalidObjectName: { status: 400, message: 'The name of an object has 1 to 256 characters.' },
  InvalidDigest: { status: 400, message: 'Content-MD5 is not that of the body.' },
  EntityTooSmall: { status: 400, message: 'The file is empty.' },
  EntityTooLarge: { status: 400, message: 'The file is larger than the policy allows.' },
  AccessDenied: { status: 403, message: 'The policy is unknown, used, expired or of another key.' },
  InvalidAccessKeyId: { status: 403, message: 'Objects are sent with a key of TempAccessTokenIntl.' },
  InvalidSecurityToken: { status: 403, message: 'The security token was not given for this.' },
  SecurityTokenExpired: { status: 403, message: 'The security token has expired.' },
  SignatureDoesNotMatch: { status: 403, message: 'The signature does not match the one calculated here.' },
  RequestTimeTooSkewed: { status: 403, message: 'The date lies more than 15 minutes away.' },
  FileAlreadyExists: { status: 409, message: 'An object is written once.' },
  NotImplemented: { status: 501, message: 'Only PUT of an object, signed by version 1, is offered.' },
  QpsLimitExceeded: { status: 503, message: 'Too many files of this account wait to be used.' },
} as const

export class UploadRefused extends Error {
  readonly code: keyof typeof UPLOAD_ERRORS
  constructor(code: UploadRefused['code'], options?: ErrorOptions) {
    super(UPLOAD_ERRORS[code].message, options)
    this.code = code
  }
}
