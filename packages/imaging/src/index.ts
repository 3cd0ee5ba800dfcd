export type { PictureErrorCode } from './picture-error.ts'
export { PictureError } from './picture-error.ts'
export type { PictureLimits } from './sharp-pictures.ts'
export { createPictures, DEFAULT_LIMITS } from './sharp-pictures.ts'
