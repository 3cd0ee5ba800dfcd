import { type Diagnosis, diagnose, fixFor, resultOf, type TextKey } from '@bonafide/capture'
import type { CameraKeeper } from '../camera/camera.ts'
import { hostHere } from '../camera/surroundings.ts'
import { element } from '../page/element.ts'
import { type IconName, icon } from '../page/icons.ts'
import { button, title } from '../screens/parts.ts'
import { type Examined, examineCamera } from './examine-camera.ts'

export interface DoctorStage {
  readonly say: (key: TextKey, places?: Readonly<Record<string, string | number>>) => string
  readonly cameras: CameraKeeper
  readonly announce: (text: string) => void
  /** Told after every examination. */
  readonly onDiagnosis: (diagnosis: Diagnosis, examined: Examined) => void
}

const SYMBOLS: Readonly<Record<Diagnosis['checks'][number]['state'], IconName>> = {
  good: 'check',
  problem: 'warning',
  'not-checked': 'straight',
}

/** Examines the camera when asked to, and names the first thing that keeps it from working and what helps. */
export function doctorScreen({ say, cameras, announce, onDiagnosis }: DoctorStage): HTMLElement {
  const video = element('video', {
    class: 'bf-video bf-mirrored',
    attributes: { 'aria-label': say('face.preview'), playsinline: '' },
  })
  video.muted = true
  const view = element('div', { class: 'bf-view bf-view-doctor' }, video)
  const heading = title(say('doctor.title'))
  const lead = element('p', { class: 'bf-lead', text: say('doctor.lead') })
  const list = element('ul', { class: 'bf-checks' })
  const code = element('p', { class: 'bf-small bf-doctor-detail' })
  const start = button(say('doctor.start'), 'primary', () => void examine(), 'camera')

  async function examine(): Promise<void> {
    start.disabled = true
    heading.textContent = say('doctor.checking')
    announce(say('doctor.checking'))
    cameras.close()
    const examined = await examineCamera('user', { video, cameras })
    const diagnosis = diagnose(examined.facts)
    view.classList.toggle('bf-live', examined.facts.picture?.firstMs !== undefined)
    show(diagnosis, examined.detail)
    onDiagnosis(diagnosis, examined)
    start.disabled = false
    start.querySelector('span')?.replaceChildren(say('doctor.again'))
  }

  function show({ failure, checks }: Diagnosis, detail: string): void {
    heading.textContent = say(failure === undefined ? 'doctor.works' : `failure.${failure}.title`)
    lead.textContent = say(failure === undefined ? 'doctor.works.help' : fixFor(failure, hostHere()))
    const reference =
      failure === undefined ? [] : [say('trouble.reference', { code: `${resultOf(failure).subCode} ${failure}` })]
    code.textContent = [...reference, detail].filter((text) => text !== '').join(' · ')
    list.replaceChildren(
      ...checks.map(({ check, state }) =>
        element(
          'li',
          { class: `bf-check bf-check-${state}` },
          icon(SYMBOLS[state]),
          element('span', { text: say(`doctor.check.${check}`) }),
          element('span', { class: 'bf-check-state', text: say(`doctor.${state}`) }),
        ),
      ),
    )
    announce(`${heading.textContent}. ${lead.textContent}`)
  }

  return element(
    'section',
    { class: 'bf-screen' },
    element('div', { class: 'bf-scroll', attributes: { tabindex: '0' } }, heading, lead, view, list, code),
    element('div', { class: 'bf-actions' }, start),
  )
}
