export interface ElementOptions {
  readonly class?: string
  readonly text?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly onClick?: () => void
}

/** One element with its children. Text is always text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  ...children: readonly (Node | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (options.class !== undefined) made.className = options.class
  if (options.text !== undefined) made.textContent = options.text
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value)
  if (options.onClick !== undefined) made.addEventListener('click', options.onClick)
  made.append(...children.filter((child) => child !== undefined))
  return made
}

const SVG = 'http://www.w3.org/2000/svg'

/** An SVG element; drawings are decoration and hidden from screen readers by their parent. */
export function drawing(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Node[]
): SVGElement {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}
