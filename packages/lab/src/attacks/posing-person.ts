import { type ObservedFace, observeFaces, type Picture, type Tools } from '@bonafide/engine'
import { NoFaceInStill, type Puppet } from '../puppet/puppet.ts'

/** A puppet with the picture that an attacker would have of it. */
export interface PosingPerson {
  readonly puppet: Puppet
  readonly still: Picture
  readonly face: ObservedFace
}

/** A picture with room around the head: sheets are held nearer than a face, so that they fill the frame. */
export const STILL_ZOOM = 0.78

export async function posingPerson(puppet: Puppet, tools: Tools): Promise<PosingPerson> {
  const still = puppet.render({ zoom: STILL_ZOOM })
  const [face] = await observeFaces(still, tools)
  if (face === undefined) throw new NoFaceInStill('no face is seen on the puppet at rest')
  return { puppet, still, face }
}
