import type { FlowState, StateOf } from '@bonafide/capture'
import { element } from '../page/element.ts'
import { title } from './parts.ts'
import type { Screen, Stage } from './screen.ts'

type Waiting = StateOf<'loading' | 'reading' | 'retaking' | 'uploading' | 'judging' | 'handover-checking'>

/** Opening the session, reading, sending and judging: something is under way and nothing is asked of the person. */
export function waitingScreen({ say }: Stage, state: Waiting): Screen {
  const help = helpOf(state)
  const root = element(
    'section',
    { class: 'bf-screen bf-centred' },
    element('div', { class: 'bf-ring', attributes: { 'aria-hidden': 'true' } }),
    title(say(`state.${state.state}`)),
    help === undefined ? undefined : element('p', { class: 'bf-lead', text: say(help) }),
  )
  if (state.state !== 'uploading') return { root }
  const label = element('p', { class: 'bf-small' })
  const bar = element('progress', { class: 'bf-bar', attributes: { max: '1', 'aria-label': say('state.uploading') } })
  root.append(bar, label)
  const update = (next: FlowState): void => {
    if (next.state !== 'uploading') return
    bar.value = next.share01
    label.textContent = say('uploading.progress', { percent: Math.round(next.share01 * 100) })
  }
  update(state)
  return { root, update }
}

function helpOf(state: Waiting) {
  if (state.state === 'judging' || state.state === 'reading') return 'judging.help'
  if (state.state === 'uploading') return state.step.kind === 'face' ? 'uploading.face' : 'uploading.document'
  return undefined
}
