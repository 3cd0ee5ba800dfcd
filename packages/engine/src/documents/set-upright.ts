import { turnedView } from '../page/page-view.ts'
import type { Tools } from '../ports.ts'
import { uprightPrint } from '../print/upright-print.ts'
import { staged } from '../verification/staged.ts'
import type { RegisteredDocument } from './define-document.ts'
import { glanceAtZone, type SeenPage } from './look-at-page.ts'
import { type Patch, printScale } from './page-geometry.ts'

/** Lines of a zone are some 20 times (cards) or 33 times as long as the patches around them are high; halves of them are missed. */
const ZONE_ASPECT = 14
/** A line of a zone spans nine tenths of its page. */
const ZONE_LENGTH = 0.4

/**
 * A page without a zone so far, the way up in which its print reads. A zone that nobody expected there is found all the
 * same where a line of print looks like one.
 */
export async function setUpright(
  seen: SeenPage,
  asked: RegisteredDocument | undefined,
  tools: Tools,
): Promise<SeenPage> {
  const { turns, patches } = await staged('upright', tools, () =>
    uprightPrint(seen.view.picture, printScale(seen, asked), tools.models),
  )
  const view = turnedView(seen.view, turns)
  const mrz = patches.some((patch) => mayBeOfZone(patch, view.picture))
    ? await staged('mrz', tools, () => glanceAtZone(view, tools.models.mrzReader))
    : undefined
  return { ...seen, view, patches, ...(mrz === undefined ? {} : { mrz }) }
}

function mayBeOfZone(patch: Patch, { width, height }: { readonly width: number; readonly height: number }): boolean {
  return patch.width > ZONE_ASPECT * patch.height && patch.width > ZONE_LENGTH * width && patch.centre.y > height / 2
}
