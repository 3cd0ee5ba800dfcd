import type { FlowState, StateOf } from '@bonafide/capture'
import type { StepView } from '@bonafide/protocol'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { badge, documentName, title } from '../screens/parts.ts'
import type { Screen, Stage } from '../screens/screen.ts'

/** What the other device has done so far. */
export function followingScreen(stage: Stage, first: StateOf<'following'>): Screen {
  const { say } = stage
  const list = element('ul', { class: 'bf-checks' })
  const root = element(
    'section',
    { class: 'bf-screen' },
    element(
      'div',
      { class: 'bf-scroll' },
      badge('phone', 'calm'),
      title(say('state.following')),
      element('p', { class: 'bf-lead', text: say('handover.following') }),
      list,
    ),
  )

  function update(next: FlowState): void {
    if (next.state !== 'following') return
    const { session } = next
    const now = session.currentStep ?? 'result'
    const steps = session.steps.map((step) => ({ id: step.id, done: step.done, text: nameOf(step, session.steps) }))
    list.replaceChildren(
      ...[...steps, { id: 'result', done: false, text: say('progress.result') }].map(({ id, done, text }) => {
        const item = element(
          'li',
          { class: `bf-check ${done ? 'bf-check-good' : 'bf-check-not-checked'}` },
          icon(done ? 'check' : 'straight'),
          element('span', { text }),
        )
        if (id === now) item.setAttribute('aria-current', 'step')
        return item
      }),
    )
  }

  function nameOf(step: StepView, all: readonly StepView[]): string {
    return step.kind === 'face' ? say('guide.face') : documentName(stage, all, step)
  }

  update(first)
  return { root, update }
}
