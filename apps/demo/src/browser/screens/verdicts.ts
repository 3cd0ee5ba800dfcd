import { adviceFor } from '../advice.ts'
import { bank } from '../bank-api.ts'
import { find, onClick, setText } from '../dom.ts'
import type { Context, Screen } from '../screen.ts'
import { untilStageChanges } from '../until-stage-changes.ts'

export const opened: Screen = (root, context) => {
  const { view } = context
  setText(root, '[data-title]', `Welcome, ${firstName(view.name)}.`)
  setText(root, '[data-lead]', 'Your account is open. The details are on their way to your inbox.')
  setText(root, '[data-account]', view.account ?? '')
  wireStartOver(root, context)
}

export const refused: Screen = (root, context) => {
  const advice = adviceFor(context.view.reason)
  setText(root, '[data-title]', advice.title)
  setText(root, '[data-lead]', advice.lead)
  find(root, '[data-advice]', HTMLElement).replaceChildren(...advice.next.map(listItem))
  onClick(root, '[data-again]', () => context.go('/check'))
  wireStartOver(root, context)
}

export const inReview: Screen = (root, context) => {
  const { email } = context.view
  setText(
    root,
    '[data-lead]',
    `The check left a question open, so a person decides. We write to ${email ?? 'you'} within one working day.`,
  )
  wireStartOver(root, context)
  return untilStageChanges('in-review', 5_000, (view) => context.go('/result', { view }))
}

function wireStartOver(root: ParentNode, { go }: Context): void {
  onClick(root, '[data-over]', () => {
    void bank.startOver().then((view) => go('/', { view }))
  })
}

function listItem(text: string): HTMLLIElement {
  const item = document.createElement('li')
  item.textContent = text
  return item
}

function firstName(name: string | undefined): string {
  return name?.trim().split(/\s+/)[0] ?? 'aboard'
}
