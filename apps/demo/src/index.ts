export type { Demo, DemoOptions } from './create-demo.ts'
export { createDemo } from './create-demo.ts'
