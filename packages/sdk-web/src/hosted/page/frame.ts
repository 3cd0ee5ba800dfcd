import type { FlowState, Locale, TextKey } from '@bonafide/capture'
import type { StepView } from '@bonafide/protocol'
import { element } from './element.ts'
import { icon } from './icons.ts'
import { languageSelect } from './language-select.ts'

export interface FrameOptions {
  readonly onLanguage: (code: string) => void
  readonly onClose: () => void
}

/** What surrounds every screen: name, language, way out, progress, and the place where changes are spoken. */
export interface Frame {
  readonly root: HTMLElement
  readonly body: HTMLElement
  readonly main: HTMLElement
  /** The way out, with its drawing. */
  readonly close: HTMLElement
  readonly draw: (
    state: FlowState,
    locale: Locale,
    say: (key: TextKey, places?: Record<string, number>) => string,
  ) => void
  readonly announce: (text: string) => void
}

export function createFrame({ onLanguage, onClose }: FrameOptions): Frame {
  const name = element('span')
  const language = languageSelect(onLanguage)
  const close = element(
    'button',
    { class: 'bf-close', attributes: { type: 'button' }, onClick: onClose },
    icon('close'),
  )
  const progress = element('ol', { class: 'bf-progress' })
  const stagesOnWay = element('nav', {}, progress)
  const main = element('main', { class: 'bf-main' })
  const secure = element('span')
  const live = element('div', { class: 'bf-visually-hidden', attributes: { 'aria-live': 'polite' } })
  const brand = element('div', { class: 'bf-brand' }, icon('shield'), name)
  const body = element(
    'div',
    { class: 'bf-body' },
    element('header', { class: 'bf-header' }, brand, language.root, close),
    stagesOnWay,
    main,
    element('footer', { class: 'bf-footer' }, icon('lock'), secure),
  )
  const root = element('div', { class: 'bf-app' }, body, live)

  function draw(state: FlowState, locale: Locale, say: Parameters<Frame['draw']>[2]): void {
    root.lang = locale.tag
    root.dir = locale.direction
    root.dataset['state'] = state.state
    name.textContent = say('app.name')
    secure.textContent = say('app.secure')
    language.draw(locale)
    close.setAttribute('aria-label', say('app.close'))
    close.hidden = state.state === 'end'
    language.root.hidden =
      state.state === 'face-asking' || state.state === 'face-capture' || state.state === 'uploading'
    drawProgress(state, say)
  }

  function drawProgress(state: FlowState, say: Parameters<Frame['draw']>[2]): void {
    const stages = 'session' in state && state.session !== undefined ? stagesOf(state.session.steps) : []
    const now = stages.findIndex((stage) => stage.id === currentStage(state))
    stagesOnWay.hidden = stages.length < 2 || now < 0
    stagesOnWay.setAttribute('aria-label', say('progress.label', { step: now + 1, count: stages.length }))
    progress.replaceChildren(
      ...stages.map(({ text }, index) => {
        const item = element('li', { text: say(text) })
        item.classList.toggle('bf-done', index < now)
        if (index === now) item.setAttribute('aria-current', 'step')
        return item
      }),
    )
  }

  return { root, body, main, close, draw, announce: (text) => live.replaceChildren(text) }
}

interface StageOfFlow {
  readonly id: string
  readonly text: TextKey
}

function stagesOf(steps: readonly StepView[]): readonly StageOfFlow[] {
  const kinds = [...new Set(steps.map(stageOf))]
  return [
    ...kinds.map((kind) => ({ id: kind, text: `progress.${kind}` as const })),
    { id: 'result', text: 'progress.result' },
  ]
}

function currentStage(state: FlowState): string | undefined {
  if (state.state === 'judging') return 'result'
  if (state.state === 'trouble') return currentStage(state.back)
  return 'step' in state ? stageOf(state.step) : undefined
}

/** What was read belongs to the document. */
function stageOf({ kind }: StepView): 'document' | 'face' {
  return kind === 'face' ? 'face' : 'document'
}
