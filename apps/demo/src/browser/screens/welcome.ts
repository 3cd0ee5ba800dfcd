import { keepOnly, onClick } from '../dom.ts'
import type { Screen } from '../screen.ts'

export const welcome: Screen = (root, { options, go }) => {
  keepOnly(root, options.product)
  onClick(root, '[data-next]', () => go('/details'))
}
