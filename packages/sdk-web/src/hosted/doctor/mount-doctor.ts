import { say } from '@bonafide/capture'
import { createCameraKeeper } from '../camera/camera.ts'
import { element } from '../page/element.ts'
import { icon } from '../page/icons.ts'
import { chooseLanguages } from '../page/language-choice.ts'
import { languageSelect } from '../page/language-select.ts'
import { type DoctorStage, doctorScreen } from './doctor-screen.ts'

export interface DoctorOptions {
  readonly container: HTMLElement
  readonly language: string | undefined
  readonly onDiagnosis: DoctorStage['onDiagnosis']
  /** Shows a button that closes the page around; absent where nobody waits. */
  readonly onClose?: () => void
}

/** The page that examines the camera: needs no transaction, keeps nothing and sends nothing. */
export function mountDoctor({ container, language, onDiagnosis, onClose }: DoctorOptions): void {
  const cameras = createCameraKeeper()
  const languages = chooseLanguages(language, draw)
  const live = element('div', { class: 'bf-visually-hidden', attributes: { 'aria-live': 'polite' } })
  const select = languageSelect(languages.switchTo)
  const name = element('span')
  const close = element(
    'button',
    { class: 'bf-close', attributes: { type: 'button' }, onClick: () => onClose?.() },
    icon('close'),
  )
  close.hidden = onClose === undefined
  const brand = element('div', { class: 'bf-brand' }, icon('shield'), name)
  const main = element('main', { class: 'bf-main' })
  const body = element(
    'div',
    { class: 'bf-body' },
    element('header', { class: 'bf-header' }, brand, select.root, close),
    main,
  )
  const root = element('div', { class: 'bf-app' }, body, live)
  window.addEventListener('pagehide', () => cameras.close())

  function draw(): void {
    const { texts, tag, direction } = languages.now()
    root.lang = tag
    root.dir = direction
    name.textContent = say(texts, 'app.name')
    document.title = say(texts, 'doctor.title')
    document.documentElement.lang = tag
    document.documentElement.dataset['bonafideScreen'] = 'doctor'
    close.setAttribute('aria-label', say(texts, 'doctor.close'))
    select.draw(languages.now())
    cameras.close()
    const announce = (text: string): void => live.replaceChildren(text)
    main.replaceChildren(
      doctorScreen({ say: (key, places) => say(texts, key, places), cameras, announce, onDiagnosis }),
    )
  }

  void languages.ready.then(() => {
    if (!root.isConnected) container.replaceChildren(root)
    draw()
  })
}
