import { defineAttack } from '../define-attack.ts'

export default defineAttack({
  kind: 'frozen',
  summary: 'one picture of the living person, byte for byte, for the whole capture',
  limits: 'none known: this is the attack itself',
  present: (target) => {
    const [first] = target.captured()
    return { frames: first === undefined ? [] : target.times.map((atMs) => ({ ...first, atMs })), drawn: {} }
  },
})
