import type { ChallengeView, ChannelAction, ChannelColour } from '@bonafide/protocol'

/** The action that the challenge asks for at a time, none between its windows. */
export function actionAt({ steps }: ChallengeView, atMs: number): ChannelAction | undefined {
  return steps.find((step) => atMs >= step.startMs && atMs < step.endMs)?.action
}

/** The colour that the whole screen takes at a time, none before, between and after. */
export function colourAt({ flashes }: ChallengeView, atMs: number): ChannelColour | undefined {
  return flashes.find((flash) => atMs >= flash.startMs && atMs < flash.endMs)?.colour
}

/**
 * Three changes a second are at most one and a half flashes; WCAG 2.2 (2.3.1) lets three of those be. The limit stands
 * here too, because it protects the person whatever a service asks for.
 */
const LEAST_BETWEEN_MS = 1000 / 3

/** Whether the screen would change its colour more than three times in some second. */
export function changesTooFast({ flashes }: ChallengeView): boolean {
  const changes = [...new Set(flashes.flatMap(({ startMs, endMs }) => [startMs, endMs]))].sort((a, b) => a - b)
  return changes.some((atMs, index) => index > 0 && !(atMs - (changes[index - 1] ?? 0) >= LEAST_BETWEEN_MS))
}
