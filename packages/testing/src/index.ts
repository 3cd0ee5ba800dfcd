export type { OpenedBlobs } from './blobs-contract.ts'
export { blobsContract } from './blobs-contract.ts'
export type { OpenedStore } from './store-contract.ts'
export { storeContract } from './store-contract.ts'
