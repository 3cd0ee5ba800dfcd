export { CHANNEL_HEADERS, CHANNEL_PROBLEMS, signedText } from './channel.ts'
export type {
  AttemptRequest,
  AttemptView,
  ChallengeView,
  ChannelAction,
  ChannelProblem,
  ChannelProblemCode,
  ClientConfig,
  FramePolicy,
  LeaveRequest,
  OpenRequest,
  PieceView,
  SessionState,
  SessionView,
  StepView,
  SubmitRequest,
} from './channel.ts'
export { MaterialError, packMaterial, unpackMaterial } from './material.ts'
export type { DocumentManifest, FaceManifest, Manifest } from './material.ts'
