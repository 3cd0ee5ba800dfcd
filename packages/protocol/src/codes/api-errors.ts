/**
 * Every error code of the API: HTTP status, a message that is safe for callers, whether the same call may succeed
 * later without a change, and whose fault it is. Codes and statuses: openapi-wire section 8.
 */
export interface ApiErrorEntry {
  readonly status: number
  readonly message: string
  readonly retryHelps: boolean
  readonly fault: 'caller' | 'operator' | 'service'
}

const caller = (status: number, message: string): ApiErrorEntry => ({
  status,
  message,
  retryHelps: false,
  fault: 'caller',
})
const busy = (status: number, message: string): ApiErrorEntry => ({
  status,
  message,
  retryHelps: true,
  fault: 'caller',
})
const operator = (status: number, message: string): ApiErrorEntry => ({
  status,
  message,
  retryHelps: false,
  fault: 'operator',
})
const service = (status: number, message: string): ApiErrorEntry => ({
  status,
  message,
  retryHelps: true,
  fault: 'service',
})

export const API_ERRORS = {
  'InvalidApi.NotFound': caller(404, 'The action does not exist. Names are case-sensitive.'),
  'InvalidProduct.NotFound': caller(404, 'No product is served under this host name.'),
  NoSuchVersion: caller(400, 'The API version does not exist.'),
  'InvalidAccessKeyId.NotFound': caller(404, 'The access key does not exist.'),
  'InvalidAccessKeyId.Inactive': caller(400, 'The access key is disabled.'),
  'InvalidTimeStamp.Format': caller(400, 'The date must be UTC in the form yyyy-MM-ddTHH:mm:ssZ.'),
  'InvalidTimeStamp.Expired': caller(400, 'The date lies outside the accepted window. Check the clock of the caller.'),
  IllegalTimestamp: caller(400, 'The date is missing.'),
  SignatureNonceUsed: caller(400, 'The nonce was used before. Every call needs a nonce of its own.'),
  InvalidSignatureMethod: caller(400, 'The signature algorithm is not supported or not allowed for this access key.'),
  SignatureDoesNotMatch: caller(400, 'The signature does not match the one calculated here.'),
  IncompleteSignature: caller(400, 'The signature is missing or does not conform to the rules.'),
  UnsupportedHTTPMethod: caller(400, 'The HTTP method is not supported.'),
  'InvalidSecurityToken.Expired': caller(400, 'The security token has expired.'),
  'InvalidSecurityToken.Malformed': caller(400, 'The security token is malformed.'),
  'InvalidSecurityToken.MismatchWithAccessKey': caller(400, 'The security token does not belong to the access key.'),
  Throttling: busy(400, 'Too many calls. Try again later.'),
  'Throttling.User': busy(400, 'Too many calls of this account. Try again later.'),
  'Throttling.Api': busy(403, 'Too many calls of this action. Try again later.'),
  NoPermission: caller(403, 'The access key may not do this.'),
  'Forbidden.RAM': caller(403, 'The access key may not do this.'),
  'Forbidden.RAMUserAccessDenied': caller(403, 'The access key lacks the right for this service.'),
  'Forbidden.AccountAccessDenied': operator(403, 'The service is not opened for this account.'),
  'Forbidden.RiskControl': caller(403, 'Refused by risk control.'),
  'Forbidden.ExceptionRepeatedInvoke': caller(401, 'Too many repeated abnormal calls.'),
  ActionUnauthorized: operator(403, 'The action is not opened for this account.'),
  'InvalidProtocol.NeedSsl': caller(404, 'HTTPS is required.'),
  MissingParameter: caller(400, 'A required parameter is empty.'),
  InvalidParameter: caller(400, 'A parameter is not valid.'),
  'InvalidParameter.Format': caller(400, 'The value of Format is not valid.'),
  TransactionIdInvalid: caller(400, 'The transaction id is unknown or has expired.'),
  ProcessNotCompleted: {
    status: 404,
    message: 'The verification is not finished yet.',
    retryHelps: true,
    fault: 'caller',
  },
  UnqualifiedPhoto: caller(401, 'The picture is unreadable or its resolution is out of range.'),
  DataDuplication: caller(401, 'The same picture was given in two ways.'),
  ToolargeImage: caller(401, 'The picture is too big.'),
  DownloadTimeout: caller(401, 'The picture could not be downloaded in time.'),
  NoFaceDetected: caller(401, 'The picture shows no face.'),
  SuspiciousActivity: caller(429, 'Refused by the security policy.'),
  InternalError: service(500, 'The service could not answer. Nothing was decided.'),
  ServiceUnavailable: service(503, 'The service is busy or not ready. Try again later.'),
} as const satisfies Readonly<Record<string, ApiErrorEntry>>

export type ApiErrorCode = keyof typeof API_ERRORS
