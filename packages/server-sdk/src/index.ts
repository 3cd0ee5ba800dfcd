export type { CallbackHint, ReceivedHeaders } from './callback/verify-callback.ts'
export { verifyCallback } from './callback/verify-callback.ts'
export type { Transport } from './client/call.ts'
export { VerificationApiError } from './client/client-error.ts'
export type {
  CallOptions,
  CheckResultRequest,
  Client,
  ClientOptions,
  StartedVerification,
  VerificationResult,
} from './client/create-client.ts'
export { createClient } from './client/create-client.ts'
export type { InitializeRequest } from './client/initialize-request.ts'
export type { JsonObject } from './client/read-answer.ts'
export { toExpressHandler, toFastifyHandler } from './handler/adapters.ts'
export type { AppView, ReasonKey } from './handler/app-view.ts'
export { appView } from './handler/app-view.ts'
export type { VerificationHandler, VerificationHandlerOptions } from './handler/create-verification-handler.ts'
export { createVerificationHandler } from './handler/create-verification-handler.ts'
export type { Outcome, Verification, VerificationStore } from './handler/verification-store.ts'
export { createMemoryStore } from './handler/verification-store.ts'
